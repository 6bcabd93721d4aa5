// What a hand does to a field, as JSON: the events of a run.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>

#include "app/core/hands/edits.h"

namespace gs {

/// Gives a field to a file beside the run's, and says by which word the run names it; and back.
using KeepField = std::function<nlohmann::ordered_json(std::shared_ptr<const Field>)>;
using FindField = std::function<std::shared_ptr<const Clip>(const nlohmann::ordered_json& name)>;

/// {"stroke": {...}}: the edit's kind, and all that it says. Numbers keep their bits.
nlohmann::ordered_json edit_json(const Edit& edit, const KeepField& keep);
/// Reads it back. Throws std::runtime_error, whose words name the entry, its value and what is
/// allowed.
Edit edit_of(const nlohmann::ordered_json& json, const FindField& find);

}  // namespace gs
