#include "kabar/extract/agency.h"

#include <algorithm>

#include "kabar/base/ascii.h"

namespace kabar::extract {
namespace {

struct Agency {
  std::string_view name;
  std::string_view spellings;  // separated by '|'; besides the name itself
};

constexpr Agency kAgencies[] = {
    {"AFP", "Agence France-Presse|Agence France Presse|АФП|法新社|ا ف ب|أ ف ب|فرانس برس|AFPRelaxnews"},
    {"Reuters", "Reuters News|Thomson Reuters|Рейтер|رويترز|路透社|路透|ロイター|로이터|Рейтерс"},
    {"AP",
     "Associated Press|The Associated Press|AP News|Ассошиэйтед Пресс|美联社|美聯社|أسوشيتد برس|AP通信"},
    {"dpa", "DPA|Deutsche Presse-Agentur|dpa-infocom|dpa-AFX|dpa International|德新社"},
    {"EFE", "Agencia EFE|EFE Agencia"},
    {"ANSA", "Agenzia ANSA"},
    {"TASS", "ТАСС|ITAR-TASS|ИТАР-ТАСС|塔斯社"},
    {"Xinhua", "Xinhua News Agency|新华社|新华网|新華社|Синьхуа|شينخوا"},
    {"ANTARA", "Antara|ANTARA News|LKBN ANTARA"},
    {"APA", "Austria Presse Agentur|APA-OTS"},
    {"Kyodo", "Kyodo News|共同通信|共同通信社|共同社"},
    {"Jiji Press", "Jiji|時事通信|時事通信社|時事"},
    {"Interfax", "Интерфакс|Interfax-Ukraine|Інтерфакс-Україна"},
    {"RIA Novosti", "РИА Новости|RIA"},
    {"PAP", "Polska Agencja Prasowa"},
    {"Belga", "Agence Belga|BELGA"},
    {"ANP", "Algemeen Nederlands Persbureau"},
    {"Yonhap", "Yonhap News Agency|Yonhap News|연합뉴스|韩联社|韓聯社"},
    {"UPI", "United Press International"},
    {"PA Media", "Press Association|PA News Agency"},
    {"PTI", "Press Trust of India"},
    {"ANI", "Asian News International"},
    {"IANS", "Indo-Asian News Service"},
    {"NTB", "Norsk Telegrambyrå|NTB Scanpix"},
    {"TT", "TT Nyhetsbyrån"},
    {"Ritzau", "Ritzaus Bureau|/ritzau/"},
    {"STT", "Suomen Tietotoimisto"},
    {"SDA", "Keystone-SDA|Keystone-ATS|sda|ATS"},
    {"KNA", "Katholische Nachrichten-Agentur"},
    {"epd", "Evangelischer Pressedienst"},
    {"SID", "Sport-Informations-Dienst"},
    {"AAP", "Australian Associated Press"},
    {"CNA", "中央社|中央通訊社|Central News Agency"},
    {"China News Service", "中新社|中新网|中国新闻社"},
    {"Bernama", "BERNAMA"},
    {"Anadolu", "Anadolu Agency|Anadolu Ajansı|Anadolu Agentur|AA|الأناضول"},
    {"DHA", "Demirören Haber Ajansı"},
    {"IHA", "İhlas Haber Ajansı|İHA"},
    {"MTI", "Magyar Távirati Iroda"},
    {"ČTK", "CTK|Česká tisková kancelář"},
    {"TASR", "Tlačová agentúra Slovenskej republiky"},
    {"SITA", "Slovenská tlačová agentúra"},
    {"HINA", "Hina"},
    {"Tanjug", "Танјуг"},
    {"BTA", "БТА"},
    {"Agerpres", "AGERPRES"},
    {"Ukrinform", "Укринформ|Укрінформ"},
    {"Lusa", "Agência Lusa|LUSA"},
    {"Europa Press", "EUROPA PRESS"},
    {"Adnkronos", "ADNKRONOS"},
    {"LaPresse", ""},
    {"Canadian Press", "The Canadian Press|La Presse Canadienne|La Presse canadienne"},
    {"VNA", "TTXVN|Vietnam News Agency"},
    {"WAM", "وام|وكالة أنباء الإمارات"},
    {"SPA", "واس|وكالة الأنباء السعودية"},
    {"MENA", "أ ش أ|وكالة أنباء الشرق الأوسط"},
    {"IRNA", "ایرنا|إرنا"},
    {"ISNA", "ایسنا"},
    {"SANA", "سانا"},
    {"NAN", "News Agency of Nigeria"},
    {"Bloomberg", "Bloomberg News"},
    {"Sputnik", "Спутник"},
    {"AMNA", "ΑΠΕ-ΜΠΕ|ΑΠΕ|Αθηναϊκό-Μακεδονικό Πρακτορείο Ειδήσεων"},
    {"BNS", "Baltic News Service"},
    {"ELTA", ""},
    {"LETA", ""},
    {"Agência Brasil", ""},
    {"Estadão Conteúdo", ""},
    {"Folhapress", ""},
    {"Télam", "Telam|TELAM"},
    {"Notimex", "NOTIMEX"},
};

template <class Function>
bool any_spelling(const Agency& agency, Function function) {
  if (function(agency.name)) return true;
  auto rest = agency.spellings;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('|'), rest.size());
    if (function(rest.substr(0, end))) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

/// Short names are words of some language when written otherwise, "ap", "sid".
bool is_acronym(std::string_view spelling) {
  return spelling.size() <= 5 && std::all_of(spelling.begin(), spelling.end(), ascii::is_alpha);
}

/// Of "PARIS, AFP" the AFP, of "서울=연합뉴스" the 연합뉴스.
std::string_view agency_among(std::string_view names) {
  while (true) {
    const auto end = names.find_first_of(",=;/");
    if (const auto agency = agency_named(names.substr(0, end)); !agency.empty()) return agency;
    if (end == names.npos) return {};
    names.remove_prefix(end + 1);
  }
}

/// "新华社北京3月5日电": the name, the place, the day, and that it was wired.
std::string_view agency_that_wired(std::string_view head) {
  if (head.find("电") == head.npos && head.find("電") == head.npos) return {};
  for (const auto& agency : kAgencies) {
    const auto begins = [&](std::string_view spelling) {
      return static_cast<unsigned char>(spelling.front()) >= 0x80 && head.starts_with(spelling);
    };
    if (!agency.spellings.empty() && any_spelling(agency, begins)) return agency.name;
  }
  return {};
}

constexpr std::size_t kDateline = 100;  // bytes

}  // namespace

std::string_view agency_named(std::string_view name) {
  name = ascii::trim(name);
  while (name.size() > 1 && (name.front() == '(' || name.front() == '/')) name.remove_prefix(1);
  while (name.size() > 1 && (name.back() == ')' || name.back() == '/')) name.remove_suffix(1);
  for (const auto& agency : kAgencies) {
    const bool hit = any_spelling(agency, [&](std::string_view spelling) {
      return is_acronym(spelling) ? name == spelling : ascii::equals_ignoring_case(name, spelling);
    });
    if (hit) return agency.name;
  }
  return {};
}

std::string_view agency_of_dateline(std::string_view text) {
  struct Brackets {
    std::string_view open;
    std::string_view close;
  };
  constexpr Brackets kBrackets[] = {{"(", ")"}, {"/", "/"}, {"[", "]"}, {"【", "】"}, {"（", "）"}};
  const std::string_view head = text.substr(0, kDateline);
  for (const auto& [open, close] : kBrackets) {
    const auto begin = head.find(open);
    if (begin == head.npos || (open == "/" && begin > 0 && head[begin - 1] != ' ')) continue;
    const auto inside = head.substr(begin + open.size());
    const auto end = inside.find(close);
    if (end == inside.npos) continue;
    if (const auto agency = agency_among(inside.substr(0, end)); !agency.empty()) return agency;
  }
  return agency_that_wired(head);
}

std::string_view agency_of_credit(std::string_view line) {
  constexpr std::size_t kMaxCredit = 48;  // bytes
  if (line.size() > kMaxCredit) return {};
  for (int words = 0; words < 3; ++words) {
    if (const auto agency = agency_named(line); !agency.empty()) return agency;
    const auto colon = line.find("：");
    const auto end = std::min(line.find(' '), colon);
    if (end == line.npos) return {};
    line.remove_prefix(end + (end == colon ? 3 : 1));
  }
  return {};
}

}  // namespace kabar::extract
