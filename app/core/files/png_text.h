// Words within PNG files: the step, the rates and the program that a picture was made by.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/document/snapshot.h"

namespace gs {

/// Names and values, as PNG's tEXt chunks hold them. Names: 1 to 79 letters of ASCII.
using PictureFacts = std::vector<std::pair<std::string, std::string>>;

/// Inserts the facts into an encoded PNG, right after its header. What is no PNG stays as it is.
void insert_facts(std::vector<char>& png, const PictureFacts& facts);

/// What there is to say of a picture of this field.
PictureFacts facts_of(const Document& document, const Exported& field);

}  // namespace gs
