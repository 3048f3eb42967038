#include "kabar/serve/revision_view.h"

#include <fmt/format.h>

#include "kabar/serve/teaser_view.h"
#include "kabar/serve/word_diff.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kWordsAround = 8;

TemplateData::List diff_data(std::string_view before, std::string_view after) {
  TemplateData::List list;
  if (before == after) return list;
  for (auto& run : with_context(word_diff(before, after), kWordsAround)) {
    TemplateData item;
    item.set("same", run.kind == DiffRun::Kind::kSame).set("removed", run.kind == DiffRun::Kind::kRemoved);
    item.set("added", run.kind == DiffRun::Kind::kAdded).set("left_out", run.kind == DiffRun::Kind::kLeftOut);
    item.set("text", std::move(run.text));
    list.push_back(std::move(item));
  }
  return list;
}

}  // namespace

TemplateData::List revisions_data(const Visit& visit, const std::vector<store::RevisionRow>& revisions,
                                  bool full_text) {
  TemplateData::List list;
  for (auto i = revisions.size(); i-- > 0;) {
    const auto& now = revisions[i];
    TemplateData item;
    item.set("number", visit.formats().number(now.number)).set("first", i == 0);
    item.set("headline", now.article.title);
    if (now.fetched) {
      item.set("time", time_data(visit, *now.fetched));
    } else {
      item.set("time", false);
    }
    const auto* before = i > 0 ? &revisions[i - 1] : nullptr;
    auto title =
        before == nullptr ? TemplateData::List() : diff_data(before->article.title, now.article.title);
    auto text = before == nullptr || !full_text
                    ? TemplateData::List()
                    : diff_data(body_text(before->article), body_text(now.article));
    item.set("has_title_diff", !title.empty()).set("has_text_diff", !text.empty());
    item.set("title_diff", std::move(title)).set("text_diff", std::move(text));
    list.push_back(std::move(item));
  }
  return list;
}

}  // namespace kabar::serve
