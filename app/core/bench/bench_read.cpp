// Reads a report from the JSON that json_of() writes.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/core/bench/bench_figures.h"
#include "app/core/bench/bench_plan.h"
#include "app/core/bench/bench_report.h"
#include "app/core/bench/roofs_json.h"
#include "app/core/document/properties.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

using nlohmann::json;

/// The row of a kernel of this program; false if there is no such kernel, or if no field has this
/// size.
bool begin_row(const json& from, const gs_params& params, BenchResult& row) {
    row.kernel = from.at("kernel").get<std::string>();
    const gs_kernel* kernel = find_kernel(row.kernel);
    if (kernel == nullptr) return false;
    row.label = kernel->label;
    row.knobs = from.at("knobs").get<std::string>();
    row.rows = from.at("height").get<int>();
    row.cols = from.at("width").get<int>();
    row.float64 = kernel->scalar == GS_F64;
    row.on_device = kernel->memory == GS_CUDA;
    row.work = work_of(*kernel, params);
    return row.rows > 0 && row.cols > 0;
}

bool read_row(const json& from, const gs_params& params, BenchResult& row) {
    if (!begin_row(from, params, row)) return false;
    row.describe = from.at("runs_with").get<std::string>();
    for (const auto& [name, value] : from.at("knobs_in_use").items())
        row.knobs_in_use.emplace_back(name, value.get<std::int64_t>());
    row.threads = from.at("threads").get<int>();
    row.steps = from.at("steps").get<std::int64_t>();
    row.computed = std::clamp(from.value("computed", 1.0), 0.0, 1.0);
    row.samples = from.at("samples").get<std::vector<double>>();
    const auto sound = [](double rate) { return std::isfinite(rate) && rate > 0; };
    if (row.samples.empty() || !std::all_of(row.samples.begin(), row.samples.end(), sound)) return false;
    summarise(row);
    return true;
}

/// What was not measured: a kernel that can't run here, or one at one size.
bool read_not_measured(const json& from, BenchReport& report) {
    const auto reason = from.at("reason").get<std::string>();
    if (!from.contains("width")) {
        const auto kernel = from.at("kernel").get<std::string>();
        report.absent.push_back({kernel, kernel, reason});
        return true;
    }
    BenchResult row;
    if (!begin_row(from, report.params, row)) return false;
    const auto same = [&](const BenchResult& other) {
        return other.name() == row.name() && other.rows == row.rows && other.cols == row.cols;
    };
    auto found = std::find_if(report.results.begin(), report.results.end(), same);
    if (found == report.results.end()) found = report.results.insert(found, row);
    found->status = Status::failure(reason);
    return true;
}

bool read_machine(const json& machine, BenchReport& report, BenchOptions& options) {
    const auto words = find_property("boundary", {})->choices;
    const auto boundary = std::find(words.begin(), words.end(), machine.at("boundary").get<std::string>());
    if (boundary == words.end()) return false;
    options.boundary = static_cast<std::int32_t>(boundary - words.begin());
    if (const std::string field = machine.value("field", options.field); find_bench_field(field) != nullptr)
        options.field = field;
    options.rounds = machine.at("rounds").get<int>();
    if (machine.contains("cpu")) report.cpu = roofs_from(machine.at("cpu"));
    if (machine.contains("gpu")) report.gpu = roofs_from(machine.at("gpu"));
    return true;
}

}  // namespace

bool report_from(const json& value, BenchReport& report, BenchOptions& options) {
    options.sizes.clear();
    if (!read_machine(value.at("machine"), report, options)) return false;
    report.params = params_of(options);
    for (const json& from : value.at("results")) {
        BenchResult row;
        if (!read_row(from, report.params, row)) return false;
        const BenchSize size{row.cols, row.rows};
        if (std::find(options.sizes.begin(), options.sizes.end(), size) == options.sizes.end())
            options.sizes.push_back(size);
        report.results.push_back(std::move(row));
    }
    for (const json& from : value.at("not_measured"))
        if (!read_not_measured(from, report)) return false;
    report.cancelled = value.at("cancelled").get<bool>();
    report.finished = true;
    report.progress = 1;
    relate(report);
    return !report.results.empty();
}

}  // namespace gs
