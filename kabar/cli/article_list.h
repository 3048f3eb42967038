#pragma once

#include <string>
#include <vector>

#include "kabar/json/writer.h"
#include "kabar/store/store.h"

namespace kabar::cli {

/// One article of a list: "2023-09-21 10:05  fr  courrierest  Headline  (a5)".
std::string line_of(const store::ArticleRow& row);

/// {"article","story","id","url","source","lang","title","published","topic","excerpt","copy_of"}
void write_row(json::Writer& json, const store::ArticleRow& row);

}  // namespace kabar::cli
