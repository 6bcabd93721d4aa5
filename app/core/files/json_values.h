// Properties' values in JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "app/core/document/properties.h"

namespace gs {

nlohmann::ordered_json json_of(const Value& value);
/// The value as JSON holds it, for check(); what no property can be is a word.
Value value_of(const nlohmann::ordered_json& json);

}  // namespace gs
