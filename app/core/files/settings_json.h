// The settings of a document as JSON, by property name: for sessions, and for the events of a run.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>

#include "app/core/document/document.h"
#include "app/core/text/strings.h"

namespace gs {

/// All settings but the fields, and of the user's palettes the one in use.
nlohmann::ordered_json settings_json(const Document& document);
/// The names of its entries.
std::span<const std::string> settings_entries();
/// Takes the entries that are there; what has none stays. Throws std::runtime_error, whose words
/// name the entry, its value and what is allowed; the document is then half changed.
void take_settings(const nlohmann::ordered_json& json, Document& document);

/// Throws the reason of a mistake in a file, as a std::runtime_error.
[[noreturn]] void refuse(const std::string& why);
/// Refuses an entry whose value is not of the allowed kind.
[[noreturn]] void wrong(std::string_view entry, const nlohmann::ordered_json& value,
                        const std::string& allowed);
[[noreturn]] void wrong(std::string_view entry, const nlohmann::ordered_json& value, Text allowed);
/// Refuses an object that has an entry of an unknown name, and suggests the nearest known one.
void check_names(const nlohmann::ordered_json& json, std::string_view entry,
                 std::span<const std::string> known);
/// An entry that counts steps; 0 if it is missing.
std::int64_t count_of(const nlohmann::ordered_json& json, const char* entry);

}  // namespace gs
