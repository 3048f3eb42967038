#include "kabar/extract/advert_label.h"

#include <algorithm>
#include <string>

#include "kabar/extract/byline.h"

namespace kabar::extract {
namespace {

constexpr std::size_t kMaxLine = 64;  // bytes

// As name_key() writes them: only ASCII in lower case.
constexpr std::string_view kLabels[] = {
    "advertisement", "advertisements", "advertising",      "advert",     "ad",         "sponsored",
    "anzeige",       "anzeigen",       "werbung",          "publicité",  "Publicité",  "PUBLICITÉ",
    "publicidad",    "publicidade",    "pubblicità",       "PUBBLICITÀ", "publicitat", "publicitate",
    "advertentie",   "annonse",        "annonce",          "annons",     "reklame",    "reklam",
    "reklama",       "inzerce",        "inzercia",         "hirdetés",   "HIRDETÉS",   "mainos",
    "oglas",         "reklaam",        "reklāma",          "iklan",      "quảngcáo",   "Реклама",
    "РЕКЛАМА",       "реклама",        "Рэклама",          "Διαφήμιση",  "ΔΙΑΦΗΜΙΣΗ",  "广告",
    "廣告",          "広告",           "スポンサーリンク", "광고",       "إعلان",      "اعلان",
    "آگهی",          "פרסומת",         "विज्ञापन",          "โฆษณา",      "বিজ্ঞাপন",    "விளம்பரம்"};

}  // namespace

bool is_advert_label(std::string_view line) {
  if (line.empty() || line.size() > kMaxLine) return false;
  const std::string key = name_key(line);
  return std::find(std::begin(kLabels), std::end(kLabels), key) != std::end(kLabels);
}

}  // namespace kabar::extract
