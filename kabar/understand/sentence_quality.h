#pragma once

#include <string_view>

#include "kabar/understand/language_pack.h"
#include "kabar/understand/number_reader.h"

namespace kabar::understand {

/// Whether a sentence reads as one. Not where two are glued at a full stop, the same four words come twice (a
/// headline run into its text, what a translating machine stammers), signs of lists and addresses stand in
/// it, or it has no end: nobody can tell which of its words belong to which number. Pure; costs n log n of at
/// most some hundred tokens.
bool reads_as_sentence(std::string_view text, const ReadSentence& sentence, const LanguagePack& pack);

/// Has no end: what comes of it is not worth its time.
bool is_endless(const ReadSentence& sentence) noexcept;

}  // namespace kabar::understand
