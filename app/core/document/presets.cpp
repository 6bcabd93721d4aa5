#include "app/core/document/presets.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "app/core/document/favourites.h"
#include "app/core/document/properties.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

// Pearson's classes (Science 261, 1993) and Munafo's extension of them (mrob.com,
// "Xmorphia"), made for an effective diffusion of 0.2097 and 0.105 (presets.h).
//
// Each was looked at and measured in 256 x 256 cells, and in 512 x 512 cells of half the size (du
// and dv times 4, dt / 2 or what the stencil allows, the start enlarged); a test repeats both. So a
// row states what the equation causes, not the grid. These were changed for that reason: gamma (at
// F .026, k .055 it comes to rest), zeta (k .06 starts to pulse late or never in small cells), xi
// (at F .014, k .045 the spirals fray only in large cells), pi (dents become dots that stand still;
// it needs skates), sigma (at k .0561 large cells pin walls that move in small ones; at k .0555 the
// upper state spreads and keeps walls: Munafo's "bubbles in negative").
using enum Boundary;
using enum Measure;

constexpr std::array<Shows, 2> show(Measure one, std::int64_t at, double low, double high, Measure other,
                                    std::int64_t then, double least, double most) {
    return {Shows{one, at, low, high}, Shows{other, then, least, most}};
}

// id, label, class, what is seen,
// feed, kill, seed, palette, high, best steps, what it shows: measure, step, from, to; another;
// then what most of them have in common: stencil, du, dv, dt, boundary, cols, rows
constexpr Preset kPresets[] = {
    // Karl Sims' own coral, with his stencil and diffusion: what a new session starts with.
    {"coral", "Coral growth", "", "Branches grow until they fill the field, like coral.",  //
     0.0545, 0.062, SeedKind::Spots, "inferno", 0.4, 2500,
     show(Moving, 1500, 40, 65, Wavelength, 5000, 15, 17.5), "karl-sims", 1, 0.5},
    {"mitosis", "Mitosis", "", "Spots grow, stretch and divide like cells.",  //
     0.0367, 0.0649, SeedKind::Spots, "viridis", 0.4, 6000,
     show(Spots, 1500, 55, 100, Spots, 6000, 180, 300)},
    {"school", "The Gray Scott School", "alpha",
     "The school's set-up: its size, seed, rates and colours.",  //
     0.014, 0.054, SeedKind::School, "inferno", 0.5, 3400, show(Spots, 1700, 12, 28, Spots, 3400, 40, 70),
     "oono-puri", 0.1, 0.05, 1, NoFlux, 1920, 1080},
    {"moving-spots", "Moving spots", "alpha", "Spots that move, collide, and vanish.",  //
     0.014, 0.054, SeedKind::Spots, "inferno", 0.4, 6000, show(Spots, 6000, 70, 140, Moving, 6000, 50, 60)},
    {"chaos", "Chaos", "beta", "Waves and voids that never settle.",  //
     0.026, 0.051, SeedKind::Spots, "magma", 0.4, 3000, show(Moving, 3000, 45, 80, Moving, 6000, 45, 80)},
    {"holes", "Holes", "delta", "Dark spots that crowd into a lattice.",  //
     0.039, 0.058, SeedKind::Spots, "magma", 0.4, 3000, show(DarkSpots, 6000, 240, 285, Moving, 6000, 0, 3)},
    {"restless-mazes", "Mazes with chaos", "gamma", "Worms that grow into mazes and keep breaking up.",  //
     0.022, 0.052, SeedKind::Spots, "plasma", 0.4, 8000,
     show(Wavelength, 8000, 13, 16.5, Moving, 8000, 20, 55)},
    {"turing", "Turing pattern", "delta", "Negative spots in a lattice, as Turing foresaw.",  //
     0.042, 0.059, SeedKind::Spots, "cividis", 0.4, 12000,
     show(DarkSpots, 12000, 220, 270, Moving, 12000, 0, 2)},
    {"microbes", "Warring microbes", "epsilon", "Spots that divide and crowd each other out.",  //
     0.022, 0.059, SeedKind::Spots, "viridis", 0.4, 8000, show(Spots, 8000, 190, 270, Moving, 8000, 44, 62)},
    {"pulses", "Pulsating solitons", "zeta", "Spots that divide, pulse and die away.",  //
     0.025, 0.0595, SeedKind::Spots, "inferno", 0.4, 8000, show(Spots, 8000, 250, 310, Moving, 8000, 35, 62)},
    {"spots-and-worms", "Spots and worms", "eta", "Spots and short worms side by side.",  //
     0.034, 0.0618, SeedKind::Spots, "magma", 0.4, 10000,
     show(Spots, 10000, 120, 240, Moving, 10000, 1.5, 9)},
    {"mazes", "Super-resonant mazes", "theta", "Rings spread like ripples and settle into mazes.",  //
     0.03, 0.0565, SeedKind::Spots, "inferno", 0.4, 8000, show(Wavelength, 8000, 13, 14, Moving, 8000, 0, 4)},
    {"fingerprints", "Fingerprints", "theta/kappa", "Ridges like those of a finger.",  //
     0.037, 0.06, SeedKind::Spots, "bone", 0.4, 10000, show(Wavelength, 10000, 12, 14, Moving, 10000, 1, 7)},
    {"negatons", "Negatons", "iota", "Dark spots that behave like particles.",  //
     0.046, 0.0594, SeedKind::Spots, "cividis", 0.4, 12000,
     show(DarkSpots, 6000, 95, 150, Moving, 12000, 0, 1)},
    {"worms-to-maze", "Worms into a maze", "kappa", "Worms lengthen and fold until all is one maze.",  //
     0.046, 0.063, SeedKind::Spots, "viridis", 0.4, 14000,
     show(Wavelength, 14000, 12.5, 13.8, Moving, 14000, 5, 14)},
    {"replication", "Self-replicating spots", "lambda", "Spots that divide until they fill the field.",  //
     0.03, 0.063, SeedKind::Spots, "turbo", 0.4, 12000, show(Spots, 3000, 180, 285, Spots, 12000, 260, 320)},
    {"worms", "Worms", "mu", "Worms that grow at their ends.",  //
     0.058, 0.065, SeedKind::Spots, "copper", 0.4, 14000, show(Spots, 14000, 12, 24, Moving, 14000, 7, 15)},
    {"solitons", "Stable solitons", "nu", "Spots that neither divide nor die, and drift apart.",  //
     0.074, 0.064, SeedKind::Drops, "plasma", 0.4, 6000, show(Spots, 6000, 22, 27, Moving, 6000, 0, 2)},
    {"spirals", "Spiral waves", "xi", "Excitable waves that curl into spirals.",  //
     0.01, 0.041, SeedKind::Spirals, "inferno", 0.4, 6000,
     show(Wavelength, 6000, 28, 65, Moving, 6000, 35, 70)},
    {"u-skate", "U-skate world", "pi",
     "U-shaped negatons glide over the field, each towards its closed end.",  //
     0.062, 0.0609, SeedKind::Skates, "cividis", 0.4, 12000,
     show(DarkSpots, 6000, 4, 4, Moving, 6000, 0.9, 1.5)},
    {"bubbles", "Positive bubbles", "rho", "Dark holes grow until only bright walls are left: a foam.",  //
     0.098, 0.057, SeedKind::Dents, "viridis", 0.5, 12000,
     show(DarkSpots, 12000, 18, 27, Moving, 12000, 0.5, 8)},
    {"negative-bubbles", "Negative bubbles", "sigma",
     "Bright patches grow until only dark walls are left between them.",  //
     0.098, 0.0555, SeedKind::Patches, "magma", 0.5, 12000, show(Moving, 6000, 6, 20, Spots, 12000, 7, 12)},
};

constexpr std::array<std::pair<std::string_view, const char*>, 17> kLetters{{{"alpha", "α"},
                                                                             {"beta", "β"},
                                                                             {"gamma", "γ"},
                                                                             {"delta", "δ"},
                                                                             {"epsilon", "ε"},
                                                                             {"zeta", "ζ"},
                                                                             {"eta", "η"},
                                                                             {"theta", "θ"},
                                                                             {"iota", "ι"},
                                                                             {"kappa", "κ"},
                                                                             {"lambda", "λ"},
                                                                             {"mu", "μ"},
                                                                             {"nu", "ν"},
                                                                             {"xi", "ξ"},
                                                                             {"pi", "π"},
                                                                             {"rho", "ρ"},
                                                                             {"sigma", "σ"}}};

}  // namespace

std::span<const Preset> presets() {
    return kPresets;
}

const Preset* find_preset(std::string_view id) {
    for (const Preset& preset : kPresets)
        if (id == preset.id) return &preset;
    return nullptr;
}

std::string letters_of(std::string_view classes) {
    std::string letters;
    while (!classes.empty()) {
        const std::size_t end = std::min(classes.find('/'), classes.size());
        const std::string_view name = classes.substr(0, end);
        const auto* found = std::find_if(kLetters.begin(), kLetters.end(),
                                         [&](const auto& letter) { return letter.first == name; });
        letters += (letters.empty() ? std::string() : "/") +
                   (found != kLetters.end() ? std::string(found->second) : std::string(name));
        classes.remove_prefix(std::min(end + 1, classes.size()));
    }
    return letters;
}

std::vector<Preset> all_presets(const Document& d) {
    std::vector<Preset> all(std::begin(kPresets), std::end(kPresets));
    for (const auto& favourite : kept_by(d)) all.push_back(favourite->row);
    return all;
}

std::string shown_by(const Preset& preset) {
    if (preset.kept != nullptr) {
        const Document& d = *preset.kept;
        const auto word = [&](const char* key) { return to_text(value_of(d, *find_property(key, d))); };
        return say(Text::FavouriteSettings, word("du"), word("dv"), word("dt"), word("boundary"),
                   word("seed"));
    }
    static constexpr Text kMeasured[] = {Text::ShowsSpots, Text::ShowsDarkSpots, Text::ShowsMoving,
                                         Text::ShowsWavelength};
    const auto measured = [](const Shows& s) {
        const std::string low = to_text(s.low), high = to_text(s.high);
        const std::string range = low == high ? low : say(Text::ShowsRange, low, high);
        return say(kMeasured[static_cast<std::size_t>(s.what)], range);
    };
    const auto& [one, other] = preset.shows;
    if (one.step == other.step)
        return say(Text::ShowsIn, say(Text::ShowsBothAt, measured(one), measured(other), one.step));
    return say(Text::ShowsIn, say(Text::ShowsAt, measured(one), one.step) + ", " +
                                  say(Text::ShowsAt, measured(other), other.step));
}

void apply_equations(const Preset& preset, Document& d) {
    d.feed = preset.feed;
    d.kill = preset.kill;
    stop_varying(d);
    d.origin = preset.id;
    if (preset.kept != nullptr) {
        for (const std::string_view key : kept_equations()) copy_property(key, *preset.kept, d);
        return;
    }
    for (const Stencil& stencil : stencils()) {
        if (std::string_view(stencil.id) != preset.stencil) continue;
        d.edge = stencil.edge;
        d.corner = stencil.corner;
    }
    d.du = preset.du;
    d.dv = preset.dv;
    d.dt = preset.dt;
    d.boundary = preset.boundary;
}

void apply(const Preset& preset, Document& d) {
    const Document fresh;
    apply_equations(preset, d);
    d.start = nullptr;
    d.start_steps = 0;
    if (preset.kept != nullptr) {
        d.ranges = fresh.ranges;
        for (const std::string_view key : kept_start_and_colours()) copy_property(key, *preset.kept, d);
        return;
    }
    d.palette = preset.palette;
    d.reverse = false;
    d.channel = fresh.channel;
    d.ranges = fresh.ranges;
    d.ranges[static_cast<std::size_t>(d.channel)] = {0, preset.high};
    if (preset.cols > 0) d.cols = preset.cols;
    if (preset.rows > 0) d.rows = preset.rows;
    d.seed = preset.seed;
    d.seed_spots = fresh.seed_spots;
}

const Preset* origin_of(const Document& d) {
    const Preset* preset = find_preset(d.origin);
    const Favourite* favourite = preset == nullptr ? find_favourite(d, d.origin) : nullptr;
    return favourite != nullptr ? &favourite->row : preset;
}

const Preset* matching_preset(const Document& d) {
    const auto holds = [&](const Preset& preset) {
        Document wanted = d;
        apply_equations(preset, wanted);
        wanted.origin = d.origin;
        return wanted == d;
    };
    const Preset* origin = origin_of(d);
    if (origin != nullptr && holds(*origin)) return origin;
    for (const Preset& preset : kPresets)
        if (holds(preset)) return &preset;
    for (const auto& favourite : kept_by(d))
        if (holds(favourite->row)) return &favourite->row;
    return nullptr;
}

Origin::Origin(const Document& d) {
    const Preset* preset = origin_of(d);
    if (preset == nullptr) return;
    here_ = d;
    fresh_.emplace();
    apply(*preset, *here_);
    apply(*preset, *fresh_);
    here_->channel = fresh_->channel = d.channel;
}

std::optional<Value> Origin::value(const Property& property) const {
    const bool none = property.effect == Effect::Run || property.effect == Effect::Kernel;
    if (!here_ || none) return {};
    // What a preset writes is the same whatever was there before.
    const Value value = value_of(*here_, property);
    return value == value_of(*fresh_, property) ? std::optional(value) : std::nullopt;
}

}  // namespace gs
