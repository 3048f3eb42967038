#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace kabar::eval {

/// A kind of page that is made to stall a parser or an extractor. Each has an article of some paragraphs in
/// it, and all the rest repeats one piece.
struct HostileKind {
  std::string_view name;
  std::string_view before;  ///< stands once before the pieces
  std::string_view piece;   ///< a # in it becomes the piece's number
  std::string_view after;
};

std::span<const HostileKind> hostile_kinds();

/// A page of that kind with as many pieces as make that many bytes.
std::string hostile_page(const HostileKind& kind, std::size_t bytes);

/// A sentence of the article that stands in every hostile page.
std::string_view hostile_prose();

}  // namespace kabar::eval
