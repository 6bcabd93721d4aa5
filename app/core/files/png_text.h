// Texts within PNG files: the step, the rates and the program that made a picture.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/document/snapshot.h"

namespace gs {

/// Names and values for PNG's tEXt chunks. A name has 1 to 79 ASCII letters.
using PictureFacts = std::vector<std::pair<std::string, std::string>>;

/// Inserts the facts into an encoded PNG, right after its header. Bytes that are not a PNG stay
/// unchanged.
void insert_facts(std::vector<char>& png, const PictureFacts& facts);

/// The facts about a picture of this field.
PictureFacts facts_of(const Document& document, const Exported& field);

}  // namespace gs
