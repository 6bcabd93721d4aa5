#include "app/core/measure/theory.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/core/text/strings.h"

namespace gs {

namespace {

constexpr int kScan = 720;  // wavenumbers between 0 and pi that are looked at

/// The wavenumber of the fastest growth, by a scan and a search between its neighbours.
double fastest(const gs_params& p, const UniformState& state) {
    const double step = std::numbers::pi / kScan;
    int best = 0;
    for (int i = 1; i <= kScan; ++i)
        if (growth_rate(p, state, i * step) > growth_rate(p, state, best * step)) best = i;
    if (best == 0) return 0;
    double low = (best - 1) * step, high = std::min(std::numbers::pi, (best + 1) * step);
    for (int i = 0; i < 60; ++i) {
        const double third = (high - low) / 3;
        if (growth_rate(p, state, low + third) < growth_rate(p, state, high - third))
            low += third;
        else
            high -= third;
    }
    return (low + high) / 2;
}

std::string brief_number(double x) {
    return fmt::format("{:.3g}", x);
}

}  // namespace

std::optional<UniformStates> states_with_v(double feed, double kill) {
    // u v = F + k and F (1 - u) = (F + k) v give F u^2 - F u + (F + k)^2 = 0.
    const double sum = feed + kill;
    if (feed <= 0 || sum <= 0) return std::nullopt;
    const double square = 1 - 4 * sum * sum / feed;
    if (square < 0) return std::nullopt;
    const double root = std::sqrt(square);
    return UniformStates{{(1 - root) / 2, feed * (1 + root) / (2 * sum)},
                         {(1 + root) / 2, feed * (1 - root) / (2 * sum)}};
}

double nullcline_u(double feed, double v) {
    return feed / (feed + v * v);
}

double nullcline_v(double feed, double kill, double v) {
    return (feed + kill) / v;
}

double growth_rate(const gs_params& p, const UniformState& s, double q) {
    const double stencil = 2 * (p.edge + 2 * p.corner) * (1 - std::cos(q));
    const double a = -s.v * s.v - p.feed - p.du * stencil, b = -2 * s.u * s.v, c = s.v * s.v,
                 d = 2 * s.u * s.v - (p.feed + p.kill) - p.dv * stencil;
    const double half = (a + d) / 2, square = half * half - (a * d - b * c);
    return square > 0 ? half + std::sqrt(square) : half;
}

Prediction predict(const Document& document) {
    Prediction p;
    if (varies(document)) {
        p.kind = Prediction::Kind::Varies;
        p.brief = text(Text::TheoryVaries);
        p.why = text(Text::TheoryVariesHelp);
        return p;
    }
    const auto states = states_with_v(document.feed, document.kill);
    if (!states) {
        p.brief = text(Text::TheoryOnlyRed);
        p.why = text(Text::TheoryOnlyRedHelp);
        return p;
    }
    p.state = states->blue;
    const gs_params params = params_of(document);
    const double q = fastest(params, p.state);
    p.growth = growth_rate(params, p.state, q);
    const std::string u = brief_number(p.state.u), v = brief_number(p.state.v);
    if (p.growth <= 0) {
        p.kind = Prediction::Kind::Stable;
        p.brief = text(Text::TheoryStable);
        p.why = say(Text::TheoryStableHelp, u, v);
    } else if (q <= 0) {
        p.kind = Prediction::Kind::Oscillates;
        p.brief = text(Text::TheoryOscillates);
        p.why = say(Text::TheoryOscillatesHelp, u, v);
    } else {
        p.kind = Prediction::Kind::Turing;
        p.wavelength = 2 * std::numbers::pi / q;
        const std::string length = brief_number(p.wavelength);
        p.brief = say(Text::TheoryPredicts, length);
        p.why = say(Text::TheoryPredictsHelp, u, v, length, brief_number(p.growth));
    }
    return p;
}

}  // namespace gs
