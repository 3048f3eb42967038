#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/model/article.h"

namespace kabar::cli {

/// What an outlet does to a text that it takes over.
enum class Rework { kCutEnd, kCutStart, kExcerpt, kByline, kBoilerplate, kReorder, kReplace, kHeadline };
constexpr Rework kReworks[] = {Rework::kCutEnd,      Rework::kCutStart, Rework::kExcerpt, Rework::kByline,
                               Rework::kBoilerplate, Rework::kReorder,  Rework::kReplace, Rework::kHeadline};

std::string_view to_string(Rework rework) noexcept;

/// A near copy of `original`, always the same for the same input; `other` is an article of another story,
/// whose headline and paragraphs replace some. Cuts keep 60 %, 75 % (the start lost) and 40 % of the text,
/// and three of ten paragraphs are replaced. Where there are fewer than four paragraphs, sentences stand for
/// them.
Article rework(const Article& original, const Article& other, Rework rework);

}  // namespace kabar::cli
