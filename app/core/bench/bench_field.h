// The fields that a benchmark steps.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "app/core/document/document.h"
#include "app/core/text/strings.h"
#include "kernels/engine/field.h"

namespace gs {

/// A field to measure with.
struct BenchField {
    /// As it is typed.
    const char* id;
    /// What it is, for --help and reports.
    Text help;
    /// The preset of its parameters and of its seed; nullptr: Karl Sims' and scattered spots, as
    /// many as it takes for patterns to cover all of it.
    const char* preset;
    /// Of the preset's seed; 0: its usual number.
    std::int64_t spots;
    /// Steps of a sample, each of which begins with the seed; 0: samples follow one another, and
    /// are as long as it takes.
    std::int64_t steps;
};

/// All of them, the usual one first. Any thread.
std::span<const BenchField> bench_fields();
/// nullptr: there is no such field.
const BenchField* find_bench_field(std::string_view id);

/// Parameters and seed, at this size.
Document document_of(const BenchField& field, int rows, int cols);
/// What is stepped first.
Field first_of(const BenchField& field, int rows, int cols);

}  // namespace gs
