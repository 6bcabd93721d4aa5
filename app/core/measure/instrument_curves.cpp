#include "app/core/measure/instrument_curves.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "app/core/measure/theory.h"

namespace gs {

namespace {

std::string word(Text id) {
    return std::string(text(id));
}

std::string digits(double x) {
    if (!std::isfinite(x)) return "-";
    return std::abs(x) < 1000 ? fmt::format("{:.4f}", x) : fmt::format("{:.2e}", x);  // it is blowing up
}

CurveAxis time_axis() {
    return {.name = word(Text::QuantityTime), .unit = word(Text::UnitTime)};
}

CurveColumn time_column(const TimeSeries& series) {
    return {word(Text::QuantityTime), word(Text::UnitTime), series.times()};
}

double last(const TimeSeries& series, std::size_t column) {
    return series.empty() ? NAN : series.values(column).back();
}

/// A column of a series as a line and in the table.
void add_column(Curve& curve, const TimeSeries& series, std::size_t column, const std::string& name,
                const std::string& unit, const std::string& brief, int ink, bool faint = false) {
    curve.lines.push_back({brief, ink, series.times(), series.values(column), faint});
    curve.table.push_back({name, unit, series.values(column)});
}

Curve means(const CurveSource& s) {
    Curve c{.x = time_axis()};
    if (s.means.times().size() < 2) c.lack = word(Text::UiInstrumentWaitsForTime);
    c.table.push_back(time_column(s.means));
    add_column(c, s.means, 1, word(Text::QuantityMeanV), "", "v", 0);
    add_column(c, s.means, 0, word(Text::QuantityMeanU), "", "u", 1);
    add_column(c, s.means, 2, word(Text::QuantityAmplitude), "", "amp", 2);
    c.headline = digits(last(s.means, 1));
    return c;
}

Curve activity(const CurveSource& s) {
    Curve c{.x = time_axis(), .y = {.unit = word(Text::UnitPerTime)}};
    if (s.activity.times().size() < 2) c.lack = word(Text::UiInstrumentWaitsForTime);
    c.table.push_back(time_column(s.activity));
    add_column(c, s.activity, 0, word(Text::QuantityActivity), word(Text::UnitPerTime), "activity", 0);
    const double now = last(s.activity, 0);
    c.headline = std::isfinite(now) ? fmt::format("{:.2g}", now) : "-";
    return c;
}

/// The ink of a probe: 0, then those from 2 on, since 1 is the quiet one.
int probe_ink(std::size_t probe) {
    return probe == 0 ? 0 : static_cast<int>(probe) + 1;
}

Curve probes(const CurveSource& s) {
    Curve c{.x = time_axis()};
    c.table.push_back(time_column(s.cells));
    for (std::size_t i = 0; i < s.probes.size() && 2 * i + 1 < s.cells.columns(); ++i) {
        const CellPlace& p = s.probes[i];
        add_column(c, s.cells, 2 * i, say(Text::QuantityProbeU, i + 1, p.row, p.col), "",
                   fmt::format("u{}", i + 1), probe_ink(i), true);
        add_column(c, s.cells, 2 * i + 1, say(Text::QuantityProbeV, i + 1, p.row, p.col), "",
                   fmt::format("v{}", i + 1), probe_ink(i));
    }
    if (s.probes.empty())
        c.lack = word(Text::UiInstrumentEmptyProbes);
    else if (s.cells.times().size() < 2)
        c.lack = word(Text::UiInstrumentWaitsForTime);
    if (!s.probes.empty() && !s.cells.empty())
        c.headline = fmt::format("v{} {}", s.probes.size(), digits(last(s.cells, s.cells.columns() - 1)));
    return c;
}

std::string_view channel_name(Channel channel) {
    return channel == Channel::U ? "u" : channel == Channel::V ? "v" : "u - v";
}

Curve histogram(const CurveSource& s) {
    Curve c{.y = {.name = word(Text::QuantityShareOfCells)}, .filled = true};
    c.x.name = channel_name(s.document.channel);
    if (!s.now.histogram || s.now.histogram->total == 0) {
        c.lack = word(Text::UiInstrumentWaits);
        return c;
    }
    const Histogram& h = *s.now.histogram;
    c.x.low = h.low;
    c.x.high = h.high;
    CurveLine line{c.x.name, 0, {}, {}};
    for (std::size_t i = 0; i < h.counts.size(); ++i) {
        line.x.push_back(h.middle(i));
        line.y.push_back(static_cast<double>(h.counts[i]) / static_cast<double>(h.total));
    }
    c.table = {{c.x.name, "", line.x}, {c.y.name, "", line.y}};
    c.y.high = 1.05 * *std::max_element(line.y.begin(), line.y.end());
    if (!(c.y.high > 0)) c.y.high = 1;
    c.lines.push_back(std::move(line));
    return c;
}

Curve spectrum(const CurveSource& s) {
    Curve c{.x = {.name = word(Text::QuantityWavelength), .unit = word(Text::UnitCells), .logarithmic = true},
            .y = {.name = word(Text::QuantityVariance)},
            .filled = true};
    const Prediction theory = predict(s.document);
    c.remark = theory.why;
    c.note = theory.brief;
    if (!s.now.spectrum) {
        c.lack = word(Text::UiInstrumentWaits);
        return c;
    }
    const Spectrum& spectrum = *s.now.spectrum;
    CurveLine line{c.y.name, 0, {}, {}};
    CurveColumn wavenumber{word(Text::QuantityWavenumber), word(Text::UnitPerCell), {}};
    CurveColumn wavelength{word(Text::QuantityWavelength), word(Text::UnitCells), {}};
    CurveColumn power{word(Text::QuantityPower), "", {}}, variance{c.y.name, "", {}};
    for (std::size_t i = 1; i < spectrum.power.size(); ++i) {
        wavenumber.values.push_back(spectrum.wavenumber(i));
        wavelength.values.push_back(1 / spectrum.wavenumber(i));
        power.values.push_back(spectrum.power[i]);
        variance.values.push_back(spectrum.variance(i));
    }
    line.x.assign(wavelength.values.rbegin(), wavelength.values.rend());
    line.y.assign(variance.values.rbegin(), variance.values.rend());
    c.lines.push_back(std::move(line));
    c.table = {std::move(wavenumber), std::move(wavelength), std::move(power), std::move(variance)};
    c.x.low = 4;
    c.x.high = std::max(12.0, std::min(100.0, 1 / spectrum.width));
    c.headline = spectrum.dominant
                     ? say(Text::UiInstrumentDominant, fmt::format("{:.1f}", *spectrum.dominant))
                     : word(Text::UiInstrumentNoPattern);
    if (spectrum.dominant)
        c.marks.push_back({*spectrum.dominant, fmt::format("{:.1f}", *spectrum.dominant), 0});
    if (theory.kind == Prediction::Kind::Turing)
        c.marks.push_back({theory.wavelength, fmt::format("{:.1f}", theory.wavelength), 2});
    return c;
}

/// Where reaction alone leaves u, or v, as it is.
void add_nullclines(Curve& c, const Document& d) {
    constexpr int kPoints = 200;
    CurveLine of_u{"u' = 0", 2, {}, {}}, of_v{"v' = 0", 1, {}, {}};
    for (int i = 0; i <= kPoints; ++i) {
        const double v = c.y.low + (c.y.high - c.y.low) * i / kPoints;
        of_u.x.push_back(nullcline_u(d.feed, v));
        of_u.y.push_back(v);
        const double u = v > 0 ? nullcline_v(d.feed, d.kill, v) : INFINITY;
        if (u > c.x.high) continue;
        of_v.x.push_back(u);
        of_v.y.push_back(v);
    }
    c.lines.push_back(std::move(of_u));
    c.lines.push_back(std::move(of_v));
    c.lines.push_back({"v = 0", 1, {c.x.low, c.x.high}, {0, 0}});
}

Curve phase(const CurveSource& s) {
    Curve c{.x = {.name = "u"}, .y = {.name = "v"}};
    if (!s.now.density) {
        c.lack = word(Text::UiInstrumentWaits);
        return c;
    }
    const Density& d = *s.now.density;
    c.density = d;
    c.x.low = d.u_low;
    c.x.high = d.u_high;
    c.y.low = d.v_low;
    c.y.high = d.v_high;
    if (!varies(s.document)) add_nullclines(c, s.document);
    if (s.cells.columns() >= 2 && s.cells.times().size() >= 2)
        c.lines.push_back({fmt::format("{} {}", text(Text::ProbesTitle), s.probes.size()), 3,
                           s.cells.values(s.cells.columns() - 2), s.cells.values(s.cells.columns() - 1)});
    CurveColumn u{"u", "", {}}, v{"v", "", {}}, share{word(Text::QuantityShareOfCells), "", {}};
    for (std::size_t i = 0; i < d.share.size(); ++i) {
        if (d.share[i] <= 0) continue;
        const auto cols = static_cast<std::size_t>(d.cols), row = i / cols, col = i % cols;
        u.values.push_back(d.u_low + (d.u_high - d.u_low) * (static_cast<double>(col) + 0.5) / d.cols);
        v.values.push_back(d.v_low + (d.v_high - d.v_low) * (static_cast<double>(row) + 0.5) / d.rows);
        share.values.push_back(static_cast<double>(d.share[i]));
    }
    c.table = {std::move(u), std::move(v), std::move(share)};
    return c;
}

Curve profile(const CurveSource& s) {
    Curve c{.x = {.name = word(Text::QuantityWay), .unit = word(Text::UnitCells)}};
    if (!s.now.profile) {
        c.lack = word(Text::UiInstrumentEmptyProfile);
        return c;
    }
    const Profile& p = *s.now.profile;
    c.lines = {{"v", 0, p.distance, p.v}, {"u", 1, p.distance, p.u}};
    c.table = {{c.x.name, c.x.unit, p.distance}, {"u", "", p.u}, {"v", "", p.v}};
    c.headline = fmt::format("{:.0f} {}", p.distance.back(), text(Text::UnitCells));
    return c;
}

}  // namespace

Curve curve_of(Instrument instrument, const CurveSource& source) {
    using Make = Curve (*)(const CurveSource&);
    static constexpr std::array<Make, kInstruments> kMakers{means, probes,  histogram, spectrum,
                                                            phase, profile, activity};
    Curve c = kMakers[static_cast<std::size_t>(instrument)](source);
    c.title = word(instrument_row(instrument).title);
    const Document& d = source.document;
    const std::string rates =
        varies(d) ? std::string() : fmt::format("F = {:.4g}, k = {:.4g}, ", d.feed, d.kill);
    c.subtitle = fmt::format("{}Du = {:.4g}, Dv = {:.4g}, t = {:.6g}", rates, d.du, d.dv, source.now.time);
    if (source.now.stride > 1) {
        if (!c.remark.empty()) c.remark += ' ';
        c.remark += say(Text::InstrumentSampled, source.now.stride);
    }
    return c;
}

}  // namespace gs
