// The figures of a report, from its samples.
#pragma once

#include "app/core/bench/bench.h"

namespace gs {

/// Computes what the row's samples say of it alone. There is at least one.
void summarise(BenchResult& result);

/// Computes the shares and ratios of all rows from the medians so far. The rung before is the
/// nearest row above of the same size and scalar.
void relate(BenchReport& report);

}  // namespace gs
