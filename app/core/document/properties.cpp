#include "app/core/document/properties.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <optional>
#include <unordered_map>

#include "app/core/document/kernel_choice.h"
#include "app/core/document/property_row.h"
#include "app/core/document/seeds.h"
#include "app/core/document/typed.h"
#include "app/core/hands/stamps.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"
#include "kernels/host/cores.h"

namespace gs {

namespace {

constexpr Stencil kStencils[] = {
    {"oono-puri", "Oono-Puri", 0.5, 0.25, "Sides 1/2, corners 1/4: nearly the same in all directions."},
    {"patra-karttunen", "Patra-Karttunen", 4.0 / 6, 1.0 / 6,
     "Sides 4/6, corners 1/6: the least directional."},
    {"five-point", "Five-point", 1, 0, "Sides only: the textbook's, and the cheapest."},
    {"all-ones", "All ones", 1, 1, "All eight neighbours alike: three times the Laplacian."},
    {"karl-sims", "Karl Sims", 0.2, 0.05, "Sides 0.2, corners 0.05: 0.3 of the Laplacian; most web demos."},
};

std::vector<std::string> seed_ids() {
    auto ids = ids_of(seeds());
    ids.emplace_back("file");
    return ids;
}

// One row for each property, in the order of the panel; last, what else it is called: in the
// equations, in papers, by the options of the school's programs.
std::vector<Property> equation_rows() {
    using D = Document;
    const auto rates = Effect::Rates;
    return {
        number("feed", "Feed rate F", "1/time", rates, &D::feed, {0, 1, 0, 0.11, 1e-4},
               "How fast U is fed in and everything is washed out.", {"F", "feed-rate"}),
        number("kill", "Kill rate k", "1/time", rates, &D::kill, {0, 1, 0.03, 0.07, 1e-4},
               "How fast V is removed, on top of the feed rate.", {"k", "kill-rate"}),
        number("du", "Diffusion of U", "cell^2/time", rates, &D::du, {0, 100, 0, 1, 1e-3},
               "How fast U spreads. The stencil's weights multiply it.",
               {"D_u", "dA", "diff-u", "diffusion-u"}),
        number("dv", "Diffusion of V", "cell^2/time", rates, &D::dv, {0, 100, 0, 1, 1e-3},
               "How fast V spreads. The stencil's weights multiply it.",
               {"D_v", "dB", "diff-v", "diffusion-v"}),
        number("dt", "Time step", "time", rates, &D::dt, {0, 100, 0.05, 2, 0.01},
               "Time that passes in one step. Too large a step blows the field up; the limit is shown.",
               {"delta-t", "time-step"}),
        number("edge", "Stencil, sides", "", rates, &D::edge, {0, 100, 0, 1, 0.01},
               "Weight of the four neighbours at the sides of a cell."),
        number("corner", "Stencil, corners", "", rates, &D::corner, {0, 100, 0, 1, 0.01},
               "Weight of the four neighbours at the corners of a cell."),
        row_of("boundary", "Boundary", rates, &D::boundary, {"periodic", "no-flux", "fixed"},
               "What lies beyond the edge: the other side, a mirror, or fixed values."),
        number("boundary-u", "Boundary's u", "", rates, &D::boundary_u, {-100, 100, 0, 1, 0.01},
               "u beyond the edge, if the boundary is fixed."),
        number("boundary-v", "Boundary's v", "", rates, &D::boundary_v, {-100, 100, 0, 1, 0.01},
               "v beyond the edge, if the boundary is fixed."),
    };
}

std::vector<Property> field_rows() {
    using D = Document;
    const auto restart = Effect::Restart;
    return {
        number("cols", "Columns", "cells", restart, &D::cols, {1, 1 << 20, 64, 3840, 1},
               "Width of the field. A new size starts again from the seed.", {"columns", "width"}),
        number("rows", "Rows", "cells", restart, &D::rows, {1, 1 << 20, 64, 2160, 1},
               "Height of the field. A new size starts again from the seed.", {"height"}),
        row_of("seed", "Seed", restart, &D::seed, seed_ids(),
               "The field that a run starts from. Another one starts the run again."),
        number("seed-spots", "Spots", "", restart, &D::seed_spots, {0, kMostSpots, 0, 200, 1},
               "How many spots the seed scatters; 0 is automatic: as many as suit the seed and the size. "
               "Another number starts the run again."),
        number("seed-number", "Random seed", "", restart, &D::seed_number, {0, 1e9, 0, 100, 1},
               "Start of the random sequence: the same number gives the same field. Another starts the "
               "run again.",
               {"random-number"}),
    };
}

std::vector<Property> other_rows() {
    using D = Document;
    return {
        row_of("kernel", "Kernel", Effect::Kernel, &D::kernel, kernel_ids(),
               "The way of computing a step. A change keeps the field."),
        number("speed", "Speed", "steps/s", Effect::Run, &D::speed, {0, 1e9, 1, 1e5, 10},
               "Wanted steps per second; 0 is as fast as possible.", {}, "full"),
        number("watch", "Watch speed", "steps/s", Effect::Run, &D::watch, {0, 1e9, 0, 10000, 10},
               "Steps per second to which a reset or a preset slows the run down, so that the pattern is "
               "seen growing; 0 leaves the speed as it is."),
        row_of("interop", "Keep frames on the GPU", Effect::Run, &D::interop, {},
               "CUDA writes straight into the window's texture. Switch it off to see what the trip through "
               "the host costs."),
        number("keyframes", "Memory of the timeline", "MiB", Effect::Run, &D::keyframes,
               {0, 1 << 20, 64, 8192, 64},
               "For the moments of the run whose field is kept, so that a jump to one takes no time; 0 is an "
               "eighth of the machine's memory."),
    };
}

std::vector<std::string> stamp_ids() {
    auto ids = ids_of(stamps());
    ids.emplace_back("selection");
    return ids;
}

std::vector<Property> hand_rows() {
    using D = Document;
    const auto run = Effect::Run;
    return {
        row_of("tool", "Tool", run, &D::tool, {"brush", "line", "rectangle", "fill", "select", "stamp"},
               "What the left button does on the field; the right one erases with it."),
        row_of("brush-shape", "Shape", run, &D::brush_shape, {"soft", "round", "square"},
               "The brush's edge: soft fades from half of the radius on, round and square end sharply."),
        number("brush-radius", "Brush radius", "cells", run, &D::brush_radius, {0.5, 1000, 1, 100, 1},
               "Reach of the brush."),
        number("brush-strength", "Brush strength", "", run, &D::brush_strength, {0, 1, 0.05, 1, 0.05},
               "How much of a cell one dab replaces at the brush's centre."),
        row_of("brush-paints", "Paints", run, &D::brush_paints, {"u-and-v", "v", "u", "feed", "kill"},
               "What brush, line, rectangle and fill change: u and v together, one of them, or the rates of "
               "each cell."),
        number("brush-u", "Painted u", "", run, &D::brush_u, {0, 2, 0, 1, 0.01}, "u that is painted."),
        number("brush-v", "Painted v", "", run, &D::brush_v, {0, 2, 0, 1, 0.01}, "v that is painted."),
        number("brush-feed", "Painted F", "1/time", run, &D::brush_feed, {0, 1, 0, 0.11, 1e-4},
               "Feed rate that is painted."),
        number("brush-kill", "Painted k", "1/time", run, &D::brush_kill, {0, 1, 0.03, 0.07, 1e-4},
               "Kill rate that is painted."),
        row_of("brush-mirror", "Mirror", run, &D::brush_mirror, {"none", "left-right", "top-bottom", "both"},
               "Mirrors each mark in the lines through the field's middle."),
        number("brush-fold", "Symmetry", "", run, &D::brush_fold, {1, 12, 1, 12, 1},
               "Repeats each mark around the field's middle: 6 gives six-fold symmetry, 1 none.",
               {"brush-symmetry"}),
        number("fill-tolerance", "Tolerance", "", run, &D::fill_tolerance, {0, 2, 0, 0.5, 0.01},
               "How far the values of the cells that fill reaches may be from that of the first."),
        row_of("stamp-shape", "Stamp", run, &D::stamp_shape, stamp_ids(), "What the stamp tool leaves."),
        number("stamp-angle", "Stamp's angle", "degrees", run, &D::stamp_angle, {-360, 360, -180, 180, 15},
               "Where a stamp's axis points, clockwise from the right."),
    };
}

/// "cpu-openmp.threads": where the document keeps a knob of the kernel that runs it.
std::string knob_place(const Document& document, std::string_view knob) {
    return std::string(choose_kernel(document).kernel->id) + "." + std::string(knob);
}

Property knob_row(const gs_knob& knob) {
    Property p;
    p.key = std::string(kKnobPrefix) + knob.name;
    p.label = knob.label;
    p.help = knob.help;
    p.kind = Kind::Whole;
    p.effect = Effect::Kernel;
    p.low = p.slider_low = static_cast<double>(knob.low);
    p.high = static_cast<double>(knob.high);
    p.slider_high = static_cast<double>(useful_high(knob));
    if (knob.names != nullptr) p.choices.assign(knob.names, knob.names + (knob.high - knob.low + 1));
    p.step = 1;
    p.initial = knob.initial;
    return p;
}

/// By key, label and symbols, folded; where several have a name in common, the first one.
const std::unordered_map<std::string, const Property*>& properties_by_folded_name() {
    static const std::unordered_map<std::string, const Property*> all = [] {
        std::unordered_map<std::string, const Property*> known;
        for (const Property& p : properties()) {
            known.emplace(fold(p.key), &p);
            known.emplace(fold(p.label), &p);
            for (const auto& symbol : p.symbols) known.emplace(fold(symbol), &p);
        }
        return known;
    }();
    return all;
}

}  // namespace

std::span<const Property> properties() {
    static const std::vector<Property> all = [] {
        std::vector<Property> rows = equation_rows();
        for (auto& row : field_rows()) rows.push_back(std::move(row));
        for (auto& row : other_rows()) rows.push_back(std::move(row));
        for (auto& row : view_rows()) rows.push_back(std::move(row));
        for (auto& row : hand_rows()) rows.push_back(std::move(row));
        return rows;
    }();
    return all;
}

std::vector<Property> knob_properties(const Document& document) {
    std::vector<Property> rows;
    const gs_kernel& kernel = *choose_kernel(document).kernel;
    rows.reserve(static_cast<std::size_t>(kernel.knob_count));
    for (int i = 0; i < kernel.knob_count; ++i) rows.push_back(knob_row(kernel.knobs[i]));
    return rows;
}

std::string knob_word(const gs_knob& knob, std::int64_t value) {
    const bool named = knob.names != nullptr && value >= knob.low && value <= knob.high;
    return named ? knob.names[value - knob.low] : fmt::format("{}", value);
}

std::optional<std::int64_t> knob_value(const gs_knob& knob, std::string_view typed) {
    Value value;
    if (!parse(knob_row(knob), typed, value)) return {};
    return std::get<std::int64_t>(value);
}

std::int64_t useful_high(const gs_knob& knob) {
    if (std::string_view(knob.name) != "threads") return knob.high;
    return std::clamp<std::int64_t>(available_cores(), knob.low, knob.high);
}

const Property* find_property(std::string_view key, const Document& document) {
    if (key == "palette")
        if (const Property* row = palette_row(document)) return row;
    for (const Property& property : properties())
        if (key == property.key) return &property;
    if (!key.starts_with(kKnobPrefix)) return nullptr;
    thread_local std::vector<Property> knobs;
    knobs = knob_properties(document);
    for (const Property& knob : knobs)
        if (key == knob.key) return &knob;
    return nullptr;
}

const Property* find_typed_property(std::string_view typed, const Document& document) {
    if (const Property* exact = find_property(typed, document)) return exact;
    const std::string folded = fold(typed);
    const auto& known = properties_by_folded_name();
    if (const auto found = known.find(folded); found != known.end())
        return find_property(found->second->key, document);
    const auto is_it = [&](const std::string& name) { return fold(name) == folded; };
    for (const Property& knob : knob_properties(document))
        if (is_it(knob.key) || is_it(knob.key.substr(kKnobPrefix.size())))
            return find_property(knob.key, document);
    return nullptr;
}

std::vector<std::string> property_keys(const Document& document) {
    std::vector<std::string> keys;
    for (const Property& p : properties()) keys.push_back(p.key);
    for (const Property& p : knob_properties(document)) keys.push_back(p.key);
    return keys;
}

Value value_of(const Document& document, const Property& property) {
    return std::visit(
        [&](auto member) -> Value {
            if constexpr (std::is_same_v<decltype(member), std::monostate>) {
                const auto found =
                    document.knobs.find(knob_place(document, property.key.substr(kKnobPrefix.size())));
                return found != document.knobs.end() ? Value(found->second) : property.initial;
            } else if constexpr (std::is_same_v<decltype(member), double Range::*>) {
                return shown_range(document).*member;
            } else if constexpr (std::is_enum_v<std::remove_cvref_t<decltype(document.*member)>>) {
                return property.choices[static_cast<std::size_t>(document.*member)];
            } else {
                return document.*member;
            }
        },
        property.member);
}

Effect effect_of(const Property& property, const Document& before, const Document& after) {
    const bool same = value_of(before, property) == value_of(after, property);
    return same && property.effect == Effect::Restart ? Effect::View : property.effect;
}

void assign(Document& document, const Property& property, const Value& value) {
    const auto real = [](const Value& of) {
        const auto* whole_number = std::get_if<std::int64_t>(&of);
        return whole_number != nullptr ? static_cast<double>(*whole_number) : std::get<double>(of);
    };
    std::visit(
        [&](auto member) {
            if constexpr (std::is_same_v<decltype(member), std::monostate>) {
                document.knobs[knob_place(document, property.key.substr(kKnobPrefix.size()))] =
                    std::get<std::int64_t>(value);
            } else if constexpr (std::is_same_v<decltype(member), double Document::*>) {
                document.*member = real(value);
            } else if constexpr (std::is_same_v<decltype(member), double Range::*>) {
                shown_range(document).*member = real(value);
            } else if constexpr (std::is_enum_v<std::remove_cvref_t<decltype(document.*member)>>) {
                const auto& words = property.choices;
                const auto at = std::find(words.begin(), words.end(), std::get<std::string>(value));
                assert(at != words.end());
                document.*member =
                    static_cast<std::remove_cvref_t<decltype(document.*member)>>(at - words.begin());
            } else {
                document.*member = std::get<std::remove_cvref_t<decltype(document.*member)>>(value);
            }
        },
        property.member);
}

namespace {

bool within(const Property& p, double x) {
    return x >= p.low && x <= p.high;
}

Status check_number(const Property& p, double x, const Value& value) {
    if (std::isfinite(x) && within(p, x)) return {};
    return Status::failure(say(Text::NumberOutOfRange, p.key, to_text(value), to_text(p.low), to_text(p.high),
                               p.unit.empty() ? "" : " (" + p.unit + ")"));
}

Status wrong_kind(const Property& p, std::string_view given) {
    static constexpr Text kWanted[] = {Text::WantsReal, Text::WantsWhole, Text::WantsSwitch, Text::WantsWord};
    return Status::failure(
        say(kWanted[static_cast<int>(p.kind)], p.key, shown(given), to_text(p.low), to_text(p.high)));
}

/// All of it as a number, NaN and infinity too; HUGE_VAL if it is beyond what a double holds.
std::optional<double> number_of(std::string_view word) {
    if (word.starts_with('+') && !word.starts_with("+-")) word.remove_prefix(1);
    double x = 0;
    const char* const end = word.data() + word.size();
    const auto [at, error] = std::from_chars(word.data(), end, x);
    if (at != end || word.empty()) return {};
    if (error == std::errc::result_out_of_range) return HUGE_VAL;
    return error == std::errc() ? std::optional(x) : std::nullopt;
}

/// A whole number, also as 1e6.
std::optional<Value> whole_of(std::string_view word) {
    std::int64_t n = 0;
    const char* const end = word.data() + word.size();
    const auto [at, error] = std::from_chars(word.data(), end, n);
    if (error == std::errc() && at == end) return n;
    const std::optional<double> x = number_of(word);
    const bool power = word.find_first_of("eE") != std::string_view::npos;
    const bool digits_only = word.find_first_not_of("+-0123456789") == std::string_view::npos;
    if (!x || !(power || digits_only)) return {};
    if (!(std::abs(*x) < 0x1p53)) return HUGE_VAL;
    if (*x != std::floor(*x)) return {};
    return static_cast<std::int64_t>(*x);
}

Status parse_number(const Property& p, std::string_view typed, Value& value) {
    const bool real = p.kind == Kind::Real;
    if (!p.word_for_zero.empty() && fold(typed) == p.word_for_zero) {
        value = real ? Value(0.0) : Value(std::int64_t{0});
        return {};
    }
    if (const std::string name = meant_name(typed, p.choices); !name.empty()) {
        const auto at = std::find(p.choices.begin(), p.choices.end(), name) - p.choices.begin();
        value = static_cast<std::int64_t>(p.low) + at;
        return {};
    }
    const TypedNumber number = typed_number(typed);
    if (!p.choices.empty() && !whole_of(number.plain))
        return Status::failure(unknown_name(p.key, typed, p.choices));
    std::optional<Value> read;
    if (real) {
        const std::optional<double> x = number_of(number.plain), other = number_of(number.thousands);
        const bool grouped = x && other && within(p, *other);
        if (grouped && within(p, *x))
            return Status::failure(
                say(Text::NumberTwoWays, p.key, shown(typed), to_text(*x), to_text(*other)));
        if (x) read = grouped ? *other : *x;
    } else {
        read = whole_of(number.plain);
    }
    if (read) {
        if (const auto* x = std::get_if<double>(&*read); x != nullptr && !std::isfinite(*x))
            return check_number(p, *x, shown(typed));
        value = *read;
        return check(p, value);
    }
    const std::string meant = number_to_write(number.thousands.empty() ? typed : number.thousands);
    const std::optional<Value> hint = real && number_of(meant) ? Value(*number_of(meant)) : whole_of(meant);
    if (!meant.empty() && hint && check(p, *hint))
        return Status::failure(say(Text::NumberWrite, p.key, shown(typed), meant));
    return wrong_kind(p, typed);
}

}  // namespace

Status check(const Property& p, const Value& value) {
    if (p.kind == Kind::Real || p.kind == Kind::Whole) {
        if (const auto* n = std::get_if<std::int64_t>(&value))
            return check_number(p, static_cast<double>(*n), value);
        if (const auto* x = std::get_if<double>(&value); x != nullptr && p.kind == Kind::Real)
            return check_number(p, *x, value);
        return wrong_kind(p, to_text(value));
    }
    if (p.kind == Kind::Switch)
        return std::holds_alternative<bool>(value) ? Status() : wrong_kind(p, to_text(value));
    const auto* word = std::get_if<std::string>(&value);
    if (word == nullptr) return wrong_kind(p, to_text(value));
    if (std::find(p.choices.begin(), p.choices.end(), *word) != p.choices.end()) return {};
    return Status::failure(unknown_name(p.key, *word, p.choices));
}

Status parse(const Property& p, std::string_view typed, Value& value) {
    if (p.kind == Kind::Real || p.kind == Kind::Whole) return parse_number(p, typed, value);
    static const std::vector<std::string> kSwitch{"on", "true", "yes", "1", "off", "false", "no", "0"};
    const std::string word = meant_name(typed, p.kind == Kind::Choice ? p.choices : kSwitch);
    if (p.kind == Kind::Choice) {
        value = word.empty() ? std::string(typed) : word;
    } else {
        const auto at = std::find(kSwitch.begin(), kSwitch.end(), word) - kSwitch.begin();
        if (word.empty()) return wrong_kind(p, typed);
        value = at < 4;
    }
    return check(p, value);
}

std::string to_text(const Value& value) {
    if (const auto* x = std::get_if<double>(&value)) return fmt::format("{}", *x);
    if (const auto* n = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *n);
    if (const auto* on = std::get_if<bool>(&value)) return *on ? "on" : "off";
    return std::get<std::string>(value);
}

std::string allowed_text(const Property& p) {
    std::string allowed;
    if ((p.kind == Kind::Real || p.kind == Kind::Whole) && p.choices.empty())
        allowed = say(Text::PropertyNumbers, to_text(p.low), to_text(p.high),
                      p.unit.empty() ? "" : " [" + p.unit + "]");
    else if (p.kind == Kind::Switch)
        allowed = text(Text::PropertySwitch);
    else
        allowed = fmt::format("{}", fmt::join(p.choices, ", "));
    if (!p.word_for_zero.empty()) allowed = say(Text::PropertyOr, allowed, p.word_for_zero);
    const auto* whole = std::get_if<std::int64_t>(&p.initial);
    const bool named = whole != nullptr && !p.choices.empty();
    const std::string initial =
        named ? p.choices[static_cast<std::size_t>(*whole - static_cast<std::int64_t>(p.low))]
              : to_text(p.initial);
    return initial.empty() ? allowed : say(Text::PropertyDefault, allowed, initial);
}

std::span<const Stencil> stencils() {
    return kStencils;
}

const Stencil* find_stencil(double edge, double corner) {
    for (const Stencil& stencil : kStencils)
        if (stencil.edge == edge && stencil.corner == corner) return &stencil;
    return nullptr;
}

}  // namespace gs
