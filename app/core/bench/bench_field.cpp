#include "app/core/bench/bench_field.h"

#include <cassert>

#include "app/core/document/presets.h"
#include "app/core/document/seeds.h"

namespace gs {

namespace {

constexpr BenchField kFields[] = {{"dense", Text::BenchFieldDense, nullptr, 0, 0},
                                  {"spots", Text::BenchFieldSpots, "mitosis", 5, 5000},
                                  {"school", Text::BenchFieldSchool, "school", 0, 3400}};

}  // namespace

std::span<const BenchField> bench_fields() {
    return kFields;
}

const BenchField* find_bench_field(std::string_view id) {
    for (const BenchField& field : kFields)
        if (field.id == id) return &field;
    return nullptr;
}

Document document_of(const BenchField& field, int rows, int cols) {
    constexpr std::int64_t kCellsOfASpot = 600;
    Document document;
    if (field.preset != nullptr) {
        const Preset* preset = find_preset(field.preset);
        assert(preset != nullptr);
        apply(*preset, document);
    }
    document.rows = rows;
    document.cols = cols;
    document.seed_spots =
        field.preset != nullptr ? field.spots : 1 + static_cast<std::int64_t>(rows) * cols / kCellsOfASpot;
    return document;
}

Field first_of(const BenchField& field, int rows, int cols) {
    return make_seed(rows, cols, seed_of(document_of(field, rows, cols)));
}

}  // namespace gs
