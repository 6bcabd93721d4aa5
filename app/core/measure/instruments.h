// The instruments: what each measures, what they have recorded, and the thread that measures.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/document/snapshot.h"
#include "app/core/measure/curve.h"
#include "app/core/measure/measures.h"
#include "app/core/measure/series.h"
#include "app/core/measure/spectrum.h"
#include "app/core/run/field_sample.h"
#include "app/core/text/strings.h"
#include "kernels/engine/status.h"

namespace gs {

class MeasureWorker;

/// In the order of their table and of the column.
enum class Instrument { Means, Probes, Histogram, Spectrum, Phase, Profile, Activity };
inline constexpr std::size_t kInstruments = 7;

/// All that is known of an instrument: commands, help and the window read it here.
struct InstrumentRow {
    Instrument instrument;
    /// The word in commands.
    const char* id;
    Text title, help;
    /// It is recorded while it is shown; any other can be measured of a field at hand.
    bool recorded;
    /// Open at the first start.
    bool at_first;
    /// The document's `label`, as search finds it.
    const char* label;
};
/// In the order of Instrument. Valid for the program's life.
std::span<const InstrumentRow> instrument_rows();
/// The row of this one.
inline const InstrumentRow& instrument_row(Instrument instrument) {
    return instrument_rows()[static_cast<std::size_t>(instrument)];
}

using InstrumentSet = std::bitset<kInstruments>;

/// What was measured at one moment; what was not asked for is empty.
struct Measured {
    std::int64_t steps_done = 0;
    double time = 0;
    int stride = 1;
    std::uint64_t origin = 0;
    double origin_time = 0;
    std::optional<Moments> u, v;
    /// Per unit of time; nothing without an earlier moment.
    std::optional<double> activity;
    std::vector<CellPlace> places;
    std::vector<CellValue> cells;
    std::optional<Histogram> histogram;
    std::optional<Spectrum> spectrum;
    std::optional<Density> density;
    std::optional<Profile> profile;
};

/// What is to be measured, beside the field.
struct MeasurePlan {
    InstrumentSet of;
    std::optional<ProfileLine> line;
    Channel channel = Channel::V;
    Range range;
};

/// Measures a sample. before: an earlier one of the same run and size, or nullptr. Any thread.
Measured measure(const FieldSample& sample, const FieldSample* before, const MeasurePlan& plan);

/// The most cells that are pinned: more curves could not be told apart.
inline constexpr std::size_t kMostProbes = 4;

/// What the instruments are told and what they know. Belongs to one thread, the App's; what is
/// measured is measured on a thread of its own, which there is from the first wish on. Nothing is
/// measured for an instrument that is not shown.
class Instruments {
  public:
    Instruments();
    ~Instruments();
    Instruments(const Instruments&) = delete;
    Instruments& operator=(const Instruments&) = delete;

    /// The instruments that are in sight: from now on these are measured. The series of one that
    /// was out of sight have a gap.
    void show(InstrumentSet shown);
    InstrumentSet shown() const { return shown_; }
    /// The open ones: those that are shown as long as the column is.
    bool is_open(Instrument i) const { return open_[static_cast<std::size_t>(i)]; }
    void open(Instrument i, bool on) { open_[static_cast<std::size_t>(i)] = on; }

    /// Pins a cell, which opens that instrument. Fails with a sentence outside of the field, and if
    /// no more can be pinned. A cell that is pinned stays as it is.
    Status pin(const CellPlace& cell, const Document& document);
    /// Lets one go, counted from 1, or all (0).
    Status unpin(int number);
    const std::vector<CellPlace>& probes() const { return probes_; }
    /// The line of the profile, which opens that instrument.
    void draw_line(const ProfileLine& line);
    const std::optional<ProfileLine>& line() const { return line_; }

    /// What the simulation is asked for.
    SampleWish wish() const;
    /// Takes a sample, or nullptr, to be measured for this document, and what has been measured
    /// since the last call. Never waits.
    void update(std::shared_ptr<const FieldSample> sample, const Document& document);
    /// Counts what is new: another number, other curves.
    std::uint64_t revision() const { return revision_; }

    /// What an instrument shows, of what was measured last.
    Curve curve(Instrument instrument, const Document& document) const;
    /// What makes the curve of an instrument that is not recorded, of a field at hand; on any
    /// thread, and however long after this call.
    std::function<Curve(Instrument instrument, const Snapshot& at)> for_field(const Document& document) const;

  private:
    MeasurePlan plan(InstrumentSet of, const Document& document) const;
    void record(const Measured& m);

    InstrumentSet shown_, open_;
    std::vector<CellPlace> probes_;
    std::optional<ProfileLine> line_;
    std::shared_ptr<const FieldSample> newest_;
    /// The document for which that was measured.
    MeasurePlan planned_;
    Measured now_;
    std::uint64_t origin_ = 0;
    TimeSeries means_{3}, activity_{1}, cells_{0};
    std::uint64_t revision_ = 0;
    /// Last: ends first.
    std::unique_ptr<MeasureWorker> worker_;
};

}  // namespace gs
