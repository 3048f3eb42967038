#pragma once

#include <cstddef>
#include <cstdlib>
#include <string>

#include "kabar/net/test_server.h"

namespace kabar::pipeline {

/// Closes after it.
inline std::string ok_answer(const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// Of the body, as a head says.
inline std::size_t length_in(const std::string& head) {
  const auto at = head.find("Content-Length: ");
  return at == head.npos ? 0 : static_cast<std::size_t>(std::strtoul(head.c_str() + at + 16, nullptr, 10));
}

/// The body of a request whose head was read.
inline std::string body_of(net::TestConnection& client, const std::string& head) {
  std::string body;
  for (auto left = length_in(head); left > 0; --left) body += client.byte();
  return body;
}

/// Four syllables.
inline std::string made_up_word(int number) {
  std::string out;
  for (int i = 0; i < 4; ++i, number = (number * 37 + 11) % 1'009)
    out += {"bdfgklmnprtz"[number % 12], "aeiou"[number % 5]};
  return out;
}

}  // namespace kabar::pipeline
