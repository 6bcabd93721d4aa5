#include "app/core/document/seeds.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <random>

#include "app/core/document/document.h"
namespace gs {

namespace {

using Random = std::mt19937_64;

constexpr double kTurn = 2 * 3.14159265358979323846;
constexpr double kStretch = 1.2;  // stretch of most ovals: clearly not round, and still one spot

Random sequence(const SeedSpec& spec) {
    return Random(static_cast<std::uint64_t>(spec.number));
}

/// Uniform in [0, 1) in steps of 2^-20: exact in float32, and the same with every standard
/// library (whose distributions differ).
double uniform(Random& random) {
    return static_cast<double>(random() >> 44U) / (1 << 20);
}

int below(Random& random, int n) {
    return static_cast<int>(uniform(random) * n);
}

/// The place of a shape: between cells and turned by any angle, so that what grows from it does not
/// follow the grid's axes.
struct Place {
    double row, col, angle;
};

Place anywhere(const Field& field, Random& random) {
    return {uniform(random) * field.rows(), uniform(random) * field.cols(), uniform(random) * kTurn};
}

/// Calls draw(place, random) for each spot of a seed that scatters them.
template <class Draw>
void scatter(const Field& field, const SeedSpec& spec, Draw draw) {
    Random random = sequence(spec);
    for (std::int64_t i = 0; i < spec.spots; ++i) {
        const Place at = anywhere(field, random);
        draw(at, random);
    }
}

/// Sets the cells of a shape that reaches no farther than `reach` from its place; inside(along,
/// across) is called with the shape's own coordinates. The shape wraps around the edges, so that it
/// is always whole.
template <class Inside>
void stamp(Field& field, const Place& at, double reach, double u, double v, Inside inside) {
    const int r = static_cast<int>(std::ceil(reach)) + 1;
    const int rows = field.rows(), cols = field.cols();
    const int y0 = static_cast<int>(std::floor(at.row)), x0 = static_cast<int>(std::floor(at.col));
    const double cosine = std::cos(at.angle), sine = std::sin(at.angle);
    const auto wrap = [](int i, int n) { return ((i % n) + n) % n; };
    for (int y = -std::min(r, rows / 2); y <= std::min(r, rows / 2); ++y)
        for (int x = -std::min(r, cols / 2); x <= std::min(r, cols / 2); ++x) {
            const double dy = y0 + y - at.row, dx = x0 + x - at.col;
            if (inside(dx * cosine + dy * sine, dy * cosine - dx * sine))
                field.set(wrap(y0 + y, rows), wrap(x0 + x, cols), u, v);
        }
}

/// An oval of a disc's area: `radius` times and divided by `stretch`. A disc would have the grid's
/// symmetry, and would divide along the axes.
void oval(Field& field, const Place& at, double radius, double stretch, double u, double v) {
    const double a = radius * stretch, b = radius / stretch;
    stamp(field, at, a, u, v, [=](double along, double across) {
        return along * along / (a * a) + across * across / (b * b) <= 1;
    });
}

void box(Field& field, int row0, int row1, int col0, int col1, double u, double v) {
    for (int y = std::max(row0, 0); y < std::min(row1, field.rows()); ++y)
        for (int x = std::max(col0, 0); x < std::min(col1, field.cols()); ++x) field.set(y, x, u, v);
}

/// The Gray Scott School's start: one rectangle, by integer division, not below 0.
void school(Field& field, const SeedSpec&) {
    const int rows = field.rows(), cols = field.cols();
    box(field, 7 * rows / 16 - 4, 8 * rows / 16 - 4, 7 * cols / 16, 8 * cols / 16, 0, 1);
}

void square(Field& field, const SeedSpec&) {
    const int half = std::max(1, std::min({field.rows(), field.cols(), 320}) / 16);
    const int y = field.rows() / 2, x = field.cols() / 2;
    // A field of odd size gets one more cell, so that the square lies exactly in the middle and is
    // its own mirror image.
    box(field, y - half, y + half + field.rows() % 2, x - half, x + half + field.cols() % 2, 0.5, 0.25);
}

/// Ovals of u = 0.5, v = 0.25, radius 4 to 8, scattered.
void spots(Field& field, const SeedSpec& spec) {
    scatter(field, spec, [&](const Place& at, Random& random) {
        oval(field, at, 4 + below(random, 5), kStretch, 0.5, 0.25);
    });
}

/// Ovals of u = 0, v = 1, radius 7 to 9: for patterns that need a strong start. They are nearly
/// round, since a longer one would become two solitons.
void drops(Field& field, const SeedSpec& spec) {
    scatter(field, spec,
            [&](const Place& at, Random& random) { oval(field, at, 7 + below(random, 3), 1.1, 0, 1); });
}

/// Disturbs every cell: u in [0.5, 1), v in [0, 0.5), so that patterns start everywhere at once.
void noise(Field& field, const SeedSpec& spec) {
    Random random = sequence(spec);
    for (int y = 0; y < field.rows(); ++y)
        for (int x = 0; x < field.cols(); ++x) {
            const double a = uniform(random) / 2;
            field.set(y, x, 1 - a, a * uniform(random) > 0.125 ? 0.5 : 0);
        }
}

/// Blobs, each with a refractory side: excitation can leave on the other side only, and curls into
/// spirals.
void spirals(Field& field, const SeedSpec& spec) {
    scatter(field, spec, [&](const Place& at, Random&) {
        const double down = 14 * std::sin(at.angle), right = 14 * std::cos(at.angle);
        oval(field, {at.row + down, at.col + right, 0}, 20, 1, 0.296875, 0.015625);
        oval(field, at, 20, 1, 0.5, 0.25);
    });
}

/// The upper uniform state of these rates, rounded to 2^-20; if there is none, the state at the
/// fold.
void upper_state(const SeedSpec& spec, double& u, double& v) {
    const double sum = std::max(spec.feed + spec.kill, 1e-6);
    const double root = std::sqrt(std::max(0.0, spec.feed * spec.feed - 4 * spec.feed * sum * sum));
    const auto exact = [](double x) { return std::round(x * (1 << 20)) / (1 << 20); };
    v = exact((spec.feed + root) / (2 * sum));
    u = v > 0 ? exact(std::min(1.0, sum / v)) : 1;
}

void fill_with_upper_state(Field& field, const SeedSpec& spec) {
    double u = 1, v = 0;
    upper_state(spec, u, v);
    box(field, 0, field.rows(), 0, field.cols(), u, v);
}

/// Ovals of u = 1, v = 0 in the upper uniform state.
template <int radius>
void dents(Field& field, const SeedSpec& spec) {
    fill_with_upper_state(field, spec);
    scatter(field, spec, [&](const Place& at, Random&) { oval(field, at, radius, kStretch, 1, 0); });
}

/// Ovals of the upper uniform state, radius 12: smaller ones shrink if the state spreads slowly.
void patches(Field& field, const SeedSpec& spec) {
    double u = 1, v = 0;
    upper_state(spec, u, v);
    scatter(field, spec, [&](const Place& at, Random&) { oval(field, at, 12, kStretch, u, v); });
}

/// U-shaped dents in the upper uniform state, 20 cells long and 23 wide, of u = 1, v = 0. At F =
/// .062, k = .0609 each glides towards its closed end (Munafo, arXiv 1501.01990), 1.5 cells in 1000
/// steps in any direction; with u as it is around them they shrink to dots that stand still. They
/// are spread out, slightly irregularly, since two that meet may both stop.
void skates(Field& field, const SeedSpec& spec) {
    fill_with_upper_state(field, spec);
    Random random = sequence(spec);
    const double cells = static_cast<double>(field.rows()) * field.cols();
    const double spacing = std::sqrt(cells / static_cast<double>(spec.spots));
    const auto lines = std::clamp<std::int64_t>(std::llround(field.rows() / spacing), 1, spec.spots);
    for (std::int64_t line = 0; line < lines; ++line) {
        const std::int64_t first = line * spec.spots / lines, last = (line + 1) * spec.spots / lines;
        for (std::int64_t i = first; i < last; ++i) {
            const auto near_middle = [&] { return 0.25 + uniform(random) / 2; };
            const double down = (static_cast<double>(line) + near_middle()) / static_cast<double>(lines);
            const double right =
                (static_cast<double>(i - first) + near_middle()) / static_cast<double>(last - first);
            const Place at{down * field.rows(), right * field.cols(), uniform(random) * kTurn};
            stamp(field, at, 15.5, 1, 0, [](double along, double across) {
                const bool closed_end = along >= 0, arms = std::abs(across) >= 3.5;
                return std::abs(along) <= 10 && std::abs(across) <= 11.5 && (closed_end || arms);
            });
        }
    }
}

void empty(Field&, const SeedSpec&) {}

// kind, id, label, help, scatters, usual spots, made of the rates, how
constexpr Seed kSeeds[] = {
    {SeedKind::Spots, "spots", "Random spots",
     "Ovals of u = 0.5, v = 0.25, scattered and turned by a random sequence.", true, 24, false, spots},
    {SeedKind::Drops, "drops", "Random drops",
     "Drops of u = 0, v = 1, scattered: for patterns that only a strong start wakes.", true, 24, false,
     drops},
    {SeedKind::School, "school", "The school's rectangle",
     "u = 0, v = 1 in the rectangle of the Gray Scott School.", false, 0, false, school},
    {SeedKind::Square, "square", "Centre square", "One square of u = 0.5, v = 0.25 in the middle.", false, 0,
     false, square},
    {SeedKind::Noise, "noise", "Noise", "Every cell disturbed by a random sequence.", true, 0, false, noise},
    {SeedKind::Spirals, "spirals", "Spirals",
     "Large blobs with a refractory side each, which curl into spirals.", true, 3, false, spirals},
    {SeedKind::Dents, "dents", "Dents",
     "The upper uniform state of these rates with small dents of u = 1, v = 0.", true, 24, true, dents<7>},
    {SeedKind::Holes, "holes", "Holes",
     "The upper uniform state of these rates with large holes of u = 1, v = 0.", true, 12, true, dents<20>},
    {SeedKind::Patches, "patches", "Patches",
     "Patches of the upper uniform state of these rates on u = 1, v = 0.", true, 12, true, patches},
    {SeedKind::Skates, "skates", "U-skates",
     "U-shaped dents in the upper uniform state: at F = 0.062, k = 0.0609 they glide.", true, 4, true,
     skates},
    {SeedKind::Empty, "empty", "Empty",
     "u = 1, v = 0 everywhere: nothing happens until something is painted.", false, 0, false, empty},
};

}  // namespace

std::span<const Seed> seeds() {
    return kSeeds;
}

const Seed* find_seed(SeedKind kind) {
    for (const Seed& seed : kSeeds)
        if (kind == seed.kind) return &seed;
    return nullptr;
}

std::int64_t usual_spots(const Seed& seed, std::int64_t rows, std::int64_t cols) {
    if (seed.usual == 0) return 0;
    const double cells = static_cast<double>(rows) * static_cast<double>(cols);
    const double spots = std::round(static_cast<double>(seed.usual) * cells / (256 * 256));
    return static_cast<std::int64_t>(std::clamp(spots, 1.0, static_cast<double>(kMostSpots)));
}

Field make_seed(int rows, int cols, const SeedSpec& spec) {
    const Seed* seed = find_seed(spec.seed);
    assert(seed != nullptr);
    Field field(rows, cols, GS_F32);
    SeedSpec wanted = spec;
    if (wanted.spots == 0) wanted.spots = usual_spots(*seed, rows, cols);
    seed->fill(field, wanted);
    return field;
}

SeedSpec seed_of(const Document& d) {
    return {d.seed, d.seed_spots, d.seed_number, d.feed, d.kill};
}

}  // namespace gs
