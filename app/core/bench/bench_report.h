// A benchmark's report as text: a table for people, JSON and CSV for programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "app/core/bench/bench.h"

namespace gs {

/// "AMD EPYC (2 threads)": the processor, the number of threads with which its roofs were measured,
/// and the environment variable that set this number, if one did.
std::string describe_cpu(const Roofs& roofs);

/// The roofs, one line per kernel, the absent kernels with the reason, and what the columns mean.
std::string table_of(const BenchReport& report, const BenchOptions& options);

/// {"machine": {...}, "results": [{"kernel", "width", "height", "gcells_per_s" (median), "min",
/// "max", "gb_per_s", and more}], "not_measured": [{"kernel", "reason", and its size if it is
/// about one}], "cancelled"}. Kernels without samples are left out of the results.
std::string json_of(const BenchReport& report, const BenchOptions& options);

/// Fills in a report that has ended, and those options that json_of() writes, from its JSON. False,
/// or an exception of nlohmann's, if it is not such a report or names a kernel that this program
/// does not have; the two are then of no use.
bool report_from(const nlohmann::json& value, BenchReport& report, BenchOptions& options);

/// One line of names, then one line per result, separated by commas; a value is quoted only if it
/// holds a comma.
std::string csv_of(const BenchReport& report);

}  // namespace gs
