// A benchmark's report as text: a table for people, JSON and CSV for programs.
#pragma once

#include <string>

#include "app/core/bench/bench.h"

namespace gs {

/// "AMD EPYC (2 threads)": the processor and the threads with which its roofs were measured, and
/// what decided their number if the environment did.
std::string cpu_words(const Roofs& roofs);

/// Roofs, one line a kernel, absent kernels with their reason, and what the columns mean.
std::string table_of(const BenchReport& report, const BenchOptions& options);

/// {"machine": {...}, "results": [{"kernel", "width", "height", "gcells_per_s" (median), "min",
/// "max", "gb_per_s", and more}], "not_measured": [{"kernel", "reason", and its size where it is
/// about one}], "cancelled"}. Kernels without samples are left out of the results.
std::string json_of(const BenchReport& report, const BenchOptions& options);

/// One line a result under one line of names; commas, no quotes but where a value holds a comma.
std::string csv_of(const BenchReport& report);

}  // namespace gs
