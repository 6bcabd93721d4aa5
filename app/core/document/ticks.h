// Round numbers along an axis.
#pragma once

#include <string>
#include <vector>

#include "app/core/document/document.h"

namespace gs {

/// A number at a place of an axis.
struct Tick {
    /// 0: the low end, 1: the high end.
    double place = 0;
    std::string label;
};

/// The multiples of 1, 2 or 5 times a power of ten that lie on a range, at most `most` (2 or more)
/// of them, from its low end on; a range may run downwards. None if it has no width.
std::vector<Tick> ticks_of(const Range& range, int most);

/// What the document's colours stand for: "v", "u-v", "change of v", "dv/dt", "v".
std::string shown_name(const Document& document);

}  // namespace gs
