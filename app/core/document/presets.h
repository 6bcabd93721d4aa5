// Named starting points: parameters, stencil, seed, and the colours that suit them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/document/properties.h"

namespace gs {

/// A measure of a field, with a threshold half-way between the least and the greatest v.
enum class Measure {
    /// Number of connected regions above the threshold, of at least 4 cells.
    Spots,
    /// Number of connected regions below the threshold, of at least 4 cells.
    DarkSpots,
    /// Share of the cells whose v changes by more than 0.02 within 500 steps, in per cent.
    Moving,
    /// Distance from stripe to stripe in cells: twice the area over the length of the threshold's
    /// line.
    Wavelength
};

/// One thing that a preset shows in 256 x 256 cells with any seed number that was tried. A test
/// measures it, and, if a coarse grid could cause it, measures it in cells of half the size, too.
struct Shows {
    Measure what;
    std::int64_t step;
    /// The range of the measure, both ends included.
    double low, high;
};

/// A row of the table. Scripts and sessions of older versions use these ids, so they must not
/// change.
struct Preset {
    /// The word that commands take ("solitons"), and the name in the menu ("Stable solitons").
    const char *id, *label;
    /// Pearson's or Munafo's class ("nu"), or empty.
    const char* pattern;
    /// What the preset shows.
    const char* help;
    double feed, kill;
    /// Scatters its usual number of spots.
    SeedKind seed;
    const char* palette;
    /// The palette covers v from 0 to this.
    double high;
    /// Number of steps after which it looks best, at about 256 x 256 cells.
    std::int64_t best_steps;
    std::array<Shows, 2> shows;
    /// The id of one of stencils(). This one stands for one Laplacian, so du and dv are Munafo's.
    const char* stencil = "oono-puri";
    double du = 0.2097, dv = 0.105, dt = 1;
    Boundary boundary = Boundary::Periodic;
    /// The field's size; 0: the field keeps its size.
    std::int64_t cols = 0, rows = 0;
    /// Of a favourite: equations, seed with its number of spots, and colours, which count instead
    /// of those above; else nullptr.
    const Document* kept = nullptr;
};

/// Every preset, in the order of the menu. Valid for the program's life; any thread.
std::span<const Preset> presets();
const Preset* find_preset(std::string_view id);
/// A preset's class in Greek letters: "theta/kappa" as "θ/κ".
std::string letters_of(std::string_view classes);
/// The presets and then the document's favourites, as rows that are valid as long as those.
std::vector<Preset> all_presets(const Document& document);
/// What it shows, as a sentence with its numbers: "In 256 x 256 cells: ..."; of a favourite, what
/// it sets.
std::string shown_by(const Preset& preset);
/// Writes the preset into the document: rates, stencil, diffusion, dt, boundary, seed with its
/// usual number of spots, palette (not reversed), v as the shown channel, its range, and the size
/// if it has one. Rates no longer vary over the field. All other settings stay. A favourite has its
/// own number of spots, direction of the palette and channel.
void apply(const Preset& preset, Document& document);
/// Writes its equations only: rates that are the same in all cells, stencil, diffusion, dt and
/// boundary.
void apply_equations(const Preset& preset, Document& document);
/// The preset or favourite whose equations the document holds, the one that it came from before
/// any other; or nullptr.
const Preset* matching_preset(const Document& document);
/// The preset or favourite that the document's equations came from, even if they have been
/// changed since; or nullptr.
const Preset* origin_of(const Document& document);

/// What the preset wrote into the document that came from it: found once, asked for each property.
class Origin {
  public:
    /// Of no document: there is no value for any property.
    Origin() = default;
    explicit Origin(const Document& document);
    /// What the property was then; nothing if the document came from no preset, or if presets leave
    /// the property alone.
    std::optional<Value> value(const Property& property) const;

  private:
    /// The preset in the document, and in a new one; or nothing.
    std::optional<Document> here_, fresh_;
};

}  // namespace gs
