#include "app/core/document/values.h"

#include <algorithm>
#include <cmath>

#include "app/core/text/strings.h"

namespace gs {

Status check_values(const Field& field, const ValueRange& range) {
    return field.visit([&](auto u, auto v) {
        const std::size_t wrong = count_outside(u, range) + count_outside(v, range);
        if (wrong == 0) return Status();
        const auto outside = [&](auto x) { return !(x >= range.low && x <= range.high); };
        const bool in_u = count_outside(u, range) > 0;
        const auto plane = in_u ? u : v;
        const auto first = std::find_if(plane.begin(), plane.end(), outside);
        const auto at = first - plane.begin();
        const std::string more = wrong == 1   ? ""
                                 : wrong == 2 ? std::string(text(Text::OneMoreValue))
                                              : say(Text::MoreValues, wrong - 1);
        const std::string value = std::isnan(*first) ? "nan" : fmt::format("{}", *first);  // never -nan
        return Status::failure(say(Text::ValueOutside, range.planes[in_u ? 0 : 1], value, at / field.cols(),
                                   at % field.cols(), more, range.low, range.high));
    });
}

}  // namespace gs
