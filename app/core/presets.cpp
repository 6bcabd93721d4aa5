#include "app/core/presets.h"

#include <algorithm>
#include <cassert>

#include "app/core/properties.h"
#include "app/core/seeds.h"

namespace gs {

namespace {

// Pearson's classes (Science 261, 1993) and Munafo's extension, made for an effective diffusion of 0.2097 and
// 0.105: the weights of oono-puri sum to 1, so these are its du and dv.
constexpr double kDu = 0.2097, kDv = 0.105;

// id, label, class, what is seen,
// feed, kill, stencil, du, dv, dt, boundary, seed, spots, palette, low, high, best steps, cols, rows
constexpr Preset kPresets[] = {
    // Karl Sims' own coral, with his stencil and diffusion: what a new session starts with.
    {"coral", "Coral growth", "", "Branches grow until they fill the field, like coral.",  //
     0.0545, 0.062, "karl-sims", 1, 0.5, 1, "periodic", "spots", 24, "inferno", 0, 0.4, 2500, 0, 0},
    {"mitosis", "Mitosis", "", "Spots grow, stretch and divide like cells.",  //
     0.0367, 0.0649, "oono-puri", kDu, kDv, 1, "periodic", "spots", 24, "viridis", 0, 0.4, 6000, 0, 0},
    {"school", "The Gray Scott School", "alpha",
     "The school's set-up: its size, seed, rates and colours.",  //
     0.014, 0.054, "oono-puri", 0.1, 0.05, 1, "no-flux", "school", 24, "inferno", 0, 0.5, 3400, 1920, 1080},
    {"moving-spots", "Moving spots", "alpha", "Spots that move, collide, and vanish.",  //
     0.014, 0.054, "oono-puri", kDu, kDv, 1, "periodic", "spots", 24, "inferno", 0, 0.4, 6000, 0, 0},
    {"chaos", "Chaos", "beta", "Waves and voids that never settle.",  //
     0.026, 0.051, "oono-puri", kDu, kDv, 1, "periodic", "spots", 24, "magma", 0, 0.4, 3000, 0, 0},
    {"holes", "Holes", "beta", "Dark spots that crowd into a lattice.",  //
     0.039, 0.058, "oono-puri", kDu, kDv, 1, "periodic", "spots", 24, "magma", 0, 0.4, 3000, 0, 0},
    {"restless-mazes", "Mazes with chaos", "gamma", "Worms that grow into mazes and keep breaking up.",  //
     0.026, 0.055, "oono-puri", kDu, kDv, 1, "periodic", "spots", 24, "plasma", 0, 0.4, 8000, 0, 0},
    {"turing", "Turing pattern", "delta", "Negative spots in a lattice, as Turing foresaw.",  //
     0.042, 0.059, "oono-puri", kDu, kDv, 1, "periodic", "spots", 24, "cividis", 0, 0.4, 12000, 0, 0},
    {"microbes", "Warring microbes", "epsilon", "Spots that divide and crowd each other out.",  //
     0.022, 0.059, "oono-puri", kDu, kDv, 1, "periodic", "spots", 24, "viridis", 0, 0.4, 8000, 0, 0},
    {"pulses", "Pulsating solitons", "zeta", "Spots that divide, pulse and die away.",  //
     0.025, 0.06, "oono-puri", kDu, kDv, 1, "periodic", "spots", 24, "inferno", 0, 0.4, 8000, 0, 0},
    {"spots-and-worms", "Spots and worms", "eta", "Spots and short worms side by side.",  //
     0.034, 0.0618, "oono-puri", kDu, kDv, 1, "periodic", "spots", 24, "magma", 0, 0.4, 10000, 0, 0},
    {"mazes", "Super-resonant mazes", "theta", "Rings spread like ripples and settle into mazes.",  //
     0.03, 0.0565, "oono-puri", kDu, kDv, 1, "periodic", "spots", 24, "inferno", 0, 0.4, 8000, 0, 0},
    {"fingerprints", "Fingerprints", "theta/kappa", "Ridges like those of a finger.",  //
     0.037, 0.06, "oono-puri", kDu, kDv, 1, "periodic", "spots", 24, "bone", 0, 0.4, 10000, 0, 0},
    {"negatons", "Negatons", "iota", "Dark spots that behave like particles.",  //
     0.046, 0.0594, "oono-puri", kDu, kDv, 1, "periodic", "spots", 24, "cividis", 0, 0.4, 12000, 0, 0},
    {"worms-to-maze", "Worms into a maze", "kappa", "Worms lengthen and fold until all is one maze.",  //
     0.046, 0.063, "oono-puri", kDu, kDv, 1, "periodic", "spots", 24, "viridis", 0, 0.4, 14000, 0, 0},
    {"replication", "Self-replicating spots", "lambda", "Spots that divide until they fill the field.",  //
     0.03, 0.063, "oono-puri", kDu, kDv, 1, "periodic", "spots", 24, "turbo", 0, 0.4, 12000, 0, 0},
    {"worms", "Worms", "mu", "Worms that grow at their ends.",  //
     0.058, 0.065, "oono-puri", kDu, kDv, 1, "periodic", "spots", 24, "copper", 0, 0.4, 14000, 0, 0},
    {"solitons", "Stable solitons", "nu", "Spots that neither divide nor die, and drift apart.",  //
     0.074, 0.064, "oono-puri", kDu, kDv, 1, "periodic", "drops", 24, "plasma", 0, 0.4, 6000, 0, 0},
    {"spirals", "Spiral waves", "xi", "Excitable waves that curl into spirals.",  //
     0.014, 0.045, "oono-puri", kDu, kDv, 1, "periodic", "spirals", 3, "inferno", 0, 0.4, 6000, 0, 0},
    {"u-skate", "U-skate world", "pi", "Dark negatons; shaped with care, some glide for ever.",  //
     0.062, 0.0609, "oono-puri", kDu, kDv, 1, "periodic", "dents", 24, "cividis", 0, 0.4, 12000, 0, 0},
    {"bubbles", "Positive bubbles", "rho", "A foam of cells.",  //
     0.098, 0.057, "oono-puri", kDu, kDv, 1, "periodic", "dents", 24, "viridis", 0, 0.5, 12000, 0, 0},
    {"negative-bubbles", "Negative bubbles", "sigma", "Large holes that keep their walls.",  //
     0.098, 0.0561, "oono-puri", kDu, kDv, 1, "periodic", "holes", 12, "magma", 0, 0.5, 4000, 0, 0},
};

}  // namespace

std::span<const Preset> presets() {
    return kPresets;
}

const Preset* find_preset(std::string_view id) {
    for (const Preset& preset : kPresets)
        if (id == preset.id) return &preset;
    return nullptr;
}

void apply(const Preset& preset, Document& d) {
    d.feed = preset.feed, d.kill = preset.kill;
    for (const Stencil& stencil : stencils())
        if (std::string_view(stencil.id) == preset.stencil) d.edge = stencil.edge, d.corner = stencil.corner;
    d.du = preset.du, d.dv = preset.dv, d.dt = preset.dt;
    d.boundary = preset.boundary;
    d.vary_feed = d.vary_kill = {};
    d.rates = nullptr;
    d.start = nullptr, d.start_steps = 0;
    d.palette = preset.palette, d.reverse = false;
    d.channel = Document{}.channel, d.low = preset.low, d.high = preset.high;
    if (preset.cols > 0) d.cols = preset.cols, d.rows = preset.rows;
    d.seed = preset.seed;
    d.seed_spots = std::clamp(preset.spots * d.cols * d.rows / (256 * 256), std::int64_t{1}, kMostSpots);
}

const Preset* matching_preset(const Document& d) {
    for (const Preset& preset : kPresets) {
        Document wanted = d;
        apply(preset, wanted);
        wanted.palette = d.palette, wanted.reverse = d.reverse, wanted.channel = d.channel;
        wanted.low = d.low, wanted.high = d.high, wanted.seed_spots = d.seed_spots;
        if (wanted == d) return &preset;
    }
    return nullptr;
}

}  // namespace gs
