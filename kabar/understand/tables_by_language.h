#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace kabar::understand {

/// Tables of words that are made, by Tables(lang), when a language is first asked for. They never change and
/// are never freed before the end, so that they are used without the lock. Safe from any thread.
template <class Tables>
class TablesByLanguage {
 public:
  /// Null where more languages were asked for than there are.
  const Tables* of(std::string_view lang) {
    constexpr std::size_t kMostLanguages = 64;
    const std::lock_guard lock(mutex_);
    auto hit = tables_.find(lang);
    if (hit == tables_.end()) {
      if (tables_.size() >= kMostLanguages) return nullptr;
      hit = tables_.emplace(lang, std::make_unique<const Tables>(std::string(lang))).first;
    }
    return hit->second.get();
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<const Tables>, std::less<>> tables_;
};

}  // namespace kabar::understand
