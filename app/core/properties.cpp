#include "app/core/properties.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

#include "app/core/kernel_choice.h"
#include "app/core/names.h"
#include "app/core/palettes.h"
#include "app/core/seeds.h"
#include "app/core/strings.h"
#include "kernels/registry.h"

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

constexpr const char* kBoundaries[] = {"periodic", "no-flux", "fixed"};

template <class Rows>
std::vector<std::string> ids_of(const Rows& rows) {
    std::vector<std::string> ids;
    for (const auto& row : rows) ids.emplace_back(row.id);
    return ids;
}

std::vector<std::string> kernel_ids() {
    std::vector<std::string> ids;
    for (const gs_kernel* kernel : kernels()) ids.emplace_back(kernel->id);
    return ids;
}

std::vector<std::string> seed_ids() {
    auto ids = ids_of(seeds());
    ids.emplace_back("file");
    return ids;
}

struct Range {
    double low, high, slider_low, slider_high, step;
};

Property real(const char* key, const char* label, const char* unit, const char* group, Effect effect,
              double Document::*member, Range range, const char* help) {
    return {key,
            label,
            unit,
            help,
            group,
            Kind::Real,
            range.low,
            range.high,
            range.slider_low,
            range.slider_high,
            range.step,
            effect,
            member,
            {},
            Document{}.*member};
}

Property whole(const char* key, const char* label, const char* unit, const char* group, Effect effect,
               std::int64_t Document::*member, Range range, const char* help) {
    return {key,
            label,
            unit,
            help,
            group,
            Kind::Whole,
            range.low,
            range.high,
            range.slider_low,
            range.slider_high,
            range.step,
            effect,
            member,
            {},
            Document{}.*member};
}

Property choice(const char* key, const char* label, const char* group, Effect effect,
                std::string Document::*member, std::vector<std::string> choices, const char* help) {
    Property p;
    p.key = key, p.label = label, p.help = help, p.group = group;
    p.kind = Kind::Choice, p.effect = effect, p.member = member;
    p.choices = std::move(choices), p.initial = Document{}.*member;
    return p;
}

Property on_off(const char* key, const char* label, const char* group, Effect effect, bool Document::*member,
                const char* help) {
    Property p;
    p.key = key, p.label = label, p.help = help, p.group = group;
    p.kind = Kind::Switch, p.effect = effect, p.member = member, p.initial = Document{}.*member;
    return p;
}

// One row a property, in the order of the panel.
std::vector<Property> equation_rows() {
    using D = Document;
    const auto rates = Effect::Rates;
    return {
        real("feed", "Feed rate F", "1/time", "Equations", rates, &D::feed, {0, 1, 0, 0.11, 1e-4},
             "How fast U is fed in, and everything is washed out."),
        real("kill", "Kill rate k", "1/time", "Equations", rates, &D::kill, {0, 1, 0.03, 0.07, 1e-4},
             "How fast V is removed, on top of the feed rate."),
        real("du", "Diffusion of U", "cell^2/time", "Equations", rates, &D::du, {0, 100, 0, 1, 1e-3},
             "How fast U spreads. The stencil's weights multiply it."),
        real("dv", "Diffusion of V", "cell^2/time", "Equations", rates, &D::dv, {0, 100, 0, 1, 1e-3},
             "How fast V spreads. The stencil's weights multiply it."),
        real("dt", "Time step", "time", "Equations", rates, &D::dt, {0, 100, 0.05, 2, 0.01},
             "Time that passes in one step. Too large a step blows the field up; the limit is shown."),
        real("edge", "Stencil, sides", "", "Equations", rates, &D::edge, {0, 100, 0, 1, 0.01},
             "Weight of the four neighbours at the sides of a cell."),
        real("corner", "Stencil, corners", "", "Equations", rates, &D::corner, {0, 100, 0, 1, 0.01},
             "Weight of the four neighbours at the corners of a cell."),
        choice("boundary", "Boundary", "Equations", rates, &D::boundary,
               {kBoundaries[0], kBoundaries[1], kBoundaries[2]},
               "What lies beyond the edge: the other side, a mirror, or fixed values."),
        real("boundary-u", "Boundary's u", "", "Equations", rates, &D::boundary_u, {-100, 100, 0, 1, 0.01},
             "u beyond the edge where the boundary is fixed."),
        real("boundary-v", "Boundary's v", "", "Equations", rates, &D::boundary_v, {-100, 100, 0, 1, 0.01},
             "v beyond the edge where the boundary is fixed."),
    };
}

std::vector<Property> field_rows() {
    using D = Document;
    const auto restart = Effect::Restart;
    return {
        whole("cols", "Columns", "cells", "Field", restart, &D::cols, {1, 1 << 20, 64, 3840, 1},
              "Width of the field. A new size starts anew from the seed."),
        whole("rows", "Rows", "cells", "Field", restart, &D::rows, {1, 1 << 20, 64, 2160, 1},
              "Height of the field. A new size starts anew from the seed."),
        choice("seed", "Seed", "Field", restart, &D::seed, seed_ids(), "The field that a run starts from."),
        whole("seed-spots", "Spots", "", "Field", restart, &D::seed_spots, {1, kMostSpots, 1, 200, 1},
              "How many spots the seed scatters."),
        whole("seed-number", "Random number", "", "Field", restart, &D::seed_number, {0, 1e9, 0, 100, 1},
              "Start of the random sequence: the same number gives the same field."),
    };
}

std::vector<Property> other_rows() {
    using D = Document;
    return {
        choice("kernel", "Kernel", "Computing", Effect::Kernel, &D::kernel, kernel_ids(),
               "The way of computing a step. A change keeps the field."),
        real("speed", "Speed", "steps/s", "Computing", Effect::Run, &D::speed, {0, 1e9, 0, 10000, 10},
             "Wanted steps a second; 0 is as fast as it can."),
        on_off("interop", "Keep frames on the GPU", "Computing", Effect::Run, &D::interop,
               "CUDA writes straight into the window's texture; off, to see what the trip through the host "
               "costs."),
        choice("palette", "Palette", "View", Effect::View, &D::palette, ids_of(palettes()),
               "Colours of the values."),
        on_off("reverse", "Reversed", "View", Effect::View, &D::reverse, "The palette from its other end."),
        choice("channel", "Shown", "View", Effect::View, &D::channel, {"u", "v", "u-v"},
               "What the colours show: u, v, or their difference."),
        real("low", "Lower end", "", "View", Effect::View, &D::low, {-1e6, 1e6, -1, 1, 0.01},
             "Value at the palette's first colour."),
        real("high", "Upper end", "", "View", Effect::View, &D::high, {-1e6, 1e6, -1, 1, 0.01},
             "Value at the palette's last colour."),
        choice("filter", "Filter", "View", Effect::View, &D::filter, {"smooth", "nearest"},
               "Whether cells blend into each other or stand as squares."),
        real("brush-radius", "Brush radius", "cells", "Brush", Effect::Run, &D::brush_radius,
             {0.5, 1000, 1, 100, 1}, "Reach of the brush."),
        real("brush-strength", "Brush strength", "", "Brush", Effect::Run, &D::brush_strength,
             {0, 1, 0.05, 1, 0.05}, "How much of a cell one dab replaces at the brush's centre."),
    };
}

/// "cpu-openmp.threads": where the document keeps a knob of the kernel that runs it.
std::string knob_place(const Document& document, std::string_view knob) {
    return std::string(choose_kernel(document).kernel->id) + "." + std::string(knob);
}

Property knob_row(const gs_knob& knob) {
    Property p;
    p.key = std::string(kKnobPrefix) + knob.name;
    p.label = knob.label, p.help = knob.help, p.group = "Knobs";
    p.kind = Kind::Whole, p.effect = Effect::Kernel;
    p.low = p.slider_low = static_cast<double>(knob.low);
    p.high = p.slider_high = static_cast<double>(knob.high);
    p.step = 1, p.initial = knob.initial;
    return p;
}

}  // namespace

std::span<const Property> properties() {
    static const std::vector<Property> all = [] {
        std::vector<Property> rows = equation_rows();
        for (auto& row : field_rows()) rows.push_back(std::move(row));
        for (auto& row : other_rows()) rows.push_back(std::move(row));
        return rows;
    }();
    return all;
}

std::vector<Property> knob_properties(const Document& document) {
    std::vector<Property> rows;
    const gs_kernel& kernel = *choose_kernel(document).kernel;
    for (int i = 0; i < kernel.knob_count; ++i) rows.push_back(knob_row(kernel.knobs[i]));
    return rows;
}

const Property* find_property(std::string_view key, const Document& document) {
    for (const Property& property : properties())
        if (key == property.key) return &property;
    if (!key.starts_with(kKnobPrefix)) return nullptr;
    thread_local std::vector<Property> knobs;
    knobs = knob_properties(document);
    for (const Property& knob : knobs)
        if (key == knob.key) return &knob;
    return nullptr;
}

Value value_of(const Document& document, const Property& property) {
    return std::visit(
        [&](auto member) -> Value {
            if constexpr (std::is_same_v<decltype(member), std::monostate>) {
                const auto found =
                    document.knobs.find(knob_place(document, property.key.substr(kKnobPrefix.size())));
                return found != document.knobs.end() ? Value(found->second) : property.initial;
            } else {
                return document.*member;
            }
        },
        property.member);
}

void assign(Document& document, const Property& property, const Value& value) {
    std::visit(
        [&](auto member) {
            if constexpr (std::is_same_v<decltype(member), std::monostate>) {
                document.knobs[knob_place(document, property.key.substr(kKnobPrefix.size()))] =
                    std::get<std::int64_t>(value);
            } else if constexpr (std::is_same_v<decltype(member), double Document::*>) {
                const auto* whole_number = std::get_if<std::int64_t>(&value);
                document.*member =
                    whole_number != nullptr ? static_cast<double>(*whole_number) : std::get<double>(value);
            } else {
                document.*member = std::get<std::remove_cvref_t<decltype(document.*member)>>(value);
            }
        },
        property.member);
}

namespace {

Status check_number(const Property& p, double x, const Value& value) {
    if (std::isfinite(x) && x >= p.low && x <= p.high) return {};
    return Status::failure(say(Text::NumberOutOfRange, p.key, to_text(value), to_text(p.low), to_text(p.high),
                               p.unit.empty() ? "" : " (" + p.unit + ")"));
}

Status wrong_kind(const Property& p, std::string_view given) {
    static constexpr Text kWanted[] = {Text::WantsReal, Text::WantsWhole, Text::WantsSwitch, Text::WantsWord};
    return Status::failure(
        say(kWanted[static_cast<int>(p.kind)], p.key, given, to_text(p.low), to_text(p.high)));
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
    const char* const end = typed.data() + typed.size();
    if (p.kind == Kind::Choice) {
        value = std::string(typed);
    } else if (p.kind == Kind::Switch) {
        const bool on = typed == "on" || typed == "true" || typed == "yes" || typed == "1";
        if (!on && typed != "off" && typed != "false" && typed != "no" && typed != "0")
            return wrong_kind(p, typed);
        value = on;
    } else if (p.kind == Kind::Whole) {
        std::int64_t n = 0;
        const auto [at, error] = std::from_chars(typed.data(), end, n);
        if (error == std::errc::result_out_of_range && at == end)
            return check_number(p, INFINITY, std::string(typed));
        if (error != std::errc() || at != end) return wrong_kind(p, typed);
        value = n;
    } else {
        double x = 0;
        const bool signed_plus = typed.starts_with('+') && !typed.starts_with("+-");
        const auto [at, error] = std::from_chars(typed.data() + (signed_plus ? 1 : 0), end, x);
        if ((error != std::errc() && error != std::errc::result_out_of_range) || at != end || typed.empty())
            return wrong_kind(p, typed);
        if (error == std::errc::result_out_of_range) return check_number(p, INFINITY, std::string(typed));
        value = x;
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
    if (p.kind == Kind::Real || p.kind == Kind::Whole)
        allowed = say(Text::PropertyNumbers, to_text(p.low), to_text(p.high),
                      p.unit.empty() ? "" : " [" + p.unit + "]");
    else if (p.kind == Kind::Switch)
        allowed = text(Text::PropertySwitch);
    else
        for (const std::string& choice : p.choices) allowed += (allowed.empty() ? "" : ", ") + choice;
    const std::string initial = to_text(p.initial);
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

std::span<const char* const> boundary_names() {
    return kBoundaries;
}

}  // namespace gs
