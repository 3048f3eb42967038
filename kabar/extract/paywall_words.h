#pragma once

#include <string_view>

namespace kabar::extract {

/// Whether a class or id is one that software gives to what stands between a teaser and the rest of its text,
/// in some ten languages: "paywall", "betalvägg", "Bezahlschranke".
bool names_barrier(std::string_view names);

/// Whether a line says that the rest of the text is for those who pay or sign in, in some twenty-five
/// languages: "This article is for subscribers only", "Réservé aux abonnés", "Чтобы читать дальше".
/// For lines right behind a short text; elsewhere the same words advertise.
bool says_barrier(std::string_view line);

}  // namespace kabar::extract
