#include "app/core/bench/bench_kept.h"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "app/core/bench/bench_report.h"
#include "app/core/bench/cache_file.h"
#include "app/core/bench/plot.h"
#include "app/core/files/files.h"
#include "app/core/files/formats.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

using nlohmann::json;

constexpr const char* kReports = "bench.json";
constexpr const char* kRates = "rates.json";
constexpr const char* kNewest = "newest";

std::mutex mutex;
bool looked = false;                       // guarded by mutex: the kept one has been read
std::shared_ptr<const KeptReport> newest;  // guarded by mutex

std::string formatted(const char* format, const std::tm& time) {
    char said[64];
    return {said, std::strftime(said, sizeof said, format, &time)};
}

}  // namespace

std::shared_ptr<const KeptReport> last_report() {
    const std::scoped_lock lock(mutex);
    if (!std::exchange(looked, true)) newest = kept_report();
    return newest;
}

void set_last_report(std::shared_ptr<const KeptReport> report) {
    const std::scoped_lock lock(mutex);
    looked = true;
    newest = std::move(report);
}

std::shared_ptr<const KeptReport> kept_report() {
    try {
        const json entry = cached(kReports, kNewest);
        if (entry.is_null()) return nullptr;
        auto kept = std::make_shared<KeptReport>();
        kept->when = entry.at("when").get<std::time_t>();
        if (!report_from(entry.at("report"), kept->report, kept->options)) return nullptr;
        return kept;
    } catch (const json::exception&) {
        return nullptr;
    }
}

void keep(const KeptReport& kept) {
    cache(kReports, kNewest,
          {{"when", kept.when}, {"report", json::parse(json_of(kept.report, kept.options))}});
}

RateBook kept_rates() {
    RateBook book;
    try {
        for (const json& row : cached(kRates, kNewest)) {
            const auto rate = row.at("gcells_per_s").get<double>();
            if (std::isfinite(rate) && rate > 0)
                book.note(row.at("kernel").get<std::string>(), row.at("height").get<int>(),
                          row.at("width").get<int>(), rate);
        }
    } catch (const json::exception&) {
        // A foreign or damaged entry counts as none.
        return {};
    }
    return book;
}

void keep(const RateBook& rates) {
    json rows = json::array();
    for (const auto& [key, rate] : rates.rates()) {
        const auto& [kernel, height, width] = key;
        rows.push_back({{"kernel", kernel}, {"height", height}, {"width", width}, {"gcells_per_s", rate}});
    }
    if (!rows.empty()) cache(kRates, kNewest, rows);
}

bool has_samples(const BenchReport& report) {
    return std::any_of(report.results.begin(), report.results.end(),
                       [](const BenchResult& row) { return !row.samples.empty(); });
}

Status write_report(const std::string& path, const KeptReport& kept) {
    const std::string ending = ending_of(path);
    const Format* format = find_format(ending);
    if (format != nullptr && (format->holds & kPicture) != 0) return write_plot(path, kept.report);
    const std::string words = ending == ".csv"    ? csv_of(kept.report)
                              : ending == ".json" ? json_of(kept.report, kept.options)
                                                  : table_of(kept.report, kept.options);
    return write_file(path, [&](std::ostream& file) { file << words; });
}

std::string day_of(std::time_t when, std::time_t now) {
    std::tm then{}, today{};
    localtime_r(&when, &then);
    localtime_r(&now, &today);
    const bool same_day = then.tm_year == today.tm_year && then.tm_yday == today.tm_yday;
    return say(same_day ? Text::BenchToday : Text::BenchOnDay,
               formatted(same_day ? "%H:%M" : "%-d %B %Y", then));
}

}  // namespace gs
