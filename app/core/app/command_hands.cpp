// What a hand does: brush and tools, the selection, and the field as a whole.
#include <algorithm>

#include "app/core/app/command_rows.h"
#include "app/core/document/pasted.h"
#include "app/core/document/typed.h"
#include "app/core/files/files.h"
#include "app/core/files/formats.h"
#include "app/core/files/paths.h"
#include "app/core/files/png.h"
#include "app/core/hands/edits.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"

namespace gs {

bool paints_rates(const Document& d) {
    return d.brush_paints == Paints::Feed || d.brush_paints == Paints::Kill;
}

Aim aim_of(const Document& d, bool erase) {
    switch (d.brush_paints) {
        case Paints::V:
            return {{}, erase ? 0 : d.brush_v};
        case Paints::U:
            return {erase ? 1 : d.brush_u, {}};
        case Paints::Feed:
            return {erase ? d.feed : d.brush_feed, {}};
        case Paints::Kill:
            return {{}, erase ? d.kill : d.brush_kill};
        default:
            return erase ? Aim{1, 0} : Aim{d.brush_u, d.brush_v};
    }
}

Status lay(App& app, const Edit& edit, const char* label) {
    return paints_rates(app.document()) ? app.edit_rates(edit, label) : app.edit(edit, label);
}

namespace {

constexpr double kFar = 2e6;  // cells: no field is as wide

Extent extent_of(const Document& d) {
    return {static_cast<int>(d.rows), static_cast<int>(d.cols)};
}

/// What the buttons change that are about the whole field: the selection, if there is one.
Rect area_of(const App& app) {
    return app.hands().selection.value_or(extent_of(app.document()).whole());
}

Ink ink_of(const Document& d, bool erase) {
    return {aim_of(d, erase), d.brush_strength, symmetry_of(d)};
}

Status read_place(const std::string& name, const Words& words, std::size_t first, CellPoint& place) {
    if (Status s = read_number(name + ", row", words[first], -kFar, kFar, place.row); !s) return s;
    return read_number(name + ", column", words[first + 1], -kFar, kFar, place.col);
}

/// The word after the others, if there is one, must be `erase`.
Status read_erase(const std::string& name, const Words& words, std::size_t at, bool& erase) {
    erase = words.size() > at;
    if (!erase || fold(words[at]) == "erase") return {};
    return Status::failure(say(Text::HandErase, name, shown(words[at])));
}

Status touch(App& app, const Words& words, const char* label, bool erase) {
    const Document& d = app.document();
    edit::Stroke stroke{{}, {}, d.brush_radius, d.brush_shape, ink_of(d, erase)};
    if (Status s = read_place(label, words, 0, stroke.from); !s) return s;
    stroke.to = stroke.from;
    if (words.size() > 2)
        if (Status s = read_number(std::string(label) + ", radius", words[2], 0.5, 1e5, stroke.radius); !s)
            return s;
    if (words.size() > 3)
        if (Status s = read_number(std::string(label) + ", strength", words[3], 0, 1, stroke.ink.strength);
            !s)
            return s;
    return lay(app, stroke, label);
}

Status line(App& app, const Words& words) {
    const Document& d = app.document();
    bool erase = false;
    if (Status s = read_erase("line", words, 4, erase); !s) return s;
    edit::Stroke stroke{{}, {}, d.brush_radius, d.brush_shape, ink_of(d, erase)};
    if (Status s = read_place("line", words, 0, stroke.from); !s) return s;
    if (Status s = read_place("line", words, 2, stroke.to); !s) return s;
    return lay(app, stroke, "line");
}

Status rectangle(App& app, const Words& words) {
    bool erase = false;
    if (Status s = read_erase("rectangle", words, 4, erase); !s) return s;
    edit::Box box{{}, {}, ink_of(app.document(), erase)};
    if (Status s = read_place("rectangle", words, 0, box.from); !s) return s;
    if (Status s = read_place("rectangle", words, 2, box.to); !s) return s;
    return lay(app, box, "rectangle");
}

Status fill(App& app, const Words& words) {
    // Rates that give other patterns differ by a hundredth of what values of u and v do.
    constexpr double kOfRates = 0.01;
    const Document& d = app.document();
    bool erase = false;
    if (Status s = read_erase("fill", words, 2, erase); !s) return s;
    edit::Fill fill{{},
                    d.fill_tolerance * (paints_rates(d) ? kOfRates : 1),
                    d.brush_paints == Paints::U || d.brush_paints == Paints::Feed,
                    ink_of(d, erase)};
    if (Status s = read_place("fill", words, 0, fill.at); !s) return s;
    return lay(app, fill, "fill");
}

std::vector<std::string> stamp_words() {
    auto words = ids_of(stamps());
    words.emplace_back("selection");
    return words;
}

Status paste_at(App& app, CellPoint middle, const Symmetry& symmetry, const char* label) {
    const App::Hands& hands = app.hands();
    if (!hands.clip) return Status::failure(say(Text::ClipNone));
    return app.edit(edit::Paste{hands.clip, {hands.clip_of.rows, hands.clip_of.cols}, middle, symmetry},
                    label);
}

Status stamp(App& app, const Words& words) {
    const Document& d = app.document();
    const std::string word = meant_name(words[0], stamp_words());
    if (word.empty()) return Status::failure(unknown_name(text(Text::HandStamp), words[0], stamp_words()));
    CellPoint at;
    if (Status s = read_place("stamp", words, 1, at); !s) return s;
    if (word == "selection") {
        const App::Hands& hands = app.hands();
        if (hands.selection && (!hands.clip || hands.clip_of != *hands.selection))
            if (Status s = app.copy_selection(); !s) return s;
        return paste_at(app, at, symmetry_of(d), "stamp");
    }
    edit::Put put{nullptr, at, d.stamp_angle, symmetry_of(d)};
    for (const Stamp& row : stamps())
        if (word == row.id) put.stamp = &row;
    if (words.size() > 3)
        if (Status s = read_number("stamp, angle", words[3], -360, 360, put.angle); !s) return s;
    return app.edit(put, "stamp");
}

Candidates stamp_candidates(const Document&, const Words& before) {
    Candidates all = rows_of(stamps());
    all.push_back({"selection", ""});
    return first(before, std::move(all));
}

Status select(App& app, const Words& words) {
    const Document& d = app.document();
    const std::string word = fold(words[0]);
    if (words.size() == 1 && word == "none") return app.select({}), Status();
    if (words.size() == 1 && word == "all") return app.select(extent_of(d).whole()), Status();
    if (words.size() != 4) return Status::failure(say(Text::SelectUsage, shown(joined(words))));
    std::int64_t row[2], col[2];
    for (std::size_t i = 0; i < 2; ++i) {
        if (Status s = read_number("select, row", words[2 * i], -kFar, kFar, row[i]); !s) return s;
        if (Status s = read_number("select, column", words[2 * i + 1], -kFar, kFar, col[i]); !s) return s;
    }
    std::sort(row, row + 2);
    std::sort(col, col + 2);
    const Rect area = within({static_cast<int>(row[0]), static_cast<int>(col[0]),
                              static_cast<int>(row[1] - row[0]) + 1, static_cast<int>(col[1] - col[0]) + 1},
                             extent_of(d));
    if (area.rows == 0 || area.cols == 0)
        return Status::failure(say(Text::SelectBeside, row[0], row[1], col[0], col[1], d.cols, d.rows));
    app.select(area);
    return {};
}

Status cut(App& app, const Words&) {
    if (Status s = app.copy_selection(); !s) return s;
    return app.edit(edit::Clear{*app.hands().selection}, "cut");
}

/// What was copied, with its upper left cell at a place, or where it came from.
Status paste(App& app, const Words& words) {
    const Rect& from = app.hands().clip_of;
    CellPoint corner{static_cast<double>(from.row), static_cast<double>(from.col)};
    if (words.size() == 2)
        if (Status s = read_place("paste", words, 0, corner); !s) return s;
    corner.row += (from.rows - 1) / 2.0;
    corner.col += (from.cols - 1) / 2.0;
    return paste_at(app, corner, {.periodic = symmetry_of(app.document()).periodic}, "paste");
}

Status save_selection(App& app, const Words& words) {
    if (!app.hands().selection) return Status::failure(say(Text::SelectionNone));
    std::string path;
    if (words.empty()) {
        std::string trouble;
        path = automatic_path(app.state().steps_done, "png", "selection", &trouble);
        if (!trouble.empty()) app.warn(std::move(trouble));
    } else if (Status meant = user_path(words[0], path); !meant) {
        return meant;
    }
    const Format* format = find_format(ending_of(path));
    const bool field = format != nullptr && (format->holds & kField) != 0;
    if (Status good = check_name(path, field ? kField : kPicture); !good) return good;
    const auto write = [field, area = *app.hands().selection, d = app.document()](const std::string& named,
                                                                                  const Exported& e) {
        const Field part = part_of(e.field, area);
        return field ? format_to_write(named, kField).write.field(named, part)
                     : write_picture(named, coloured(part, d));
    };
    return app.save(path, Text::SelectionSaved, write);
}

Status noise(App& app, const Words& words) {
    edit::Noise noise{.area = area_of(app)};
    if (!words.empty())
        if (Status s = read_number("noise, amplitude", words[0], 0, 2, noise.amplitude); !s) return s;
    if (words.size() > 1)
        if (Status s = read_number("noise, number", words[1], 0, 1e9, noise.number); !s) return s;
    return app.edit(noise, "noise");
}

Status spots(App& app, const Words& words) {
    const Rect area = area_of(app);
    constexpr double kUsual = 24.0 / (256 * 256);  // spots per cell, as the seed of this name has them
    const double cells = static_cast<double>(area.rows) * area.cols;
    edit::Spots spots{area, std::max<std::int64_t>(1, static_cast<std::int64_t>(cells * kUsual)), 1};
    if (!words.empty())
        if (Status s = read_number("spots, count", words[0], 1, 1e5, spots.count); !s) return s;
    if (words.size() > 1)
        if (Status s = read_number("spots, number", words[1], 0, 1e9, spots.number); !s) return s;
    return app.edit(spots, "spots");
}

Status shift(App& app, const Words& words) {
    edit::Shift shift{.area = area_of(app)};
    if (Status s = read_number("shift, rows", words[0], -kFar, kFar, shift.rows); !s) return s;
    if (Status s = read_number("shift, columns", words[1], -kFar, kFar, shift.cols); !s) return s;
    return app.edit(shift, "shift");
}

Status mirror(App& app, const Words& words) {
    const std::vector<std::string> known{"left-right", "top-bottom"};
    const std::string word = meant_name(words[0], known);
    if (word.empty()) return Status::failure(unknown_name(text(Text::HandMirror), words[0], known));
    const bool across = word == known[0];
    return app.edit(edit::Flip{area_of(app), across, !across}, "mirror");
}

Status turn(App& app, const Words& words) {
    const std::vector<std::string> known{"left", "right", "half"};
    const std::string word = meant_name(words.empty() ? "right" : words[0], known);
    if (word.empty()) return Status::failure(unknown_name(text(Text::HandTurn), words[0], known));
    if (word == "half") return app.edit(edit::Flip{area_of(app), true, true}, "turn");
    const Extent now = extent_of(app.document());
    return app.reshape(
        {word == "left" ? Reshape::How::TurnLeft : Reshape::How::TurnRight, {now.cols, now.rows}}, "turn");
}

const std::vector<std::string>& resize_words() {
    static const std::vector<std::string> words{"crop", "pad", "resample", "tile"};
    return words;
}

Status resize(App& app, const Words& typed) {
    using How = Reshape::How;
    Words words = typed;
    std::string how = "crop";
    if (words.size() > 1 && !begins_as_number(words.back()) && fold(words.back()) != "x") {
        how = meant_name(words.back(), resize_words());
        words.pop_back();
    }
    if (how.empty()) return Status::failure(say(Text::ResizeUsage, shown(joined(typed))));
    Document next = app.document();
    if (Status read = parse_size(joined(words), next.cols, next.rows); !read) return read;
    return app.reshape({how == "resample" ? How::Resample
                        : how == "tile"   ? How::Tile
                                          : How::Keep,
                        extent_of(next)},
                       "resize");
}

template <const char* const* words, std::size_t count>
Candidates known(const Document&, const Words& before) {
    Candidates all;
    for (std::size_t i = 0; i < count; ++i) all.push_back({words[i], ""});
    return first(before, std::move(all));
}

constexpr const char* kMirrors[] = {"left-right", "top-bottom"};
constexpr const char* kTurns[] = {"left", "right", "half"};
constexpr const char* kSelections[] = {"all", "none"};

Candidates resize_candidates(const Document&, const Words& before) {
    Candidates all;
    if (before.size() == 2)
        for (const std::string& word : resize_words()) all.push_back({word, ""});
    return all;
}

constexpr Command kCommands[] = {
    {"paint", "ROW COL [RADIUS [STRENGTH]]",
     "Touches the field with the brush, as brush-paints and its kin say.", 2, 4,
     [](App& app, const Words& words) { return touch(app, words, "paint", false); }},
    {"erase", "ROW COL [RADIUS [STRENGTH]]", "Wipes off with the brush what it paints.", 2, 4,
     [](App& app, const Words& words) { return touch(app, words, "erase", true); }},
    {"line", "ROW COL ROW COL [erase]", "Draws a line with the brush.", 4, 5, line},
    {"rectangle", "ROW COL ROW COL [erase]", "Paints the rectangle between two cells.", 4, 5, rectangle},
    {"fill", "ROW COL [erase]", "Paints the cells that are like this one and hang together with it.", 2, 3,
     fill},
    {"stamp", "spot|soliton|u-skate|selection ROW COL [ANGLE]", "Leaves a stamp, with its middle there.", 3,
     4, stamp, stamp_candidates},
    {"select", "ROW COL ROW COL, or all|none", "Selects the rectangle between two cells.", 1, 4, select,
     known<kSelections, 2>},
    {"copy", "", "Copies what is selected, to paste or stamp it elsewhere.", 0, 0,
     [](App& app, const Words&) { return app.copy_selection(); }},
    {"cut", "", "Copies what is selected, and clears it.", 0, 0, cut},
    {"paste", "[ROW COL]", "Pastes what was copied: its upper left cell there, or where it came from.", 0, 2,
     paste},
    {"save-selection", "[FILE]", "Writes what is selected: as a picture, or with .npy as a field.", 0, 1,
     save_selection, nullptr, nullptr, kPicture | kField},
    {"clear", "", "Clears the selection or the whole field: u = 1, v = 0.", 0, 0,
     [](App& app, const Words&) { return app.edit(edit::Clear{area_of(app)}, "clear"); }},
    {"noise", "[AMPLITUDE [NUMBER]]", "Adds noise to u and v, in the selection or everywhere.", 0, 2, noise},
    {"spots", "[COUNT [NUMBER]]", "Scatters spots over the selection or the whole field.", 0, 2, spots},
    {"shift", "ROWS COLS", "Moves the selection's cells or all; what leaves comes back at the other side.", 2,
     2, shift},
    {"mirror", "left-right|top-bottom", "Mirrors the selection or the whole field.", 1, 1, mirror,
     known<kMirrors, 2>},
    {"turn", "[left|right|half]",
     "Turns the field by a quarter, so that rows become columns; by half, the selection or all.", 0, 1, turn,
     known<kTurns, 3>},
    {"resize", "COLS ROWS [crop|pad|resample|tile]",
     "Another size for the present field: cropped or padded about its middle (both words do what the size "
     "asks for), stretched, or repeated.",
     1, 4, resize, resize_candidates},
};

}  // namespace

std::span<const Command> hand_commands() {
    return kCommands;
}

}  // namespace gs
