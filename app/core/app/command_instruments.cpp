// What is measured of the field: which instruments are open, where they measure, their curves.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/core/app/command_rows.h"
#include "app/core/document/typed.h"
#include "app/core/files/formats.h"
#include "app/core/files/paths.h"
#include "app/core/measure/instruments.h"
#include "app/core/text/names.h"

namespace gs {

namespace {

constexpr double kFar = 2e6;  // cells: no field is longer

Candidates instrument_words(const Document&, const Words& before) {
    if (before.size() == 1) return {{"on", ""}, {"off", ""}};
    return first(before, rows_of(instrument_rows()));
}

Status find_instrument(const std::string& typed, const InstrumentRow*& found) {
    std::vector<std::string> known;
    for (const InstrumentRow& row : instrument_rows()) known.emplace_back(row.id);
    const std::string id = meant_name(typed, known);
    if (id.empty()) return Status::failure(unknown_name(text(Text::Instrument), typed, known));
    found = &instrument_rows()[static_cast<std::size_t>(std::find(known.begin(), known.end(), id) -
                                                        known.begin())];
    return {};
}

Status instrument(App& app, const Words& words) {
    const InstrumentRow* row = nullptr;
    if (Status known = find_instrument(words[0], row); !known) return known;
    bool on = !app.instruments().is_open(row->instrument);
    if (words.size() > 1) {
        const std::vector<std::string> states{"on", "off"};
        const std::string meant = meant_name(words[1], states);
        if (meant.empty())
            return Status::failure(unknown_name(fmt::format("instrument {}", row->id), words[1], states));
        on = meant == "on";
    }
    app.instruments().open(row->instrument, on);
    return {};
}

Status pin_probe(App& app, const Words& words) {
    std::int64_t row = 0, col = 0;
    if (Status s = read_number("pin-probe, row", words[0], 0, kFar, row); !s) return s;
    if (Status s = read_number("pin-probe, column", words[1], 0, kFar, col); !s) return s;
    return app.instruments().pin({static_cast<int>(row), static_cast<int>(col)}, app.document());
}

Status unpin(App& app, const Words& words) {
    std::int64_t number = 0;
    if (!words.empty())
        if (Status s = read_number("unpin", words[0], 1, static_cast<double>(kMostProbes), number); !s)
            return s;
    return app.instruments().unpin(static_cast<int>(number));
}

Status profile(App& app, const Words& words) {
    std::array<double, 4> ends{};
    for (std::size_t i = 0; i < ends.size(); ++i)
        if (Status s = read_number("profile", words[i], -kFar, kFar, ends[i]); !s) return s;
    app.instruments().draw_line({ends[0], ends[1], ends[2], ends[3]});
    return {};
}

bool is_table(const std::string& path) {
    const Format* format = find_format(ending_of(path));
    return format == nullptr || (format->holds & kPicture) == 0;
}

Status write_curve(const std::string& path, const Curve& curve) {
    if (!curve.lack.empty()) return Status::failure(say(Text::CurveOfNothing, curve.lack));
    return is_table(path) ? write_table(path, curve) : write_plot_of(path, curve);
}

/// The path of a curve, whose ending says whether it is a table or a picture.
Status path_of_curve(App& app, const Words& words, const InstrumentRow& row, std::string& path) {
    const std::string named = words.size() > 1 ? words[1] : "";
    if (named.empty() || named == "csv" || named == "png") {
        path = automatic_path(app.state().steps_done, named.empty() ? "png" : named, row.id);
        return {};
    }
    if (Status meant = user_path(named, path); !meant) return meant;
    const Format* format = find_format(ending_of(path));
    if (format != nullptr && (format->ending == ".csv" || (format->holds & kPicture) != 0)) return {};
    return Status::failure(say(Text::CurveEnding, row.id, endings_of(kPicture), path));
}

Status save_curve(App& app, const Words& words) {
    const InstrumentRow* row = nullptr;
    if (Status known = find_instrument(words[0], row); !known) return known;
    std::string path;
    if (Status named = path_of_curve(app, words, *row, path); !named) return named;
    if (row->recorded) {
        const Curve curve = app.instruments().curve(row->instrument, app.document());
        if (!curve.lack.empty())
            return Status::failure(
                say(Text::CurveOfNothing,
                    text(row->instrument == Instrument::Probes ? Text::LackOfProbes : Text::LackOfMeans)));
        return app.write(path, Text::SavedCurve,
                         [curve](const std::string& named) { return write_curve(named, curve); });
    }
    if (row->instrument == Instrument::Profile && !app.instruments().line())
        return Status::failure(say(Text::CurveOfNothing, text(Text::LackOfProfile)));
    return app.save(
        path, Text::SavedCurve,
        [at = row->instrument, measures = app.instruments().for_field(app.document())](
            const std::string& named, const Exported& e) { return write_curve(named, measures(at, e)); });
}

constexpr Command kCommands[] = {
    {"instrument", "means|probes|histogram|spectrum|phase|profile|activity [on|off]",
     "Opens or closes an instrument in the column beside the picture.", 1, 2, instrument, instrument_words},
    {"pin-probe", "ROW COL", "Records u and v of this cell while the probes are shown.", 2, 2, pin_probe},
    {"unpin", "[NUMBER]", "Lets a probe go, or all of them.", 0, 1, unpin},
    {"profile", "ROW COL ROW COL", "Measures u and v along the line between these two cells.", 4, 4, profile},
    {"save-curve", "INSTRUMENT [FILE]",
     "Writes what an instrument shows: as a table if the file ends in .csv, else as a picture.", 1, 2,
     save_curve,
     [](const Document&, const Words& before) { return first(before, rows_of(instrument_rows())); }},
};

}  // namespace

std::span<const Command> instrument_commands() {
    return kCommands;
}

}  // namespace gs
