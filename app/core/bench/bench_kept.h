// The last measurement and the rates of the kernels, kept from one start of the program to the
// next, beside the roofs.
#pragma once

#include <ctime>
#include <memory>
#include <optional>
#include <string>

#include "app/core/bench/bench.h"
#include "app/core/bench/rate_book.h"

namespace gs {

/// A measurement that has ended.
struct KeptReport {
    BenchReport report;
    /// Those of its options that its table and its files name: sizes, boundary, rounds.
    BenchOptions options;
    std::time_t when = 0;
};

/// The last measurement of the program that has samples; before the first one, that which was kept
/// on this machine by this version. Null if there is none. Any thread.
std::shared_ptr<const KeptReport> last_report();
/// What last_report() returns from now on; null: nothing has been measured. Any thread.
void set_last_report(std::shared_ptr<const KeptReport> report);

/// The kept measurement of this machine and this version, read now; null if there is none, or if it
/// was not written by keep(). Any thread.
std::shared_ptr<const KeptReport> kept_report();
/// Writes it to the user's cache folder. Any thread.
void keep(const KeptReport& kept);

/// The rates of this machine's kernels with this version; empty if none are kept.
RateBook kept_rates();
/// Writes them to the user's cache folder, if there are any. Any thread.
void keep(const RateBook& rates);

/// True if any kernel has a sample.
bool has_samples(const BenchReport& report);

/// Writes the report as the file's ending says, whole or not at all: a picture, .csv, .json; of
/// another ending, the table.
Status write_report(const std::string& path, const KeptReport& kept);

/// "today 14:02", or "on 24 November 2026", in local time.
std::string day_of(std::time_t when, std::time_t now);

}  // namespace gs
