#include "app/core/measure/instruments.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>

#include "app/core/measure/instrument_curves.h"
#include "app/core/measure/measure_worker.h"

namespace gs {

namespace {

constexpr std::array<InstrumentRow, kInstruments> kRows{{
    {Instrument::Means, "means", Text::MeansTitle, Text::MeansHelp, true, true,
     "Mean and amplitude over time"},
    {Instrument::Probes, "probes", Text::ProbesTitle, Text::ProbesHelp, true, true, "Probes over time"},
    {Instrument::Histogram, "histogram", Text::HistogramTitle, Text::HistogramHelp, false, true,
     "Histogram with the palette's range"},
    {Instrument::Spectrum, "spectrum", Text::SpectrumTitle, Text::SpectrumHelp, false, true,
     "Spectrum and wavelength"},
    {Instrument::Phase, "phase", Text::PhaseTitle, Text::PhaseHelp, false, false,
     "Phase plane of u and v with its nullclines"},
    {Instrument::Profile, "profile", Text::ProfileTitle, Text::ProfileHelp, false, false,
     "Profile along a line"},
    {Instrument::Activity, "activity", Text::ActivityTitle, Text::ActivityHelp, true, false,
     "Activity over time"},
}};

}  // namespace

std::span<const InstrumentRow> instrument_rows() {
    return kRows;
}

Instruments::Instruments() {
    for (const InstrumentRow& row : kRows) open(row.instrument, row.at_first);
}

Instruments::~Instruments() = default;

void Instruments::show(InstrumentSet shown) {
    const auto begins = [&](std::initializer_list<Instrument> readers) {
        const auto any = [&](InstrumentSet of) {
            return std::any_of(readers.begin(), readers.end(),
                               [&](Instrument i) { return of[static_cast<std::size_t>(i)]; });
        };
        return any(shown) && !any(shown_);
    };
    if (begins({Instrument::Means})) means_.interrupt();
    if (begins({Instrument::Activity})) activity_.interrupt();
    if (begins({Instrument::Probes, Instrument::Phase})) cells_.interrupt();
    shown_ = shown;
}

Status Instruments::pin(const CellPlace& cell, const Document& d) {
    if (cell.row < 0 || cell.col < 0 || cell.row >= d.rows || cell.col >= d.cols)
        return Status::failure(say(Text::ProbeOutside, cell.row, cell.col, d.rows - 1, d.cols - 1));
    open(Instrument::Probes, true);
    if (std::find(probes_.begin(), probes_.end(), cell) != probes_.end()) return {};
    if (probes_.size() >= kMostProbes) return Status::failure(say(Text::ProbesFull, probes_.size()));
    probes_.push_back(cell);
    cells_.add_column();
    cells_.add_column();
    ++revision_;
    return {};
}

Status Instruments::unpin(int number) {
    if (number < 0 || static_cast<std::size_t>(number) > probes_.size())
        return Status::failure(say(Text::ProbeUnknown, number, probes_.size()));
    ++revision_;
    if (number == 0) {
        probes_.clear();
        cells_ = TimeSeries(0);
        return {};
    }
    const auto at = static_cast<std::size_t>(number - 1);
    probes_.erase(probes_.begin() + number - 1);
    cells_.remove_column(2 * at);
    cells_.remove_column(2 * at);
    return {};
}

void Instruments::draw_line(const ProfileLine& line) {
    line_ = line;
    open(Instrument::Profile, true);
    ++revision_;
}

SampleWish Instruments::wish() const {
    if (shown_.none()) return {};
    const bool probes = shown_[static_cast<std::size_t>(Instrument::Probes)] ||
                        shown_[static_cast<std::size_t>(Instrument::Phase)];
    return {true, probes ? probes_ : std::vector<CellPlace>{}};
}

MeasurePlan Instruments::plan(InstrumentSet of, const Document& d) const {
    return {of, line_, d.channel, shown_range(d)};
}

void Instruments::update(std::shared_ptr<const FieldSample> sample, const Document& document) {
    if (shown_.none()) {
        newest_ = nullptr;
        return;
    }
    const MeasurePlan wanted = plan(shown_, document);
    const bool same = wanted.of == planned_.of && wanted.line == planned_.line &&
                      wanted.channel == planned_.channel && wanted.range == planned_.range;
    const bool fresh = sample != nullptr;
    if (fresh) newest_ = std::move(sample);
    if (newest_ != nullptr && (fresh || !same)) {
        if (!worker_) worker_ = std::make_unique<MeasureWorker>();
        worker_->begin(newest_, wanted);
        planned_ = wanted;
    }
    if (!worker_) return;
    for (Measured& m : worker_->take()) {
        record(m);
        now_ = std::move(m);
        ++revision_;
    }
}

/// What lies after a start, or after the moment to which undo went back, is forgotten.
void Instruments::record(const Measured& m) {
    // A device that was lost takes the run back, too, though no other field has come.
    const double from =
        m.origin != origin_ ? std::min(m.origin_time, m.time) : std::nextafter(m.time, INFINITY);
    for (TimeSeries* series : {&means_, &activity_, &cells_}) series->cut(from);
    origin_ = m.origin;
    if (m.u && m.v) means_.add(m.time, {m.u->mean, m.v->mean, std::sqrt(m.v->variance)});
    if (m.activity) activity_.add(m.time, {*m.activity});
    std::vector<double> cells;
    for (const CellPlace& probe : probes_) {
        const auto at = std::find(m.places.begin(), m.places.end(), probe);
        const bool known = at != m.places.end();
        const CellValue value =
            known ? m.cells[static_cast<std::size_t>(at - m.places.begin())] : CellValue{NAN, NAN};
        cells.push_back(value.u);
        cells.push_back(value.v);
    }
    if (std::any_of(cells.begin(), cells.end(), [](double x) { return std::isfinite(x); }))
        cells_.add(m.time, cells);
}

Curve Instruments::curve(Instrument instrument, const Document& document) const {
    return curve_of(instrument, {document, now_, means_, activity_, cells_, probes_});
}

std::function<Curve(Instrument, const Snapshot&)> Instruments::for_field(const Document& document) const {
    return [document, plan = plan({}, document), cells = cells_, probes = probes_](Instrument instrument,
                                                                                   const Snapshot& at) {
        MeasurePlan one = plan;
        one.of.set(static_cast<std::size_t>(instrument));
        FieldSample sample = sample_of(at.field);
        sample.steps_done = at.steps_done;
        sample.time = at.time;
        const Measured m = measure(sample, nullptr, one);
        const TimeSeries none(3);
        return curve_of(instrument, {document, m, none, none, cells, probes});
    };
}

}  // namespace gs
