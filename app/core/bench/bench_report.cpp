#include "app/core/bench/bench_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/core/bench/roofs_json.h"
#include "app/core/document/properties.h"
#include "app/core/run/describe_gpu.h"
#include "app/core/text/strings.h"
#include "kernels/host/cores.h"

namespace gs {

namespace {

using Cells = std::vector<std::string>;

/// About three significant digits: fewer decimals for larger numbers.
std::string digits(double value) {
    if (value <= 0) return "-";
    return value < 1 ? fmt::format("{:.3f}", value)
                     : fmt::format("{:.{}f}", value,
                                   value < 10    ? 2
                                   : value < 100 ? 1
                                                 : 0);
}

std::string times(double ratio) {
    return ratio > 0 ? digits(ratio) + "x" : "-";
}

std::string percent(double share) {
    return share > 0 ? fmt::format("{:.{}f}", 100 * share, share < 0.1 ? 1 : 0) : "-";
}

Cells split(std::string_view words) {
    Cells cells;
    for (std::size_t start = 0; start <= words.size();) {
        const std::size_t end = std::min(words.find('|', start), words.size());
        cells.emplace_back(words.substr(start, end - start));
        start = end + 1;
    }
    return cells;
}

Cells cells_of(const BenchResult& row) {
    return {
        row.name(),
        digits(row.median),
        digits(row.min) + " - " + digits(row.max),
        times(row.times_before),
        times(row.times_reference),
        digits(row.gb_per_s),
        fmt::format("{:.0f}", row.work.operations),
        percent(row.share.compute),
        percent(row.share.memory),
        row.share.bound == Bound::Memory ? row.share.level : name_of(row.share.bound),
        row.computed < 1 ? row.describe + ", " + say(Text::BenchComputed, 100 * row.computed) : row.describe};
}

/// Lays out columns as wide as their widest cell; words are aligned to the left, numbers to the
/// right.
std::string laid_out(const std::vector<Cells>& lines) {
    std::vector<std::size_t> widths(lines.front().size());
    for (const Cells& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], line[i].size());
    std::string all;
    for (const Cells& line : lines) {
        std::string words;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const bool left = i == 0 || i + 2 >= line.size();
            words += left ? fmt::format("{:<{}}  ", line[i], widths[i])
                          : fmt::format("{:>{}}  ", line[i], widths[i]);
        }
        all += words.substr(0, words.find_last_not_of(' ') + 1) + "\n";
    }
    return all;
}

std::string roofs_words(const Roofs& roofs, bool gpu) {
    if (roofs.empty()) return {};
    std::string words = (gpu ? describe_gpu() : describe_cpu(roofs)) + "\n";
    for (const ComputeRoof& roof : roofs.compute)
        words += say(Text::BenchComputeLine, roof.isa, roof.f32, roof.f64) + "\n";
    for (const MemoryRoof& roof : roofs.memory)
        words += say(Text::BenchMemoryLine, roof.level, roof.gb_per_s) + "\n";
    return words + "\n";
}

std::string absent_words(const BenchReport& report) {
    std::string words;
    for (const BenchAbsent& absent : report.absent)
        words += say(Text::BenchNotRun, absent.kernel, absent.reason) + "\n";
    for (const BenchResult& row : report.results)
        if (!row.status) words += say(Text::BenchNotRun, row.name(), row.status.why()) + "\n";
    return words.empty() ? words : fmt::format("\n{}\n{}", text(Text::BenchAbsentHeading), words);
}

nlohmann::json json_of(const BenchResult& row) {
    nlohmann::json in_use = nlohmann::json::object();
    for (const auto& [name, value] : row.knobs_in_use) in_use[name] = value;
    return {{"kernel", row.kernel},
            {"width", row.cols},
            {"height", row.rows},
            {"gcells_per_s", row.median},
            {"computed", row.computed},
            {"min", row.min},
            {"max", row.max},
            {"gb_per_s", row.gb_per_s},
            {"scalar", row.float64 ? "f64" : "f32"},
            {"knobs", row.knobs},
            {"knobs_in_use", in_use},
            {"runs_with", row.describe},
            {"threads", row.threads},
            {"steps", row.steps},
            {"samples", row.samples},
            {"times_before", row.times_before},
            {"times_reference", row.times_reference},
            {"operations", row.work.operations},
            {"bytes", row.work.bytes},
            {"fused", row.work.fused},
            {"compute_share", row.share.compute},
            {"memory_share", row.share.memory},
            {"limit_share", row.share.limit},
            {"memory_level", row.share.level},
            {"bound", name_of(row.share.bound)}};
}

/// The kernels that can't run on this machine, and the rows that were not measured or not
/// completely.
nlohmann::json not_measured(const BenchReport& report) {
    nlohmann::json all = nlohmann::json::array();
    for (const BenchAbsent& absent : report.absent)
        all.push_back({{"kernel", absent.kernel}, {"reason", absent.reason}});
    for (const BenchResult& row : report.results)
        if (!row.status)
            all.push_back({{"kernel", row.kernel},
                           {"knobs", row.knobs},
                           {"width", row.cols},
                           {"height", row.rows},
                           {"reason", row.status.why()}});
    return all;
}

/// A value for CSV; in quotes if it needs them.
std::string csv(const std::string& value) {
    if (value.find_first_of(",\"\n") == std::string::npos) return value;
    std::string quoted = "\"";
    for (const char c : value) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

}  // namespace

std::string describe_cpu(const Roofs& roofs) {
    const char* plural = roofs.threads == 1 ? "" : "s";
    const std::string because = thread_default().because;
    return because.empty() ? say(Text::BenchDeviceLine, roofs.device, roofs.threads, plural)
                           : say(Text::BenchDeviceLineBy, roofs.device, roofs.threads, plural, because);
}

const std::string& boundary_word(const BenchOptions& options) {
    return find_property("boundary", {})->choices[static_cast<std::size_t>(options.boundary)];
}

std::string table_of(const BenchReport& report, const BenchOptions& options) {
    std::string words = roofs_words(report.cpu, false) + roofs_words(report.gpu, true);
    const std::string& boundary = boundary_word(options);
    const BenchField& field = *find_bench_field(options.field);
    words += say(Text::BenchFieldLine, field.id, text(field.help)) + "\n\n";
    for (const BenchSize& size : options.sizes) {
        std::vector<Cells> lines{split(text(Text::BenchHeading))};
        std::size_t rounds = 0;
        for (const BenchResult& row : report.results) {
            if (row.rows != size.rows || row.cols != size.cols || row.samples.empty()) continue;
            lines.push_back(cells_of(row));
            rounds = std::max(rounds, row.samples.size());
        }
        if (lines.size() == 1) continue;
        words +=
            say(Text::BenchSizeLine, size.cols, size.rows, boundary, rounds) + "\n" + laid_out(lines) + "\n";
    }
    if (options.rounds > 0) words += say(Text::BenchLegend, 16.0, 32.0) + "\n";
    words += absent_words(report);
    if (report.cancelled) words += fmt::format("\n{}\n", text(Text::BenchCancelled));
    return words;
}

std::string json_of(const BenchReport& report, const BenchOptions& options) {
    nlohmann::json machine{{"program", GRAYSCOPE_VERSION},
                           {"compiler", GS_COMPILER},
                           {"field", options.field},
                           {"boundary", boundary_word(options)},
                           {"rounds", options.rounds}};
    if (!report.cpu.empty()) machine["cpu"] = json_of(report.cpu);
    if (const std::string because = thread_default().because; !because.empty())
        machine["threads_because"] = because;
    if (!report.gpu.empty()) {
        machine["gpu"] = json_of(report.gpu);
        machine["gpu"]["words"] = describe_gpu();
    }
    nlohmann::json results = nlohmann::json::array();
    for (const BenchResult& row : report.results)
        if (!row.samples.empty()) results.push_back(json_of(row));
    return nlohmann::json{{"machine", machine},
                          {"results", results},
                          {"not_measured", not_measured(report)},
                          {"cancelled", report.cancelled}}
               .dump(2) +
           "\n";
}

std::string csv_of(const BenchReport& report) {
    std::string all =
        "kernel,knobs,width,height,gcells_per_s,min,max,gb_per_s,times_before,times_reference,operations,"
        "compute_share,memory_share,limit_share,memory_level,bound,computed,runs_with\n";
    for (const BenchResult& row : report.results) {
        if (row.samples.empty()) continue;
        all += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", row.kernel,
                           csv(row.knobs), row.cols, row.rows, row.median, row.min, row.max, row.gb_per_s,
                           row.times_before, row.times_reference, row.work.operations, row.share.compute,
                           row.share.memory, row.share.limit, row.share.level, name_of(row.share.bound),
                           row.computed, csv(row.describe));
    }
    return all;
}

}  // namespace gs
