// The curves of the instruments, made of what was measured and recorded.
#pragma once

#include "app/core/measure/instruments.h"

namespace gs {

/// Of what curves are made.
struct CurveSource {
    const Document& document;
    const Measured& now;
    /// Mean of u, mean of v, amplitude of v.
    const TimeSeries& means;
    const TimeSeries& activity;
    /// u and v of each probe.
    const TimeSeries& cells;
    const std::vector<CellPlace>& probes;
};

/// What this instrument shows of it.
Curve curve_of(Instrument instrument, const CurveSource& source);

}  // namespace gs
