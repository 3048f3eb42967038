#include "kabar/store/source_filter.h"

#include <iterator>
#include <utility>

namespace kabar::store {
namespace {

constexpr std::size_t kFew = 64;  ///< cost two milliseconds as terms, for each stretch of arrivals

bool is_many_outlets(const SearchClause& clause) {
  return clause.kind == SearchClause::Kind::kSource && clause.texts.size() > kFew;
}

bool is_true(const SearchClause& clause) {
  return clause.kind == SearchClause::Kind::kAll && clause.parts.empty();
}

}  // namespace

SourceFilter SourceFilter::taken_from(SearchClause& clause, const SourceList& sources) {
  SourceFilter out(sources);
  out.take(clause);
  return out;
}

void SourceFilter::take(SearchClause& clause) {
  if (is_many_outlets(clause)) {
    narrow(numbers_of(clause.texts));
    clause = {};
  } else if (clause.kind == SearchClause::Kind::kNot) {
    take_unwanted(clause);
  } else if (clause.kind == SearchClause::Kind::kAll) {
    for (auto& part : clause.parts) take(part);
    std::erase_if(clause.parts, is_true);
  }
}

void SourceFilter::take_unwanted(SearchClause& clause) {
  for (const auto& part : clause.parts) {
    if (!is_many_outlets(part)) continue;
    const auto unwanted = numbers_of(part.texts);
    std::unordered_set<std::uint64_t> left;
    for (const auto& row : sources_->rows())
      if (!unwanted.contains(row.number)) left.insert(row.number);
    narrow(left);
  }
  if (std::erase_if(clause.parts, is_many_outlets) > 0 && clause.parts.empty()) clause = {};
}

void SourceFilter::narrow(const std::unordered_set<std::uint64_t>& others) {
  std::unordered_set<std::uint64_t> both;
  for (const auto number : others)
    if (has(number)) both.insert(number);
  wanted_ = std::move(both);
}

std::unordered_set<std::uint64_t> SourceFilter::numbers_of(const std::vector<std::string>& ids) const {
  std::unordered_set<std::uint64_t> out;
  for (const auto& id : ids)
    if (const auto* const row = sources_->find(id)) out.insert(row->number);
  return out;
}

}  // namespace kabar::store
