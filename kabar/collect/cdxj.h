#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kabar/base/time.h"

namespace kabar::collect {

/// Where one capture lies in an archive.
struct CdxjEntry {
  std::string url;
  Timestamp time;
  int status = 0;
  std::string mime;
  std::string digest;  ///< "sha1:…"
  std::string file;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;  ///< of the record as it lies there, packed
};

/// A line of a CDXJ index without its end: key, time, JSON, as pywb and others read it.
std::string write_cdxj(const CdxjEntry& entry);

/// The key that archives sort addresses by: "org,example,www)/a?b=c", host turned around and without "www.".
std::string surt(std::string_view url);

}  // namespace kabar::collect
