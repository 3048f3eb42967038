#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kabar/cli/explain_format.h"
#include "kabar/cli/terminal.h"
#include "kabar/markup/html_escape.h"

namespace kabar::cli {
namespace {

using extract::ExplainedBlock;
using extract::Verdict;

// Within the page, which is one file that may be sent to somebody.
constexpr std::string_view kStyle = R"css(
:root { color-scheme: light dark; --page: #f6f6f4; --card: #fff; --ink: #1c1c1a; --soft: #62625c; --line: #dcdcd6;
  --kept: #1f7a3d; --kept-ground: #e8f5ec; --ruled: #b3261e; --ruled-ground: #fcecea; --embed: #1a5fb4;
  --embed-ground: #e8f0fb; --near: #b06000; --off: #8c8c86; }
@media (prefers-color-scheme: dark) { :root { --page: #161615; --card: #1f1f1d; --ink: #ecece8; --soft: #a4a49d;
  --line: #383834; --kept: #6fcf8d; --kept-ground: #16301f; --ruled: #f2938c; --ruled-ground: #3a1c1a;
  --embed: #8ab8f5; --embed-ground: #182a42; --near: #e8a951; --off: #7b7b75; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main, header { max-width: 1180px; margin: 0 auto; padding: 0 20px; }
header { padding-top: 24px; }
h1 { font-size: 24px; line-height: 1.25; margin: 0 0 4px; }
h2 { font-size: 16px; margin: 28px 0 8px; }
code, .path { font: 12px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.soft, .path { color: var(--soft); }
.facts { display: flex; flex-wrap: wrap; gap: 6px 22px; margin: 12px 0 0; padding: 0; list-style: none; }
.facts b { font-weight: 600; }
.warning { color: var(--near); margin: 8px 0 0; }
.claims { width: 100%; table-layout: fixed; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); }
.claims th, .claims td { text-align: start; vertical-align: top; padding: 5px 10px; border-top: 1px solid var(--line);
  overflow-wrap: anywhere; }
.claims thead th { border-top: 0; }
.claims thead th { background: color-mix(in srgb, var(--line) 35%, var(--card)); font-weight: 600; }
.claims th:first-child { width: 16rem; }
.claims th:last-child { width: 7rem; }
.claims td:first-child { color: var(--soft); }
.claims .chosen td { background: var(--kept-ground); color: var(--ink); }
.claims .chosen td:last-child { color: var(--kept); font-weight: 600; }
.scroll { overflow-x: auto; margin: 0 0 12px; }
.legend { display: flex; flex-wrap: wrap; gap: 6px 18px; margin: 0 0 10px; padding: 0; list-style: none; }
.legend span { display: inline-block; width: 14px; height: 14px; margin-inline-end: 6px; vertical-align: -2px;
  border-inline-start: 4px solid var(--tone); background: var(--ground); }
.kept { --tone: var(--kept); --ground: var(--kept-ground); }
.ruled { --tone: var(--ruled); --ground: var(--ruled-ground); }
.embed { --tone: var(--embed); --ground: var(--embed-ground); }
.unlikely { --tone: var(--line); --ground: transparent; }
.near { --tone: var(--near); }
.blocks { list-style: none; margin: 0; padding: 0 0 160px; }
.block { position: relative; display: grid; grid-template-columns: 4.2rem minmax(0, 1fr) 9.5rem; gap: 0 12px;
  margin: 2px 0; padding: 6px 10px; border-inline-start: 4px solid var(--tone); background: var(--ground); }
.block:focus { outline: 2px solid var(--embed); }
.block p { margin: 0; overflow-wrap: anywhere; }
.block.unlikely p { color: var(--off); }
.block.heading p { font-weight: 600; }
.block.caption p, .block.quote p { font-style: italic; }
.block .path { grid-column: 2 / 4; }
.score { text-align: end; font-variant-numeric: tabular-nums; }
.bar { display: block; height: 4px; margin-top: 3px; background: var(--line); }
.bar i { display: block; height: 4px; background: var(--tone); }
.block.unlikely .bar i { background: var(--off); }
.verdict { text-align: end; color: var(--soft); font-size: 13px; }
.kept .verdict, .ruled .verdict, .embed .verdict { color: var(--tone); font-weight: 600; }
.why { display: none; position: absolute; z-index: 1; top: 100%; inset-inline-start: 5rem; width: min(40rem, 90%);
  padding: 10px 14px; background: var(--card); border: 1px solid var(--line); box-shadow: 0 6px 24px #0004; }
.block:hover, .block:focus { z-index: 2; }
.block:hover .why, .block:focus .why { display: block; }
.why table { border-collapse: collapse; width: 100%; margin-top: 6px; font-size: 13px; }
.why caption { text-align: start; color: var(--soft); }
.why td { padding: 1px 6px 1px 0; }
.why td:nth-child(2), .why td:nth-child(3) { text-align: end; font-variant-numeric: tabular-nums; }
.why td:nth-child(4) { width: 9rem; }
.way { display: block; position: relative; height: 8px; background: linear-gradient(var(--line), var(--line))
  center / 1px 100% no-repeat; }
.way i { position: absolute; height: 8px; }
.way .for { inset-inline-start: 50%; background: var(--kept); }
.way .against { inset-inline-end: 50%; background: var(--ruled); }
#kept-only:checked ~ .blocks .unlikely:not(.near) { display: none; }
@media (max-width: 700px) { .claims th:first-child { width: 30%; } .claims th:last-child { width: 5.5rem; } .block { grid-template-columns: 3.4rem minmax(0, 1fr); } .verdict { grid-column: 2;
  text-align: start; } .block .path { grid-column: 2; } .why { inset-inline-start: 0; width: 100%; } }
@media print { .why { display: none !important; } }
)css";

std::string safe(std::string_view text) {
  return markup::escaped(shown(text));
}

// A text whose direction is its own.
std::string aside(std::string_view text) {
  return "<bdi>" + safe(text) + "</bdi>";
}

std::string_view tone_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kKept: return "kept";
    case Verdict::kUnlikely: return "unlikely";
    case Verdict::kEmbed: return "embed";
    default: return "ruled";
  }
}

bool is_near(const ExplainedBlock& block) {
  const bool by_score = block.verdict == Verdict::kKept || block.verdict == Verdict::kUnlikely;
  return by_score && block.score >= 0.25F && block.score <= 0.75F;
}

std::string_view label_of(const ExplainedBlock& block) {
  if (block.verdict == Verdict::kUnlikely) return is_near(block) ? "dropped, barely" : "dropped";
  if (block.verdict == Verdict::kKept && is_near(block)) return "kept, barely";
  return to_string(block.verdict);
}

std::string fact(std::string_view name, std::string_view value) {
  return fmt::format("<li><span class=\"soft\">{}</span> <b>{}</b></li>\n", name, value);
}

std::string head(const Article& article, const extract::Explanation& explanation) {
  const auto kept =
      std::count_if(explanation.blocks.begin(), explanation.blocks.end(),
                    [](const ExplainedBlock& block) { return block.verdict == Verdict::kKept; });
  auto out =
      fmt::format("<header>\n<p class=\"soft\">{}</p>\n<h1 dir=\"auto\">{}</h1>\n<ul class=\"facts\">\n",
                  safe(article.url.empty() ? article.id : article.url),
                  article.title.empty() ? "no title found" : safe(article.title));
  out += fact("kind", article.kind == ArticleKind::kArticle ? "article" : "no article");
  if (article.confidence) out += fact("confidence", fmt::format("{:.2f}", *article.confidence));
  out += fact("likelihood of no article", fmt::format("{:.2f}", explanation.no_article));
  out += fact("access", article.access == Access::kFull ? "full" : "partial");
  out += fact("language", article.lang.empty() ? "unknown" : safe(article.lang));
  out += fact("blocks kept", fmt::format("{} of {}", kept, explanation.blocks.size()));
  out += "</ul>\n";
  for (const auto& warning : article.warnings) out += "<p class=\"warning\">" + safe(warning) + "</p>\n";
  return out + "</header>\n";
}

std::string field_table(const extract::FieldClaims& field) {
  auto out = fmt::format(
      "<div class=\"scroll\"><table class=\"claims\">\n<thead><tr><th>{}</th>"
      "<th>{}</th><th></th></tr></thead>\n",
      safe(field.field), field.chosen.empty() ? "<span class=\"soft\">none</span>" : aside(field.chosen));
  for (const auto& claim : field.claims) {
    const bool other = !claim.read_as.empty() && claim.read_as != claim.value;
    out += fmt::format("<tr{}><td>{}</td><td>{}{}</td><td>{}</td></tr>\n",
                       claim.chosen ? " class=\"chosen\"" : "", safe(claim.source), aside(claim.value),
                       other ? " <span class=\"soft\">→ " + safe(claim.read_as) + "</span>" : "",
                       claim.chosen ? "✓ says so" : "");
  }
  return out + "</table></div>\n";
}

std::string reason_row(const extract::Reason& reason) {
  constexpr float kWhole = 3;  // log odds that fill the bar
  const float part = std::min(std::abs(reason.weight) / kWhole, 1.0F) * 50;
  return fmt::format(
      "<tr><td>{}</td><td class=\"soft\">{:.4g}</td><td>{:+.2f}</td><td><span class=\"way\"><i class=\"{}\" "
      "style=\"width:{:.0f}%\"></i></span></td></tr>\n",
      safe(reason.feature), reason.value, reason.weight, reason.weight > 0 ? "for" : "against", part);
}

std::string reason_table(std::string_view what, float score, const std::vector<extract::Reason>& reasons) {
  auto out = fmt::format("<table><caption>{}: {:.3f}</caption>", what, score);
  for (const auto& reason : reasons) out += reason_row(reason);
  return out + "</table>\n";
}

std::string why(const ExplainedBlock& block) {
  auto out = fmt::format("<div class=\"why\">This {} <b>{}</b>.\n", to_string(block.kind),
                         extract::meaning_of(block.verdict));
  if (!block.asked) {
    return out +
           "<p class=\"soft\">The models did not look at it: they pass over the cells of long tables, and on "
           "pages "
           "of very many lines those that recur, and the shortest.</p></div>\n";
  }
  out += reason_table("By itself", block.first_score, block.first_reasons);
  out += block.score > 0 ? reason_table("Among its neighbours", block.score, block.reasons)
                         : "<p class=\"soft\">Too low for a second look, among its neighbours.</p>\n";
  return out + "</div>\n";
}

std::string block_item(const ExplainedBlock& block) {
  const float score = block.score > 0 ? block.score : block.first_score;
  return fmt::format(
      "<li class=\"block {} {}{}\" tabindex=\"0\"><span class=\"score\">{:.2f}<span class=\"bar\"><i "
      "style=\"width:{:.0f}%\"></i></span></span><p dir=\"auto\">{}</p><span "
      "class=\"verdict\">{}</span><span "
      "class=\"path\">{}</span>\n{}</li>\n",
      tone_of(block.verdict), to_string(block.kind), is_near(block) ? " near" : "", score, score * 100,
      safe(block.text), label_of(block), safe(block.path), why(block));
}

constexpr std::string_view kLegend =
    "<ul class=\"legend\">\n<li><span class=\"kept\"></span>in the article</li>\n"
    "<li><span class=\"ruled\"></span>taken out by a rule</li>\n"
    "<li><span class=\"embed\"></span>part of an embedded post</li>\n"
    "<li><span class=\"unlikely\"></span>not taken for the article</li>\n"
    "<li><span class=\"unlikely near\"></span>a close call</li>\n</ul>\n"
    "<p class=\"soft\">Point at a block, or go to it with the Tab key, to see what spoke for it (green) and "
    "against "
    "it (red), in log odds against the mean block of this page.</p>\n";

}  // namespace

std::string explanation_page(const Article& article, const extract::Explanation& explanation) {
  auto out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
      "'none'; "
      "style-src 'unsafe-inline'\">\n<title>Explained: {}</title>\n<style>{}</style>\n</head>\n<body>\n",
      safe(article.title), kStyle);
  out += head(article, explanation);
  out += "<main>\n<h2>What the page says</h2>\n";
  for (const auto& field : explanation.fields) out += field_table(field);
  out += "<h2>Blocks of text, in the order of the page</h2>\n";
  out += kLegend;
  out +=
      "<input type=\"checkbox\" id=\"kept-only\"> <label for=\"kept-only\">Hide what was surely "
      "dropped</label>\n";
  out += "<ol class=\"blocks\">\n";
  for (const auto& block : explanation.blocks) out += block_item(block);
  return out + "</ol>\n</main>\n</body>\n</html>";
}

}  // namespace kabar::cli
