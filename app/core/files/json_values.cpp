#include "app/core/files/json_values.h"

#include <limits>
#include <nlohmann/json.hpp>

namespace gs {

using Json = nlohmann::ordered_json;

Json json_of(const Value& value) {
    return std::visit([](const auto& v) { return Json(v); }, value);
}

Value value_of(const Json& json) {
    if (json.is_boolean()) return json.get<bool>();
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    const bool beyond = json.is_number_unsigned() && json.get<std::uint64_t>() > kMost;
    if (json.is_number_integer() && !beyond) return json.get<std::int64_t>();
    if (json.is_number()) return json.get<double>();
    if (json.is_string()) return json.get<std::string>();
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace gs
