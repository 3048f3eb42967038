#pragma once

#include "kabar/extract/body.h"
#include "kabar/extract/segmenter.h"

namespace kabar::extract {

/// How good the body probably is, 0 to 1: the F1 of its text that is to be expected when the scores of the
/// blocks are taken as probabilities; less on pages that more likely than not have no article.
/// eval/extraction/confidence.py shows how well it orders pages.
double confidence_of(const PageText& page, const Body& body);

}  // namespace kabar::extract
