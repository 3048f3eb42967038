#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/model/embedding.h"

namespace kabar::pipeline {

/// What a request to `/v1/embeddings` says (OpenAI's convention, which llama.cpp, Ollama, TEI and others
/// follow). `model` may be empty where the server has one only.
std::string embedding_request(std::string_view model, const std::vector<std::string>& texts);

/// Reads the answer to a request of so many texts: their vectors, in the order of the texts. kInvalidInput
/// where one is missing, is empty, is of another size than the others or has no direction.
Result<std::vector<Embedding>> read_embedding_answer(std::string_view answer, std::size_t texts);

}  // namespace kabar::pipeline
