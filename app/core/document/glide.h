// Settings that move over time: from where they are to other values, or along a path that was
// drawn on the map of the rates.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/document/properties.h"
#include "kernels/engine/status.h"

namespace gs {

struct Preset;

/// Values of some properties at some moments, and linear in between.
struct Glide {
    enum class Clock {
        /// Seconds in which the simulation runs.
        Wall,
        /// Units of simulated time.
        Simulated
    };
    struct Moment {
        /// Since the beginning, on the clock.
        double at = 0;
        /// In the order of the keys.
        std::vector<double> values;
        bool operator==(const Moment&) const = default;
    };

    /// Of properties that can_glide().
    std::vector<std::string> keys;
    /// At least two, of which each is later than the one before; the first is at 0.
    std::vector<Moment> moments;
    Clock clock = Clock::Wall;
    /// Id of the preset whose equations hold at the end, boundary and all; or empty.
    std::string preset{};

    double length() const { return moments.back().at; }
    /// In the order of the keys; after the end, those of the end.
    std::vector<double> values(double at) const;
    /// The same way within another time, on another clock.
    Glide lasting(double length, Clock clock) const;
    bool operator==(const Glide&) const = default;
};

/// True for a real number of the equations or of the picture: feed, kill, diffusion, dt, ...
bool can_glide(const Property& property);
/// Their keys, for a sentence.
std::vector<std::string> gliding_keys();

/// From the document's values to these within this time.
Glide glide_to(const Document& document, std::vector<std::string> keys, std::vector<double> values,
               double length, Glide::Clock clock);
/// From the document's equations to those of a preset or favourite.
Glide glide_to(const Document& document, const Preset& preset, double length, Glide::Clock clock);

/// Reads "5s", "5" (seconds in which the simulation runs) or "500t" (units of simulated time).
Status read_duration(std::string_view what, const std::string& typed, double& length, Glide::Clock& clock);

/// The most places that a path may have.
inline constexpr std::size_t kMostPlaces = 400;
/// A path through the plane of the rates, of the moments of feed and kill: at least two of them, at
/// most kMostPlaces, within what the rates may be. Fails with a sentence.
Status make_path(std::vector<Glide::Moment> moments, Glide& path);
/// The path as the words of the command `path`: "0 0.0545 0.062 1.5 0.03 0.06".
std::string words_of_path(const Glide& path);
/// Reads such words. They must be in threes.
Status read_path(std::span<const std::string> words, Glide& path);
/// Leaves away every other place between the first and the last until there are few enough.
void thin_out(std::vector<Glide::Moment>& moments);

}  // namespace gs
