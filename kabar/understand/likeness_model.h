#pragma once

#include "kabar/understand/likeness.h"

namespace kabar::understand {

/// Which of the two models: bare headlines lack much of what is evidence between whole texts.
enum class LikenessOf : std::uint8_t { kHeadlines, kTexts };

/// The likeness that the evidence stands for, 0 to 1: support vector regression with Gaussian kernels
/// (Drucker et al. 1996), so what people said of the most similar pairs counts most. Learned by
/// eval/pairs/learn.py.
float weigh(const EvidenceRow& row, LikenessOf what) noexcept;

}  // namespace kabar::understand
