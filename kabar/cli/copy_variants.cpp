#include "kabar/cli/copy_variants.h"

#include <algorithm>

#include "kabar/text/sentences.h"

namespace kabar::cli {
namespace {

using Parts = std::vector<std::string>;

constexpr std::size_t kFewParagraphs = 4;

/// The paragraphs, or where they are few the sentences.
Parts parts_of(const Article& article) {
  Parts out;
  const auto body = body_text(article);
  for (const auto& block : paragraphs_of(body)) out.push_back(block.text);
  if (out.size() >= kFewParagraphs) return out;
  out.clear();
  for (const auto sentence : text::split_sentences(body, article.lang)) out.emplace_back(sentence);
  return out;
}

/// Words from `from` percent to `to` percent of the text.
Parts slice(const Article& article, std::size_t from, std::size_t to) {
  const auto body = body_text(article);
  auto begin = body.size() * from / 100, end = body.size() * to / 100;
  const auto at_blank = [&](std::size_t at) { return std::min(body.find(' ', at), body.size()); };
  if (from != 0) begin = at_blank(begin);
  end = at_blank(end);
  return {body.substr(begin, end - begin)};
}

Parts with_byline(const Article& article) {
  auto out = parts_of(article);
  out.insert(out.begin(), "By Nora Lindqvist, Northern Wire");
  out.insert(out.begin() + 1, "Published Monday, last updated three hours ago");
  out.emplace_back("Reporting by Nora Lindqvist and Pavel Osei; editing by Marta Quill");
  return out;
}

Parts with_boilerplate(const Article& article) {
  auto out = parts_of(article);
  out.insert(
      out.begin(),
      "Sign up for our morning letter and get the stories that matter in your inbox every day. You can "
      "leave the list at any time.");
  out.emplace_back(
      "This material may not be published, broadcast or redistributed without the written consent of the "
      "publisher. All rights reserved by the owners of the marks.");
  out.emplace_back(
      "Read also what our readers say about it, share your opinion with the editors, and follow us where you "
      "like to read: in the app, on the radio, on paper.");
  return out;
}

Parts reordered(const Article& article) {
  auto out = parts_of(article);
  std::reverse(out.begin(), out.end());
  return out;
}

/// Spread over the text, three tenths of it at most come from another article, as long as what was there.
Parts replaced(const Article& article, const Article& other) {
  auto out = parts_of(article);
  const auto foreign = parts_of(other);
  if (foreign.empty()) return out;
  auto left = body_text(article).size() * 3 / 10;
  for (std::size_t i = 0; i < out.size(); i += 2) {
    const auto& instead = foreign[i % foreign.size()];
    if (out[i].size() > left) continue;
    left -= out[i].size();
    out[i] = instead.substr(0, std::min(instead.find(' ', out[i].size()), instead.size()));
  }
  return out;
}

Parts reworked(const Article& article, const Article& other, Rework rework) {
  switch (rework) {
    case Rework::kCutEnd: return slice(article, 0, 60);
    case Rework::kCutStart: return slice(article, 25, 100);
    case Rework::kExcerpt: return slice(article, 0, 40);
    case Rework::kByline: return with_byline(article);
    case Rework::kBoilerplate: return with_boilerplate(article);
    case Rework::kReorder: return reordered(article);
    case Rework::kReplace: return replaced(article, other);
    case Rework::kHeadline: break;
  }
  return parts_of(article);
}

}  // namespace

std::string_view to_string(Rework rework) noexcept {
  switch (rework) {
    case Rework::kCutEnd: return "cut at the end";
    case Rework::kCutStart: return "cut at the start";
    case Rework::kExcerpt: return "excerpt";
    case Rework::kByline: return "byline";
    case Rework::kBoilerplate: return "boilerplate";
    case Rework::kReorder: return "reordered";
    case Rework::kReplace: return "replaced";
    case Rework::kHeadline: return "headline";
  }
  return "";
}

Article rework(const Article& original, const Article& other, Rework how) {
  auto out = original;
  out.id += ": " + std::string(to_string(how));
  out.blocks.clear();
  for (auto& part : reworked(original, other, how)) {
    for (auto& block : paragraphs_of(part)) out.blocks.push_back(std::move(block));
  }
  if (how == Rework::kHeadline) out.title = other.title;
  return out;
}

}  // namespace kabar::cli
