#include "tests/support/problem.h"

#include <fmt/core.h>
#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace gs::test {

namespace {

void seed_textured(Field& field) {
    const int rows = field.rows(), cols = field.cols();
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x) {
            const double a = (7 * x + 13 * y + x * y) % 64 / 1024.0;
            const bool inside = std::abs(3 * y - rows) < rows && std::abs(2 * x - cols) < cols / 2;
            field.set(y, x, 1 - a - (inside ? 0.5 : 0), a + (inside ? 0.25 : 0));
        }
}

void seed_school(Field& field) {
    const int rows = field.rows(), cols = field.cols();
    const int first = std::max(7 * rows / 16 - 4, 0), last = std::max(8 * rows / 16 - 4, 0);
    for (int y = first; y < last; ++y)
        for (int x = 7 * cols / 16; x < 8 * cols / 16; ++x) field.set(y, x, 0, 1);
}

void seed_squares(Field& field) {
    const int rows = field.rows(), cols = field.cols();
    std::uint32_t state = 1;
    const auto random = [&](int below) {
        state = state * 1664525U + 1013904223U;
        return static_cast<int>((state >> 16) % static_cast<unsigned>(below));
    };
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x) field.set(y, x, 1 - random(20) / 1024.0, random(20) / 1024.0);
    for (int square = 0; square <= rows * cols / 4000; ++square) {
        const int row = random(rows), col = random(cols), size = 7 + random(14);
        for (int y = row; y < row + size; ++y)
            for (int x = col; x < col + size; ++x)
                field.set(y % rows, x % cols, 0.5, 0.25 + random(100) / 1024.0);
    }
}

}  // namespace

Field first_field(const Problem& problem) {
    Field field(problem.rows, problem.cols, GS_F64);
    switch (problem.seed) {
        case Seed::Textured:
            seed_textured(field);
            break;
        case Seed::School:
            seed_school(field);
            break;
        case Seed::Squares:
            seed_squares(field);
            break;
    }
    return field;
}

RatePlanes textured_rates(int rows, int cols) {
    RatePlanes rates(rows, cols, GS_F64);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x)
            rates.set(y, x, 5 / 256.0 + (3 * x + 5 * y) % 16 / 512.0,
                      23 / 512.0 + (5 * x + 2 * y + x * y) % 16 / 1024.0);
    return rates;
}

const std::vector<Stencil>& stencils() {
    static const std::vector<Stencil> all = {{"oono-puri", 0.5, 0.25},  {"patra-karttunen", 4.0 / 6, 1.0 / 6},
                                             {"five-point", 1, 0},      {"all-ones", 1, 1},
                                             {"karl-sims", 0.2, 0.05},  {"sides-outweigh", 1, 0.1},
                                             {"diagonals-only", 0, 0.5}};
    return all;
}

gs_params params_for(const Stencil& stencil, gs_boundary boundary, double dt) {
    const double laplacians = stencil.edge + 2 * stencil.corner;  // times the true Laplacian
    gs_params p{};
    p.feed = 0.0367;
    p.kill = 0.0649;
    p.du = 0.2 / laplacians;
    p.dv = 0.1 / laplacians;
    p.dt = dt;
    p.edge = stencil.edge;
    p.corner = stencil.corner;
    p.boundary = boundary;
    p.boundary_u = 0.75;
    p.boundary_v = 0.125;
    return p;
}

Problem problem_of(int rows, int cols, std::int64_t steps, gs_boundary boundary, const Stencil& stencil) {
    Problem p;
    p.rows = rows;
    p.cols = cols;
    p.steps = steps;
    p.params = params_for(stencil, boundary);
    p.name = std::string(stencil.name) + ", " + name_of(boundary);
    return p;
}

std::vector<Problem> small_problems() {
    struct Size {
        int rows, cols;
    };
    constexpr Size kSizes[] = {{1, 1},   {1, 2},    {2, 1},   {2, 2},    {1, 37},  {41, 1},  {3, 5},
                               {5, 3},   {9, 15},   {7, 16},  {11, 17},  {31, 31}, {33, 33}, {13, 63},
                               {10, 65}, {2, 1031}, {131, 6}, {20, 128}, {17, 129}};
    constexpr std::int64_t kSteps[] = {1, 2, 3, 5, 8, 13, 33};
    std::vector<Problem> all;
    for (const Stencil& stencil : stencils())
        for (const gs_boundary boundary : {GS_PERIODIC, GS_NO_FLUX, GS_FIXED})
            for (const Size size : kSizes) {
                const std::size_t i = all.size();
                Problem p;
                p.rows = size.rows;
                p.cols = size.cols;
                p.steps = kSteps[i % std::size(kSteps)];
                p.params = params_for(stencil, boundary, i % 3 == 2 ? 0.5 : 1.0);
                if (i % 5 == 4) p.rates = textured_rates(size.rows, size.cols);
                p.name = fmt::format("{} rows x {} columns, {}, {}, {} steps of {}{}", size.rows, size.cols,
                                     stencil.name, name_of(boundary), p.steps, p.params.dt,
                                     p.rates.empty() ? "" : ", varying rates");
                all.push_back(std::move(p));
            }
    return all;
}

const char* name_of(gs_boundary boundary) {
    return boundary == GS_PERIODIC ? "periodic" : boundary == GS_NO_FLUX ? "no-flux" : "fixed";
}

}  // namespace gs::test
