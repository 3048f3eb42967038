#include <fmt/format.h>

#include <string>
#include <string_view>

#include "kabar/base/bytes.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/fetching.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"
#include "kabar/text/utf8.h"

namespace kabar::cli {
namespace {

std::string json_of(std::string_view url, const collect::Visit& visit) {
  const auto& response = visit.response;
  json::Writer json;
  json.begin_object().key("url").string(url).key("status").number(response.status);
  json.key("answered").string(visit.url);
  if (!visit.redirects.empty()) {
    json.key("redirects").begin_array();
    for (const auto& redirect : visit.redirects)
      json.begin_object()
          .key("from")
          .string(redirect.from)
          .key("status")
          .number(redirect.status)
          .end_object();
    json.end_array();
  }
  if (const auto moved = visit.moved_to(); !moved.empty()) json.key("moved_to").string(moved);
  json.key("address").string(response.address).key("took_ms").number(response.took.count());
  json.key("head").string(response.head);
  json.key("sent_bytes").number(response.sent.size()).key("body_bytes").number(response.body.size());
  if (const auto body = as_chars(response.body); text::is_valid_utf8(body)) json.key("body").string(body);
  return json.end_object().take();
}

/// What a foreign server wrote line by line, so that it cannot steer a terminal.
std::string lines_shown(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    out += shown(line) + '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

class FetchCommand final : public Command {
 public:
  std::string name() const override { return "fetch"; }
  std::string summary() const override { return "Fetch one address as kabar collects, and show the answer"; }
  std::string details() const override {
    return "  kabar fetch https://example.org/feed           redirects, head and body\n"
           "  kabar fetch --head https://example.org/feed    without the body\n"
           "  kabar fetch --body https://example.org/ > page.html    the body alone, unpacked\n"
           "robots.txt is asked first and each redirect is checked: what may not be fetched is refused, and\n"
           "the message says why. The settings of [collect] count. Exit code 1 when there was no answer or "
           "its\n"
           "status was 400 or more.";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positional("URL", url_, "An http or https address");
    spec.flag("--head", head_only_, "Print redirects and head alone");
    spec.flag("--body", body_only_, "Print the body alone, as it is when unpacked");
    spec.flag("--json", json_, "Print one line of JSON, with the body where that is UTF-8");
    spec.option("--etag", request_.etag, "TAG", "Ask for it only if it is not this version");
    spec.option("--last-modified", request_.last_modified, "DATE",
                "Ask for it only if it changed since; as a server wrote it");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    if (url_.empty()) return misuse({Errc::kInvalidInput, "fetch: name an address"});
    if (head_only_ && body_only_)
      return misuse({Errc::kInvalidInput, "fetch: --head and --body exclude each other"});
    const auto fetching = Fetching::make(loaded.values);
    if (!fetching) return misuse(fetching.error());
    request_.url = url_;
    const auto visit = (*fetching)->visitor().visit(request_);
    if (!visit) return fail({visit.error().code, shown(visit.error().message)});
    if (!print(text_of(*visit))) return ExitCode::kFailed;
    return visit->response.status < 400 ? ExitCode::kDone : ExitCode::kFailed;
  }

 private:
  std::string text_of(const collect::Visit& visit) const {
    if (json_) return json_of(url_, visit) + '\n';
    const auto body = as_chars(visit.response.body);
    if (body_only_) return std::string(body);
    std::string out;
    for (const auto& redirect : visit.redirects)
      out += fmt::format("{} {}\n", redirect.status, shown(redirect.from));
    out += fmt::format("{} {}\n\n", visit.response.status, shown(visit.url));
    out += lines_shown(visit.response.head);
    return head_only_ ? out : out + lines_shown(body);
  }

  std::string url_;
  net::FetchRequest request_;
  bool head_only_ = false;
  bool body_only_ = false;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_fetch_command() {
  return std::make_unique<FetchCommand>();
}

}  // namespace kabar::cli
