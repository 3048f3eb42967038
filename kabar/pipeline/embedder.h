#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/model/article.h"
#include "kabar/model/embedding.h"
#include "kabar/model/ids.h"
#include "kabar/net/fetcher.h"

namespace kabar::pipeline {

struct EmbedderOptions {
  std::string url;    ///< "http://127.0.0.1:8000", with /v1 or /v1/embeddings or without
  std::string model;  ///< what the server calls it; empty: its own
  std::string key;    ///< shown as "Authorization: Bearer"; empty: none
  std::string ca_file = {};
  /// Asks only while somebody is in wait(), so that what is asked together does not depend on timing.
  bool in_rounds = false;
  std::chrono::milliseconds patience{30'000};   ///< for one answer
  std::chrono::milliseconds first_rest{5'000};  ///< after failures; doubled each time, up to ten minutes
};

/// The text that stands for an article: title and beginning, capped.
std::string text_to_embed(const Article& article);

/// Gets the vectors of texts from a server that speaks OpenAI's `/v1/embeddings`, on a thread of its own. A
/// server that is slow, wrong or gone costs nothing but the vectors: what fails twice is given up, and after
/// that the server is left alone for a while, in which all is given up at once.
///
/// One thread asks and takes; nothing is called back.
class Embedder {
 public:
  /// kInvalidInput for an address that is none.
  static Result<std::unique_ptr<Embedder>> start(EmbedderOptions options);
  /// Drops what is under way.
  ~Embedder();

  /// What vectors go by: those of another model cannot be compared with these.
  const std::string& model() const noexcept { return model_; }

  /// Never waits. False where too many wait already: the text is dropped.
  bool ask(ArticleId article, std::string text);

  struct Answer {
    ArticleId article{};
    Embedding vector;  ///< empty: given up
  };
  /// What has come since, `most` at most, in the order in which it was asked for. Never waits.
  std::vector<Answer> take(std::size_t most);
  /// Gives up all that was asked for, without an answer.
  void forget();
  /// Waits until all that was asked for has come or is given up.
  std::vector<Answer> wait();

 private:
  struct Question {
    ArticleId article{};
    std::string text;
  };
  using Vectors = std::vector<Embedding>;

  Embedder(EmbedderOptions options, std::string url, std::unique_ptr<net::Fetcher> fetcher);

  void run(const std::stop_token& stop) noexcept;
  /// The next ones to ask for together, and how often was forgotten by then; waits for them.
  std::vector<Question> next(const std::stop_token& stop, std::size_t& forgotten);
  Vectors embed(const std::vector<Question>& questions, const std::stop_token& stop);
  /// One vector each, some of them empty; an Error where the server is of no use.
  Result<Vectors> embed_each(const std::vector<std::string>& texts, const std::stop_token& stop);
  Result<Vectors> exchange(const std::vector<std::string>& texts, const std::stop_token& stop);
  void rest(const Error& why);

  EmbedderOptions options_;
  std::string url_;
  std::string model_;
  std::unique_ptr<net::Fetcher> fetcher_;  ///< the thread's
  std::chrono::milliseconds rest_{0};
  std::chrono::steady_clock::time_point rests_until_{};

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Question> questions_;
  std::deque<Answer> answers_;
  std::size_t under_way_ = 0;
  std::size_t forgotten_ = 0;  ///< times of it
  bool waiting_ = false;
  std::jthread thread_;  // last: it ends before what it uses
};

}  // namespace kabar::pipeline
