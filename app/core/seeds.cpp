#include "app/core/seeds.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <random>

namespace gs {

namespace {

using Random = std::mt19937_64;

Random sequence(const SeedSpec& spec) {
    return Random(static_cast<std::uint64_t>(spec.number));
}

/// Uniform in [0, 1) in steps of 2^-20: exact in float32, and the same with every standard library (whose
/// distributions differ).
double uniform(Random& random) {
    return static_cast<double>(random() >> 44U) / (1 << 20);
}

int below(Random& random, int n) {
    return static_cast<int>(uniform(random) * n);
}

/// Sets the cells of a disc; it wraps around the edges, so that every spot has the same size.
void disc(Field& field, double row, double col, double radius, double u, double v) {
    const int r = static_cast<int>(std::ceil(radius));
    const int rows = field.rows(), cols = field.cols();
    const auto wrap = [](int i, int n) { return ((i % n) + n) % n; };
    for (int y = -std::min(r, rows / 2); y <= std::min(r, rows / 2); ++y)
        for (int x = -std::min(r, cols / 2); x <= std::min(r, cols / 2); ++x)
            if (y * y + x * x <= radius * radius)
                field.set(wrap(static_cast<int>(row) + y, rows), wrap(static_cast<int>(col) + x, cols), u, v);
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
    box(field, y - half, y + half, x - half, x + half, 0.5, 0.25);
}

/// Round spots of u = 0.5, v = 0.25, radius 4 to 8, scattered.
void spots(Field& field, const SeedSpec& spec) {
    Random random = sequence(spec);
    for (std::int64_t i = 0; i < spec.spots; ++i) {
        const int row = below(random, field.rows()), col = below(random, field.cols());
        disc(field, row, col, 4 + below(random, 5), 0.5, 0.25);
    }
}

/// Round drops of u = 0, v = 1, radius 7 to 9: what only a strong start wakes.
void drops(Field& field, const SeedSpec& spec) {
    Random random = sequence(spec);
    for (std::int64_t i = 0; i < spec.spots; ++i) {
        const int row = below(random, field.rows()), col = below(random, field.cols());
        disc(field, row, col, 7 + below(random, 3), 0, 1);
    }
}

/// Every cell a little off: u in [0.5, 1), v in [0, 0.5), so that patterns start everywhere at once.
void noise(Field& field, const SeedSpec& spec) {
    Random random = sequence(spec);
    for (int y = 0; y < field.rows(); ++y)
        for (int x = 0; x < field.cols(); ++x) {
            const double a = uniform(random) / 2;
            field.set(y, x, 1 - a, a * uniform(random) > 0.125 ? 0.5 : 0);
        }
}

/// Blobs with a refractory side each: excitation can leave on one side only, and curls into spirals.
void spirals(Field& field, const SeedSpec& spec) {
    Random random = sequence(spec);
    for (std::int64_t i = 0; i < spec.spots; ++i) {
        const int row = below(random, field.rows()), col = below(random, field.cols());
        const double angle = uniform(random) * 2 * 3.14159265358979323846;
        disc(field, row + 14 * std::sin(angle), col + 14 * std::cos(angle), 20, 0.296875, 0.015625);
        disc(field, row, col, 20, 0.5, 0.25);
    }
}

/// The upper uniform state of these rates, rounded to 2^-20; where there is none, the one at the fold.
void upper_state(const SeedSpec& spec, double& u, double& v) {
    const double sum = std::max(spec.feed + spec.kill, 1e-6);
    const double root = std::sqrt(std::max(0.0, spec.feed * spec.feed - 4 * spec.feed * sum * sum));
    const auto exact = [](double x) { return std::round(x * (1 << 20)) / (1 << 20); };
    v = exact((spec.feed + root) / (2 * sum));
    u = v > 0 ? exact(std::min(1.0, sum / v)) : 1;
}

void dents_of(Field& field, const SeedSpec& spec, double radius) {
    double u = 1, v = 0;
    upper_state(spec, u, v);
    box(field, 0, field.rows(), 0, field.cols(), u, v);
    Random random = sequence(spec);
    for (std::int64_t i = 0; i < spec.spots; ++i) {
        const int row = below(random, field.rows()), col = below(random, field.cols());
        disc(field, row, col, radius, 1, 0);
    }
}

void dents(Field& field, const SeedSpec& spec) {
    dents_of(field, spec, 7);
}

void holes(Field& field, const SeedSpec& spec) {
    dents_of(field, spec, 20);
}

void empty(Field&, const SeedSpec&) {}

constexpr Seed kSeeds[] = {
    {"spots", "Random spots", "Round spots of u = 0.5, v = 0.25, scattered by a random sequence.", true,
     spots},
    {"drops", "Random drops",
     "Round drops of u = 0, v = 1, scattered: for patterns that only a strong start wakes.", true, drops},
    {"school", "The school's rectangle", "u = 0, v = 1 in the rectangle of the Gray Scott School.", false,
     school},
    {"square", "Centre square", "One square of u = 0.5, v = 0.25 in the middle.", false, square},
    {"noise", "Noise", "Every cell disturbed by a random sequence.", true, noise},
    {"spirals", "Spirals", "Large blobs with a refractory side each, which curl into spirals.", true,
     spirals},
    {"dents", "Dents", "The upper uniform state of these rates with small dents of u = 1, v = 0.", true,
     dents},
    {"holes", "Holes", "The upper uniform state of these rates with large holes of u = 1, v = 0.", true,
     holes},
    {"empty", "Empty", "u = 1, v = 0 everywhere: nothing happens until something is painted.", false, empty},
};

}  // namespace

std::span<const Seed> seeds() {
    return kSeeds;
}

const Seed* find_seed(std::string_view id) {
    for (const Seed& seed : kSeeds)
        if (id == seed.id) return &seed;
    return nullptr;
}

Field make_seed(int rows, int cols, const SeedSpec& spec) {
    const Seed* seed = find_seed(spec.seed);
    assert(seed != nullptr);
    Field field(rows, cols, GS_F32);
    seed->fill(field, spec);
    return field;
}

}  // namespace gs
