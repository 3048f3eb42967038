#include "kabar/model/topic.h"

#include <algorithm>
#include <charconv>

namespace kabar {
namespace {

constexpr std::string_view kPrefix = "medtop:";
constexpr unsigned kUnit = 1'000'000;
constexpr std::size_t kDigits = 8;

struct Labels {
  std::string_view lang;
  std::array<std::string_view, kTopicCount> of;
};

constexpr Labels kLabels[] = {
    {"en",
     {"Arts, culture and media", "Crime, law and justice", "Disasters and accidents", "Economy and business",
      "Education", "Environment", "Health", "Human interest", "Labour", "Lifestyle and leisure", "Politics",
      "Religion", "Science and technology", "Society", "Sport", "Conflict, war and peace", "Weather"}},
    {"fr",
     {"Arts, culture et médias", "Crime, droit et justice", "Catastrophes et accidents",
      "Économie et finance", "Éducation", "Environnement", "Santé", "Gens et insolite", "Travail",
      "Vie quotidienne et loisirs", "Politique", "Religion", "Science et technologie", "Société", "Sport",
      "Conflits, guerre et paix", "Météo"}},
    {"id",
     {"Seni, budaya, dan media", "Kejahatan, hukum, dan keadilan", "Bencana dan kecelakaan",
      "Ekonomi dan bisnis", "Pendidikan", "Lingkungan hidup", "Kesehatan", "Kisah manusia", "Ketenagakerjaan",
      "Gaya hidup dan hiburan", "Politik", "Agama", "Ilmu pengetahuan dan teknologi", "Masyarakat",
      "Olahraga", "Konflik, perang, dan perdamaian", "Cuaca"}},
    {"de",
     {"Kunst, Kultur und Medien", "Kriminalität, Recht und Justiz", "Katastrophen und Unglücke",
      "Wirtschaft und Finanzen", "Bildung", "Umwelt", "Gesundheit", "Vermischtes", "Arbeit",
      "Freizeit und Lebensstil", "Politik", "Religion", "Wissenschaft und Technik", "Gesellschaft", "Sport",
      "Konflikte, Krieg und Frieden", "Wetter"}},
    {"es",
     {"Arte, cultura y medios", "Delitos, derecho y justicia", "Catástrofes y accidentes",
      "Economía y negocios", "Educación", "Medio ambiente", "Salud", "Interés humano", "Trabajo",
      "Estilo de vida y ocio", "Política", "Religión", "Ciencia y tecnología", "Sociedad", "Deporte",
      "Conflictos, guerra y paz", "Meteorología"}},
    {"pt",
     {"Arte, cultura e mídia", "Crime, direito e justiça", "Desastres e acidentes", "Economia e negócios",
      "Educação", "Meio ambiente", "Saúde", "Interesse humano", "Trabalho", "Estilo de vida e lazer",
      "Política", "Religião", "Ciência e tecnologia", "Sociedade", "Esporte", "Conflitos, guerra e paz",
      "Tempo"}},
    {"it",
     {"Arte, cultura e media", "Cronaca nera e giustizia", "Disastri e incidenti", "Economia e finanza",
      "Istruzione", "Ambiente", "Salute", "Curiosità", "Lavoro", "Stile di vita e tempo libero", "Politica",
      "Religione", "Scienza e tecnologia", "Società", "Sport", "Conflitti, guerra e pace", "Meteo"}},
    {"nl",
     {"Kunst, cultuur en media", "Misdaad, recht en justitie", "Rampen en ongelukken",
      "Economie en bedrijven", "Onderwijs", "Milieu", "Gezondheid", "Opmerkelijk", "Arbeid",
      "Lifestyle en vrije tijd", "Politiek", "Religie", "Wetenschap en technologie", "Samenleving", "Sport",
      "Conflict, oorlog en vrede", "Weer"}},
    {"pl",
     {"Sztuka, kultura i media", "Przestępczość, prawo i sprawiedliwość", "Katastrofy i wypadki",
      "Gospodarka i finanse", "Edukacja", "Środowisko", "Zdrowie", "Ludzie i ciekawostki", "Praca",
      "Styl życia i wypoczynek", "Polityka", "Religia", "Nauka i technika", "Społeczeństwo", "Sport",
      "Konflikty, wojna i pokój", "Pogoda"}},
    {"ru",
     {"Искусство, культура и СМИ", "Преступность, право и суд", "Катастрофы и происшествия",
      "Экономика и бизнес", "Образование", "Экология", "Здоровье", "Люди и судьбы", "Труд",
      "Образ жизни и досуг", "Политика", "Религия", "Наука и технологии", "Общество", "Спорт",
      "Конфликты, война и мир", "Погода"}},
    {"uk",
     {"Мистецтво, культура та медіа", "Злочинність, право та суд", "Катастрофи та пригоди",
      "Економіка та бізнес", "Освіта", "Довкілля", "Здоров’я", "Люди та долі", "Праця",
      "Стиль життя та дозвілля", "Політика", "Релігія", "Наука та технології", "Суспільство", "Спорт",
      "Конфлікти, війна та мир", "Погода"}},
    {"tr",
     {"Sanat, kültür ve medya", "Suç, hukuk ve adalet", "Afetler ve kazalar", "Ekonomi ve iş dünyası",
      "Eğitim", "Çevre", "Sağlık", "İnsan hikâyeleri", "Çalışma hayatı", "Yaşam ve boş zaman", "Siyaset",
      "Din", "Bilim ve teknoloji", "Toplum", "Spor", "Çatışma, savaş ve barış", "Hava durumu"}},
    {"ar",
     {"فنون وثقافة وإعلام", "جريمة وقانون وعدالة", "كوارث وحوادث", "اقتصاد وأعمال", "تعليم", "بيئة", "صحة",
      "قصص إنسانية", "عمل", "نمط الحياة والترفيه", "سياسة", "دين", "علوم وتكنولوجيا", "مجتمع", "رياضة",
      "نزاعات وحرب وسلام", "طقس"}},
    {"fa",
     {"هنر، فرهنگ و رسانه", "جرم، قانون و دادگستری", "بلایا و حوادث", "اقتصاد و کسب‌وکار",
      "آموزش", "محیط زیست", "سلامت", "خواندنی‌ها", "کار و کارگر", "سبک زندگی و تفریح", "سیاست",
      "دین", "علم و فناوری", "جامعه", "ورزش", "درگیری، جنگ و صلح", "هواشناسی"}},
    {"hi",
     {"कला, संस्कृति और मीडिया", "अपराध, कानून और न्याय", "आपदा और दुर्घटना", "अर्थव्यवस्था और व्यापार", "शिक्षा",
      "पर्यावरण", "स्वास्थ्य", "मानवीय रुचि", "श्रम", "जीवनशैली और मनोरंजन", "राजनीति", "धर्म", "विज्ञान और प्रौद्योगिकी",
      "समाज", "खेल", "संघर्ष, युद्ध और शांति", "मौसम"}},
    {"zh",
     {"艺术、文化与媒体", "犯罪、法律与司法", "灾难与事故", "经济与商业", "教育", "环境", "健康", "人物趣闻",
      "劳动", "生活与休闲", "政治", "宗教", "科学与技术", "社会", "体育", "冲突、战争与和平", "天气"}},
    {"ja",
     {"芸術・文化・メディア", "犯罪・法律・司法", "災害・事故", "経済・ビジネス", "教育", "環境", "健康",
      "人と話題", "労働", "暮らし・レジャー", "政治", "宗教", "科学・技術", "社会", "スポーツ",
      "紛争・戦争・平和", "天気"}},
    {"ko",
     {"예술·문화·미디어", "범죄·법·사법", "재난·사고", "경제·비즈니스", "교육", "환경", "건강", "사람과 화제",
      "노동", "생활·여가", "정치", "종교", "과학·기술", "사회", "스포츠", "분쟁·전쟁·평화", "날씨"}},
};

}  // namespace

std::string topic_name(Topic topic) {
  if (topic == Topic::kNone) return {};
  auto digits = std::to_string(static_cast<unsigned>(topic) * kUnit);
  digits.insert(0, kDigits - digits.size(), '0');
  return std::string(kPrefix) + digits;
}

std::optional<Topic> parse_topic_name(std::string_view name) noexcept {
  if (name.substr(0, kPrefix.size()) == kPrefix) name.remove_prefix(kPrefix.size());
  unsigned number = 0;
  const auto* end = name.data() + name.size();
  const auto read = std::from_chars(name.data(), end, number);
  if (name.size() != kDigits || read.ec != std::errc() || read.ptr != end || number % kUnit != 0) return {};
  number /= kUnit;
  if (number == 0 || number > kTopicCount) return {};
  return static_cast<Topic>(number);
}

std::string_view topic_label(Topic topic, std::string_view lang) noexcept {
  if (topic == Topic::kNone) return {};
  const auto* hit =
      std::find_if(std::begin(kLabels), std::end(kLabels), [&](const Labels& l) { return l.lang == lang; });
  const auto& labels = hit == std::end(kLabels) ? kLabels[0] : *hit;
  return labels.of[static_cast<std::size_t>(topic) - 1];
}

std::vector<std::string_view> topic_labels(Topic topic) {
  std::vector<std::string_view> out;
  if (topic == Topic::kNone) return out;
  out.reserve(std::size(kLabels));
  for (const auto& labels : kLabels) out.push_back(labels.of[static_cast<std::size_t>(topic) - 1]);
  return out;
}

}  // namespace kabar
