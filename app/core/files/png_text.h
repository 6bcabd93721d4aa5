// Texts within PNG files: the step, the settings and the program that made a picture.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/document/snapshot.h"
#include "kernels/engine/status.h"

namespace gs {

/// Names and values for PNG's texts. A name has 1 to 79 ASCII letters, a value is UTF-8.
using PictureFacts = std::vector<std::pair<std::string, std::string>>;

/// Inserts the facts into an encoded PNG, right after its header: as tEXt, or as iTXt if a value is
/// not ASCII. Bytes that are not a PNG stay unchanged.
void insert_facts(std::vector<char>& png, const PictureFacts& facts);

/// The names of facts that are read again: all settings as one line (share.h), what that line can't
/// say, and a hash of the field's bits (hash_of()).
inline constexpr std::string_view kSettingsFact = "settings", kLeftOutFact = "not-in-settings",
                                  kStepFact = "step", kFieldFact = "field";

/// The facts about a picture of this field. What only the window or the hand needs is left out,
/// so that a picture is the same however it was made.
PictureFacts facts_of(const Document& document, const Exported& field);

/// The facts that stand in a PNG before its pixels; none in bytes that are no PNG, and those before
/// the damage in a damaged one. Any thread.
PictureFacts facts_in(std::string_view png);
/// The same for a file, of which only the beginning is read. Fails with a sentence if it can't be.
Status read_facts(const std::string& path, PictureFacts& facts);
/// Whether a file is a picture that tells all settings that made it.
bool tells_settings(const std::string& path);
/// The value of a fact, or empty.
std::string_view fact(const PictureFacts& facts, std::string_view name);

/// The value of a property as a picture tells it; of a rate that is not the same in all cells,
/// "varies".
std::string told(const Document& document, std::string_view key);

}  // namespace gs
