#include "kabar/pipeline/embedder.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

#include "kabar/base/bytes.h"
#include "kabar/base/log.h"
#include "kabar/net/curl_fetcher.h"
#include "kabar/net/url.h"
#include "kabar/pipeline/embedding_answer.h"

namespace kabar::pipeline {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kTogether = 16;
constexpr std::size_t kMostQueued = 10'000;
constexpr std::size_t kMostBytes =
    600;  ///< of a text: models like this read 512 tokens, and a lead is enough
constexpr milliseconds kLongestRest{600'000};
constexpr milliseconds kLook{50};

/// "http://host/", ".../v1" and ".../v1/embeddings" mean the same.
Result<net::Url> address_of(const std::string& text) {
  KABAR_TRY(auto url, net::Url::parse(text));
  auto& path = url.path;
  while (path.ends_with('/')) path.pop_back();
  if (path.ends_with("/embeddings")) return url;
  path += path.ends_with("/v1") ? "/embeddings" : "/v1/embeddings";
  return url;
}

/// The operator named that server: it may stand anywhere, and nothing else is connected.
Result<std::unique_ptr<net::CurlFetcher>> fetcher_for(const net::Url& url, const EmbedderOptions& options) {
  net::CurlFetcherOptions out;
  const auto host = url.host.find(':') != url.host.npos && !url.host.starts_with('[')
                        ? fmt::format("[{}]", url.host)
                        : url.host;
  KABAR_TRY(out.guard,
            net::AddressGuard::parse(fmt::format("{}:{}", host, port_of(url)), std::to_string(port_of(url))));
  out.ca_file = options.ca_file;
  out.idle_connections = 1;
  return net::CurlFetcher::make(std::move(out));
}

/// At most so many bytes, whole characters and, where there are any, whole words.
std::string_view beginning(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  text = text.substr(0, most);
  const auto blank = text.rfind(' ');
  return blank != text.npos && blank > most / 2 ? text.substr(0, blank) : text;
}

}  // namespace

std::string text_to_embed(const Article& article) {
  auto out = std::string(beginning(article.title, kMostBytes));
  if (out.size() + 2 >= kMostBytes) return out;
  const auto text = body_text(article);
  const auto body = beginning(text, kMostBytes - out.size() - 2);
  if (!body.empty() && !out.empty()) out += '\n';
  out += body;
  return out;
}

Result<std::unique_ptr<Embedder>> Embedder::start(EmbedderOptions options) {
  KABAR_TRY(const auto url, address_of(options.url));
  KABAR_TRY(auto fetcher, fetcher_for(url, options));
  return std::unique_ptr<Embedder>(new Embedder(std::move(options), url.to_string(), std::move(fetcher)));
}

Embedder::Embedder(EmbedderOptions options, std::string url, std::unique_ptr<net::Fetcher> fetcher)
    : options_(std::move(options)),
      url_(std::move(url)),
      model_(options_.model.empty() ? url_ : options_.model),
      fetcher_(std::move(fetcher)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Embedder::~Embedder() = default;

bool Embedder::ask(ArticleId article, std::string text) {
  const std::lock_guard lock(mutex_);
  if (questions_.size() >= kMostQueued || text.empty()) return false;
  questions_.push_back({article, std::move(text)});
  changed_.notify_all();
  return true;
}

std::vector<Embedder::Answer> Embedder::take(std::size_t most) {
  const std::lock_guard lock(mutex_);
  std::vector<Answer> out;
  for (; out.size() < most && !answers_.empty(); answers_.pop_front())
    out.push_back(std::move(answers_.front()));
  return out;
}

void Embedder::forget() {
  const std::lock_guard lock(mutex_);
  questions_.clear();
  answers_.clear();
  ++forgotten_;
}

std::vector<Embedder::Answer> Embedder::wait() {
  std::unique_lock lock(mutex_);
  waiting_ = true;
  changed_.notify_all();
  changed_.wait(lock, [&] { return questions_.empty() && under_way_ == 0; });
  waiting_ = false;
  std::vector<Answer> out(std::make_move_iterator(answers_.begin()), std::make_move_iterator(answers_.end()));
  answers_.clear();
  return out;
}

std::vector<Embedder::Question> Embedder::next(const std::stop_token& stop, std::size_t& forgotten) {
  std::unique_lock lock(mutex_);
  std::vector<Question> out;
  const bool any =
      changed_.wait(lock, stop, [&] { return !questions_.empty() && (waiting_ || !options_.in_rounds); });
  if (!any) return out;
  for (; out.size() < kTogether && !questions_.empty(); questions_.pop_front())
    out.push_back(std::move(questions_.front()));
  under_way_ = out.size();
  forgotten = forgotten_;
  return out;
}

void Embedder::run(const std::stop_token& stop) noexcept {
  while (!stop.stop_requested()) {
    std::size_t forgotten = 0;
    const auto questions = next(stop, forgotten);
    if (questions.empty()) return;
    auto vectors = embed(questions, stop);
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < questions.size() && forgotten == forgotten_; ++i)
      answers_.push_back({questions[i].article, std::move(vectors[i])});
    under_way_ = 0;
    changed_.notify_all();
  }
}

Embedder::Vectors Embedder::embed(const std::vector<Question>& questions, const std::stop_token& stop) {
  Vectors none(questions.size());
  if (steady_clock::now() < rests_until_) return none;
  std::vector<std::string> texts;
  texts.reserve(questions.size());
  for (const auto& question : questions) texts.push_back(question.text);
  auto vectors = embed_each(texts, stop);
  if (!vectors && !stop.stop_requested()) vectors = embed_each(texts, stop);
  if (!vectors) {
    rest(vectors.error());
    return none;
  }
  rest_ = milliseconds{0};
  return *std::move(vectors);
}

void Embedder::rest(const Error& why) {
  rest_ = std::min(rest_ == milliseconds{0} ? options_.first_rest : 2 * rest_, kLongestRest);
  rests_until_ = steady_clock::now() + rest_;
  log(LogLevel::kWarning, fmt::format("embedder: {}; going on without for {} s", why.message,
                                      std::chrono::duration_cast<std::chrono::seconds>(rest_).count()));
}

Result<Embedder::Vectors> Embedder::embed_each(const std::vector<std::string>& texts,
                                               const std::stop_token& stop) {
  auto together = exchange(texts, stop);
  if (together || together.error().code != Errc::kRefused || texts.size() == 1) return together;
  // One text that the server does not take keeps no other from it.
  Vectors out;
  for (const auto& text : texts) {
    auto one = exchange({text}, stop);
    if (!one && one.error().code != Errc::kRefused) return std::move(one).error();
    out.push_back(one ? std::move(one->front()) : Embedding());
  }
  const bool any = std::any_of(out.begin(), out.end(), [](const auto& one) { return !one.empty(); });
  if (!any) return std::move(together).error();
  return out;
}

/// kRefused: the server does not like what was asked.
Result<Embedder::Vectors> Embedder::exchange(const std::vector<std::string>& texts,
                                             const std::stop_token& stop) {
  net::FetchRequest request;
  request.url = url_;
  request.accept = "application/json";
  request.json = embedding_request(options_.model, texts);
  request.bearer = options_.key;
  request.limits.first_byte = request.limits.total = options_.patience;
  request.limits.connect = std::min(request.limits.connect, options_.patience);
  std::optional<Result<net::FetchResponse>> done;
  fetcher_->start(std::move(request), [&done](auto answer) { done = std::move(answer); });
  while (!done) {
    if (stop.stop_requested()) return Error{Errc::kCancelled, "stopped"};
    fetcher_->run_once(kLook);
  }
  if (!*done) return std::move(*done).error();
  const auto& answer = **done;
  if (answer.status != 200) {
    const bool disliked = answer.status == 400 || answer.status == 413 || answer.status == 422;
    return Error{disliked ? Errc::kRefused : Errc::kIo,
                 fmt::format("{}: answers with status {}", url_, answer.status)};
  }
  auto vectors = read_embedding_answer(as_chars(answer.body), texts.size());
  if (!vectors) return std::move(vectors).error().within(url_);
  return vectors;
}

}  // namespace kabar::pipeline
