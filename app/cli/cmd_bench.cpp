#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <memory>
#include <string_view>
#include <type_traits>

#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/subcommands.h"
#include "app/core/bench/bench_report.h"
#include "app/core/bench/plot.h"
#include "app/core/document/kernel_choice.h"
#include "app/core/document/properties.h"
#include "app/core/document/typed.h"
#include "app/core/files/files.h"
#include "app/core/files/formats.h"
#include "app/core/run/interrupt.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

/// The options as they were typed.
struct Words {
    std::string kernels, sizes = "1920x1080", field = bench_fields().front().id, boundary, rounds = "5",
                         seconds = "0.3", steps;
    std::vector<std::string> knobs, sweeps;
    std::string json, csv, plot;
};

std::vector<std::string> split(const std::string& words, char separator) {
    std::vector<std::string> parts;
    for (std::size_t start = 0; start <= words.size();) {
        const std::size_t end = std::min(words.find(separator, start), words.size());
        parts.push_back(words.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

template <class T>
bool read(std::string_view typed, T& value) {
    const std::string word = typed_number(typed).plain;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    return error == std::errc{} && end == word.data() + word.size();
}

template <class T>
Status read_option(const char* option, const std::string& word, T& value) {
    if (read(word, value)) return {};
    return Status::failure(
        say(std::is_integral_v<T> ? Text::BenchWantsWhole : Text::BenchWantsNumber, option, word));
}

Status read_sizes(const std::string& words, std::vector<BenchSize>& sizes) {
    sizes.clear();
    for (const std::string& word : split(words, ',')) {
        std::int64_t cols = 0, rows = 0;
        if (Status read = parse_size(word, cols, rows); !read) return read;
        sizes.push_back({static_cast<int>(cols), static_cast<int>(rows)});
    }
    return {};
}

/// A number, or the name of a value of this knob. kernel: an id; empty: any that has the knob.
bool read_knob(std::string_view kernel, const std::string& knob, std::string_view word, std::int64_t& value) {
    if (read(word, value)) return true;
    for (const gs_kernel* one : kernels()) {
        const int at = find_knob(*one, knob);
        if (at < 0 || (!kernel.empty() && kernel != one->id)) continue;
        if (const auto named = knob_value(one->knobs[at], word)) {
            value = *named;
            return true;
        }
    }
    return false;
}

Status read_knobs(const std::vector<std::string>& words, std::vector<KnobSetting>& knobs) {
    for (const std::string& word : words) {
        const std::size_t dot = word.find('.'), equals = word.find('=');
        KnobSetting setting;
        const bool parted = dot != std::string::npos && equals != std::string::npos && dot < equals;
        setting.kernel = word.substr(0, dot);
        if (parted) setting.knob = word.substr(dot + 1, equals - dot - 1);
        if (!parted || !read_knob(setting.kernel, setting.knob, word.substr(equals + 1), setting.value))
            return Status::failure(say(Text::BenchWantsKnob, word));
        knobs.push_back(setting);
    }
    return {};
}

/// [KERNEL.]KNOB[=VALUE,...]
Status read_sweeps(const std::vector<std::string>& words, std::vector<KnobSweep>& sweeps) {
    for (const std::string& word : words) {
        KnobSweep sweep;
        const std::size_t equals = word.find('=');
        sweep.knob = word.substr(0, equals);
        if (const std::size_t dot = sweep.knob.find('.'); dot != std::string::npos) {
            sweep.kernel = sweep.knob.substr(0, dot);
            sweep.knob = sweep.knob.substr(dot + 1);
        }
        if (equals != std::string::npos)
            for (const std::string& value : split(word.substr(equals + 1), ','))
                if (!read_knob(sweep.kernel, sweep.knob, value, sweep.values.emplace_back()))
                    return Status::failure(say(Text::BenchWantsSweep, word));
        if (sweep.knob.empty()) return Status::failure(say(Text::BenchWantsSweep, word));
        sweeps.push_back(std::move(sweep));
    }
    return {};
}

/// The field, and its boundary if there is no word for another.
Status read_field(const Words& words, std::string& field, std::int32_t& boundary) {
    std::vector<std::string> ids;
    for (const BenchField& one : bench_fields()) ids.emplace_back(one.id);
    const std::string meant = meant_name(words.field, ids);
    if (meant.empty())
        return Status::failure(
            say(Text::BenchWantsField, words.field, fmt::format("{}", fmt::join(ids, ", "))));
    field = meant;
    Document document = document_of(*find_bench_field(field), 1, 1);
    const Property& property = *find_property("boundary", document);
    Value value = value_of(document, property);
    if (!words.boundary.empty())
        if (Status read = parse(property, words.boundary, value); !read) return read;
    assign(document, property, value);
    boundary = params_of(document).boundary;
    return {};
}

Status read_options(const Words& words, BenchOptions& options) {
    const std::vector<std::string> known = kernel_ids();
    if (!words.kernels.empty()) options.kernels = split(words.kernels, ',');
    for (std::string& id : options.kernels)
        if (const std::string meant = meant_name(id, known); !meant.empty()) id = meant;
    if (Status read = read_sizes(words.sizes, options.sizes); !read) return read;
    if (Status read = read_knobs(words.knobs, options.knobs); !read) return read;
    if (Status read = read_sweeps(words.sweeps, options.sweeps); !read) return read;
    if (Status read = read_field(words, options.field, options.boundary); !read) return read;
    if (Status read = read_option("--rounds", words.rounds, options.rounds); !read) return read;
    if (Status read = read_option("--seconds", words.seconds, options.seconds); !read) return read;
    if (!words.steps.empty())
        if (Status read = read_option("--steps", words.steps, options.steps.emplace()); !read) return read;
    return check(options);
}

void declare(CommandLine& command, Words& words) {
    command.text("--kernels", words.kernels, Text::BenchHelpKernels, "A,B,...");
    command.text("--sizes", words.sizes, Text::BenchHelpSizes, "COLSxROWS,...");
    std::string fields;
    for (const BenchField& one : bench_fields())
        fields += fmt::format("{}{} ({})", fields.empty() ? "" : ", ", one.id, text(one.help));
    command.text("--field", words.field, say(Text::BenchHelpField, fields), "NAME");
    command.text("--boundary", words.boundary, Text::BenchHelpBoundary, "NAME");
    command.list("--knob", words.knobs, Text::BenchHelpKnob, "KERNEL.KNOB=VALUE");
    command.list("--sweep", words.sweeps, Text::BenchHelpSweep, "[KERNEL.]KNOB[=V1,V2,...]");
    command.text("--rounds", words.rounds, Text::BenchHelpRounds, "N");
    command.text("--seconds", words.seconds, Text::BenchHelpSeconds, "S");
    command.text("--steps", words.steps, Text::BenchHelpSteps, "N");
    command.path("--json", words.json, Text::BenchHelpJson, "FILE");
    command.path("--csv", words.csv, Text::BenchHelpCsv, "FILE");
    command.path("--plot", words.plot, say(Text::BenchHelpPlot, endings_of(kPicture)), "FILE");
}

BenchReport measure(const BenchOptions& options) {
    Benchmark benchmark(options);
    ProgressBar bar;
    while (!benchmark.wait_for(0.2)) {
        const BenchReport report = benchmark.report();
        bar.show(report.progress, report.phase);
        if (interrupted()) benchmark.cancel();
    }
    bar.wipe();
    return benchmark.report();
}

/// Writes a file; "-" is standard output.
Status write(const std::string& path, const std::string& words) {
    if (path.empty()) return {};
    if (path == "-") {
        std::fputs(words.c_str(), stdout);
        return {};
    }
    return write_file(path, [&](std::ostream& file) { file << words; });
}

/// A file that can't be written is reported before minutes of measurement, not after.
Status check_outputs(const Words& words) {
    struct Output {
        const std::string& path;
        Holds holds;
    };
    for (const Output& to : {Output{words.json, kFigures}, {words.csv, kFigures}, {words.plot, kPicture}}) {
        if (to.path.empty() || (to.path == "-" && to.holds == kFigures)) continue;
        if (Status named = check_name(to.path, to.holds); !named) return named;
        if (Status allowed = check_writable(to.path); !allowed) return allowed;
    }
    return {};
}

/// Fails if kernels were named of which none can run here, since there is nothing to measure.
Status check_available(const std::vector<std::string>& ids) {
    Status none;
    for (const std::string& id : ids) {
        const char* why = why_unavailable(*find_kernel(id));
        if (why == nullptr) return {};
        none = Status::failure(say(Text::KernelCant, id, why));
    }
    return none;
}

int complained(const std::string& why, int code) {
    complain(why);
    return code;
}

int bench(const Words& words) {
    BenchOptions options;
    Status allowed = read_options(words, options);
    if (allowed) allowed = check_outputs(words);
    if (allowed) allowed = check_available(options.kernels);
    if (!allowed) return complained(allowed.why(), kWrongInput);
    const Interruptible interruptible;
    const BenchReport report = measure(options);
    if (words.json != "-" && words.csv != "-") std::fputs(table_of(report, options).c_str(), stdout);
    // The figures that were measured before an early end are valid and are written. A file without
    // any figures must not replace an earlier one.
    const auto has_samples = [](const BenchResult& row) { return !row.samples.empty(); };
    const bool early = !report.status || report.cancelled;
    if (early && std::none_of(report.results.begin(), report.results.end(), has_samples))
        return report.status ? kFailed : complained(report.status.why(), kFailed);
    if (Status failed = write(words.json, json_of(report, options)); !failed)
        return complained(failed.why(), kFailed);
    if (Status failed = write(words.csv, csv_of(report)); !failed) return complained(failed.why(), kFailed);
    if (!report.status) return complained(report.status.why(), kFailed);
    if (report.cancelled) return kFailed;
    if (words.plot.empty()) return kDone;
    if (Status failed = write_plot(words.plot, report); !failed) return complained(failed.why(), kFailed);
    return kDone;
}

}  // namespace

void add_bench(CommandLine& program) {
    const auto words = std::make_shared<Words>();
    const auto does = [words] { return bench(*words); };
    program.subcommand("bench", Text::BenchHelp, does,
                       [words](CommandLine command) { declare(command, *words); });
}

}  // namespace gs
