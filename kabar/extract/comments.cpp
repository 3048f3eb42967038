#include "kabar/extract/comments.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "kabar/base/ascii.h"
#include "kabar/extract/byline.h"

namespace kabar::extract {
namespace {

using markup::NodeIndex;

constexpr std::size_t kMaxHead = 64;       // bytes of the line above comments
constexpr std::uint32_t kLeastText = 200;  // weight of the text above them
constexpr std::uint32_t kMuchText = 400;   // that can have longer ones below a heading
constexpr int kMaxHeads = 64;              // lines looked at on one page

// As name_key() writes them: only ASCII in lower case.
constexpr std::string_view kWords[] = {
    "comments",    "comment",      "readercomments", "kommentare",   "kommentar",     "leserkommentare",
    "kommentarer", "commentaires", "commentaire",    "comentarios",  "comentários",   "comentarii",
    "comentaris",  "commenti",     "reacties",       "reactie",      "komentarze",    "komentarz",
    "komentáře",   "komentáre",    "diskuze",        "komentari",    "komentarji",    "komentāri",
    "komentarai",  "komentar",     "kommentit",      "kommentaarid", "hozzászólások", "yorumlar",
    "yorum",       "Комментарии",  "КОММЕНТАРИИ",    "Комментарий",  "Коментарі",     "Коментари",
    "Каментары",   "Σχόλια",       "ΣΧΟΛΙΑ",         "bìnhluận",     "ความคิดเห็น",     "コメント",
    "评论",        "評論",         "留言",           "댓글",         "תגובות",        "التعليقات",
    "تعليقات",     "نظرات",        "دیدگاهها",       "टिप्पणियाँ",     "মন্তব্য"};

bool heads_comments(std::string_view text) {
  if (text.empty() || text.size() > kMaxHead) return false;
  std::string key = name_key(text);
  std::erase_if(key, ascii::is_digit);
  return std::find(std::begin(kWords), std::end(kWords), key) != std::end(kWords);
}

class CommentRule {
 public:
  CommentRule(const markup::HtmlTree& tree, const PageText& page, Body& body)
      : tree_(tree), page_(page), body_(body), weight_before_(page.blocks.size() + 1) {
    for (std::size_t i = 0; i < page.blocks.size(); ++i)
      weight_before_[i + 1] = weight_before_[i] + (kept(i) ? page.blocks[i].stats.weight : 0);
  }

  void run() {
    int heads = 0;
    for (std::size_t i = 0; i < page_.blocks.size() && heads < kMaxHeads; ++i) {
      if (weight_before_[i] == weight_before_.back()) return;  // nothing was kept from here on
      if (weight_before_[i] < kLeastText || !heads_comments(page_.text_of(page_.blocks[i]))) continue;
      ++heads;
      drop_around(i);
    }
  }

 private:
  bool kept(std::size_t i) const { return body_.verdicts[i] == Verdict::kKept; }

  // The largest element around the line that holds no text above it.
  void drop_around(std::size_t head) {
    NodeIndex scope = page_.blocks[head].element;
    while (scope != tree_[scope].parent && weight_at(tree_[scope].parent) == weight_before_[head])
      scope = tree_[scope].parent;
    const std::size_t end = page_.blocks_before[tree_[scope].end];
    const std::uint32_t inside = weight_before_[end] - weight_before_[head];
    const bool sure = page_.blocks[head].heading != 0 && weight_before_[head] >= kMuchText;
    if (!sure && inside * 2 > weight_before_.back()) return;
    for (std::size_t i = head; i < end; ++i) {
      if (kept(i)) body_.verdicts[i] = Verdict::kComment;
    }
  }

  // Weight of the text above an element.
  std::uint32_t weight_at(NodeIndex element) const { return weight_before_[page_.blocks_before[element]]; }

  const markup::HtmlTree& tree_;
  const PageText& page_;
  Body& body_;
  std::vector<std::uint32_t> weight_before_;  // of what was kept
};

}  // namespace

void drop_comments(const markup::HtmlTree& tree, const PageText& page, Body& body) {
  CommentRule(tree, page, body).run();
}

}  // namespace kabar::extract
