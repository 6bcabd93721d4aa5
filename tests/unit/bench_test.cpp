#include "app/core/bench/bench.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>

#include "app/core/bench/bench_plan.h"
#include "app/core/bench/bench_report.h"
#include "app/core/bench/plot.h"
#include "app/core/document/memory.h"
#include "app/core/files/plot_canvas.h"
#include "kernels/engine/registry.h"

namespace gs {
namespace {

BenchOptions tiny() {
    BenchOptions options;
    options.kernels = {"cpu-reference", "cpu-autovec"};
    options.sizes = {{48, 32}};
    options.rounds = 3;
    options.steps = 2;
    // Measuring them takes long under a sanitizer; EveryKernelGetsOneSampleARound measures them.
    options.known_roofs =
        Roofs{"a CPU", 2, {{"portable", 4, 2}}, {{"L1", 1 << 16, 100}, {"DRAM", SIZE_MAX, 10}}};
    return options;
}

BenchReport measured(const BenchOptions& options) {
    const Benchmark benchmark(options);
    EXPECT_TRUE(benchmark.wait_for(300));
    return benchmark.report();
}

TEST(Bench, EveryKernelGetsOneSampleARound) {
    BenchOptions options = tiny();
    options.known_roofs.reset();
    options.roof_seconds = 0.05;
    const BenchReport report = measured(options);
    EXPECT_TRUE(report.finished);
    EXPECT_FALSE(report.cancelled);
    EXPECT_TRUE(report.status);
    EXPECT_DOUBLE_EQ(report.progress, 1);
    EXPECT_FALSE(report.cpu.empty());
    ASSERT_EQ(report.results.size(), 2U);
    EXPECT_EQ(report.results[0].kernel, "cpu-reference");
    for (const BenchResult& row : report.results) {
        EXPECT_EQ(row.samples.size(), 3U);
        EXPECT_EQ(row.steps, 2);
        EXPECT_EQ(row.cols, 48);
        EXPECT_EQ(row.rows, 32);
        EXPECT_LE(row.min, row.median);
        EXPECT_LE(row.median, row.max);
        EXPECT_GT(row.min, 0);
        EXPECT_DOUBLE_EQ(row.gb_per_s, 16 * row.median);
        EXPECT_GT(row.share.compute, 0);
        EXPECT_GT(row.share.memory, 0);
    }
    const BenchResult &reference = report.results[0], &autovec = report.results[1];
    EXPECT_DOUBLE_EQ(reference.times_reference, 1);
    EXPECT_EQ(reference.times_before, 0);
    EXPECT_DOUBLE_EQ(autovec.times_before, autovec.median / reference.median);
}

TEST(Bench, EverySizeHasItsOwnRowsAndRatios) {
    BenchOptions options = tiny();
    options.sizes = {{16, 16}, {64, 8}};
    options.rounds = 1;
    const BenchReport report = measured(options);
    ASSERT_EQ(report.results.size(), 4U);
    EXPECT_EQ(report.results[2].cols, 64);
    EXPECT_EQ(report.results[2].rows, 8);
    EXPECT_DOUBLE_EQ(report.results[2].times_reference, 1);
    EXPECT_EQ(report.results[2].times_before, 0);
}

TEST(Bench, StepsAreChosenForTheLengthOfASample) {
    BenchOptions options = tiny();
    options.kernels = {"cpu-autovec"};
    options.steps.reset();
    options.seconds = 0.02;
    const BenchReport report = measured(options);
    EXPECT_GT(report.results.at(0).steps, 1);
}

TEST(Bench, CancelEndsItAfterTheSampleThatRuns) {
    BenchOptions options = tiny();
    options.rounds = 1000;
    options.steps = 5000;
    Benchmark benchmark(options);
    benchmark.cancel();
    ASSERT_TRUE(benchmark.wait_for(120));
    EXPECT_TRUE(benchmark.report().cancelled);
    EXPECT_LT(benchmark.report().progress, 1);
}

TEST(Bench, RoundsOfNoneMeasureTheRoofsAlone) {
    BenchOptions options = tiny();
    options.rounds = 0;
    const BenchReport report = measured(options);
    EXPECT_FALSE(report.cpu.empty());
    EXPECT_TRUE(report.results.at(0).samples.empty());
}

TEST(Bench, AKernelThatCantRunIsListedWithItsReason) {
    BenchOptions options = tiny();
    options.kernels.clear();
    options.sizes = {{8, 8}};
    options.rounds = 0;
    const BenchReport report = measured(options);
    for (const gs_kernel* kernel : kernels()) {
        const auto same = [&](const auto& row) { return row.kernel == kernel->id; };
        const bool absent = std::any_of(report.absent.begin(), report.absent.end(), same);
        const bool present = std::any_of(report.results.begin(), report.results.end(), same);
        EXPECT_EQ(absent, why_unavailable(*kernel) != nullptr) << kernel->id;
        EXPECT_NE(absent, present) << kernel->id;
    }
    for (const BenchAbsent& absent : report.absent) EXPECT_FALSE(absent.reason.empty());
}

TEST(Bench, AKnobIsSetAndSwept) {
    BenchOptions options = tiny();
    options.kernels = {"cpu-openmp"};
    options.rounds = 1;
    options.knobs = {{"cpu-openmp", "threads", 1}};
    EXPECT_EQ(measured(options).results.at(0).knobs, "threads=1");
    EXPECT_EQ(measured(options).results.at(0).threads, 1);
    options.knobs.clear();
    for (const char* kernel : {"cpu-openmp", ""}) {
        options.sweeps = {{kernel, "threads", {}}};
        const BenchReport report = measured(options);
        const auto values = sweep_values(find_kernel("cpu-openmp")->knobs[0]);
        ASSERT_EQ(report.results.size(), values.size());
        EXPECT_EQ(report.results.back().knobs, "threads=" + std::to_string(values.back()));
    }
}

TEST(Bench, ASweepTakesTheValuesThatAreNamed) {
    BenchOptions options = tiny();
    options.kernels = {"cpu-reference", "cpu-temporal"};
    options.rounds = 1;
    options.sweeps = {{"cpu-temporal", "threads", {2, 1}}, {"", "depth", {4, 8}}};
    const BenchReport report = measured(options);
    std::vector<std::string> knobs;
    for (const BenchResult& row : report.results) knobs.push_back(row.knobs);
    EXPECT_EQ(knobs, (std::vector<std::string>{"", "threads=2 depth=4", "threads=2 depth=8",
                                               "threads=1 depth=4", "threads=1 depth=8"}));
    for (const BenchResult& row : report.results) EXPECT_EQ(row.samples.size(), 1U) << row.status.why();
}

TEST(Bench, ASweepTakesAllOfAShortRangeAndPowersOfALongOne) {
    const gs_knob brief{"depth", "", "", 2, 5, 2, 0, nullptr}, broad{"depth", "", "", 0, 100, 0, 1, nullptr};
    EXPECT_EQ(sweep_values(brief), (std::vector<std::int64_t>{2, 3, 4, 5}));
    EXPECT_EQ(sweep_values(broad), (std::vector<std::int64_t>{0, 1, 2, 4, 8, 16, 32, 64, 100}));
    const gs_knob threads{"threads", "", "", 1, 1024, 1, 1, nullptr};
    EXPECT_LE(sweep_values(threads).back(), std::max<std::int64_t>(1, std::thread::hardware_concurrency()));
}

/// The field is full of patterns: no large part of it is empty.
TEST(Bench, TheFieldHasPatternsEverywhere) {
    const Field field = first_of(bench_fields().front(), 270, 480);
    for (int row = 0; row + 90 <= field.rows(); row += 90)
        for (int col = 0; col + 120 <= field.cols(); col += 120) {
            int touched = 0;
            for (int y = row; y < row + 90; ++y)
                for (int x = col; x < col + 120; ++x) touched += field.v(y, x) > 0 ? 1 : 0;
            EXPECT_GT(touched, 50) << row << " " << col;
        }
}

TEST(Bench, ASizeThatDoesNotFitIsToldInItsRowsAlone) {
    BenchOptions options = tiny();
    options.sizes = {{48, 32}, {1000000, 1000000}};
    EXPECT_TRUE(check(options).ok()) << check(options).why();
    std::swap(options.sizes[0], options.sizes[1]);
    ASSERT_TRUE(check(options).ok()) << check(options).why();
    const BenchReport report = measured(options);
    EXPECT_TRUE(report.status);
    ASSERT_EQ(report.results.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) {
        const BenchResult& row = report.results[i];
        EXPECT_EQ(row.samples.size(), i < 2 ? 0U : 3U) << row.status.why();
        EXPECT_EQ(row.status.why().find("1000000 x 1000000") != std::string::npos, i < 2) << row.status.why();
    }
    EXPECT_DOUBLE_EQ(report.progress, 1);
    const auto all = nlohmann::json::parse(json_of(report, options));
    ASSERT_EQ(all.at("not_measured").size(), 2U);
    EXPECT_EQ(all["not_measured"][0].at("width"), 1000000);
    EXPECT_EQ(all["not_measured"][0].at("reason"), report.results[0].status.why());
}

/// A kernel with this memory and nothing else, since these kernels are not run.
gs_kernel kernel_in(gs_memory memory) {
    gs_kernel kernel{};
    kernel.id = memory == GS_CUDA ? "cuda-fake" : "cpu-fake";
    kernel.memory = memory;
    kernel.scalar = GS_F32;
    return kernel;
}

TEST(BenchPlan, TheGpusKernelsAreABlockOfTheirOwn) {
    const gs_kernel cpu = kernel_in(GS_HOST), gpu = kernel_in(GS_CUDA);
    std::vector<Contender> contenders;
    for (const gs_kernel* kernel : {&gpu, &cpu, &gpu, &cpu}) {
        contenders.push_back(std::move(contenders_of({}, *kernel, 10, 20).front()));
        contenders.back().row = contenders.size() - 1;
    }
    const auto blocks = blocks_of(contenders);
    ASSERT_EQ(blocks.size(), 2U);
    EXPECT_EQ(blocks[0], (std::vector<Contender*>{&contenders[1], &contenders[3]}));
    EXPECT_EQ(blocks[1], (std::vector<Contender*>{&contenders[0], &contenders[2]}));
    contenders.resize(1);
    EXPECT_EQ(blocks_of(contenders).size(), 1U);
}

TEST(BenchPlan, AGpuThatStoodStillIsWarmedFor03Seconds) {
    const gs_kernel cpu = kernel_in(GS_HOST), gpu = kernel_in(GS_CUDA);
    Contender contender = std::move(contenders_of({}, gpu, 10, 20).front());
    contender.steps = 80;
    contender.seconds_per_step = 0.001;
    EXPECT_EQ(warm_up_steps(contender, true), 300);
    EXPECT_EQ(warm_up_steps(contender, false), 10);
    contender.steps = 8000;
    EXPECT_EQ(warm_up_steps(contender, true), 1000);
    contender.kernel = &cpu;
    contender.steps = 8;
    EXPECT_EQ(warm_up_steps(contender, true), 1);
    contender.kernel = &gpu;
    contender.seconds_per_step = 0;  // the number of steps was given
    EXPECT_EQ(warm_up_steps(contender, true), 1);
}

TEST(BenchPlan, PlanesOnTheGpuAreCountedThere) {
    const gs_kernel cpu = kernel_in(GS_HOST), gpu = kernel_in(GS_CUDA);
    EXPECT_EQ(device_bytes_to_run(1000, 2000, gpu), 16.0 * 1000 * 2000);
    EXPECT_EQ(device_bytes_to_run(1000, 2000, cpu), 0);
    EXPECT_GT(bytes_to_run(1000, 2000, cpu, false, false), bytes_to_run(1000, 2000, gpu, false, false));
    // With a window, the instruments copy the field as well, but never more than so many cells.
    const double frames = 2 * 2 * 4.0 * 1000 * 2000;
    EXPECT_GE(bytes_to_run(1000, 2000, cpu, false, true),
              bytes_to_run(1000, 2000, cpu, false, false) + frames + 4 * 2 * 4.0 * 1000 * 2000);
    EXPECT_LT(bytes_to_run(100000, 20000, cpu, false, true),
              bytes_to_run(100000, 20000, cpu, false, false) + 1.01 * 1000 * frames);
}

struct Wrong {
    const char* what;
    void (*spoil)(BenchOptions&);
};

TEST(Bench, WrongOptionsGetASentenceThatNamesThem) {
    const Wrong all[] = {
        {"cpu-nope", [](BenchOptions& o) { o.kernels = {"cpu-nope"}; }},
        {"size", [](BenchOptions& o) { o.sizes.clear(); }},
        {"0x5",
         [](BenchOptions& o) {
             o.sizes = {{0, 5}};
         }},
        {"5x-1",
         [](BenchOptions& o) {
             o.sizes = {{5, -1}};
         }},
        {"memory",
         [](BenchOptions& o) {
             o.sizes = {{1000000, 1000000}};
         }},
        {"rounds: -1 is not allowed; it must be between 0 and 1000", [](BenchOptions& o) { o.rounds = -1; }},
        {"seconds: 0 is not allowed; it must be above 0 and at most 3600",
         [](BenchOptions& o) { o.seconds = 0; }},
        {"seconds: nan is not allowed",
         [](BenchOptions& o) { o.seconds = std::numeric_limits<double>::quiet_NaN(); }},
        {"steps: 0 is not allowed; it must be between 1 and 1000000000",
         [](BenchOptions& o) { o.steps = 0; }},
        {"no knob \"depth\"",
         [](BenchOptions& o) {
             o.knobs = {{"cpu-openmp", "depth", 1}};
         }},
        {"no knob",
         [](BenchOptions& o) {
             o.knobs = {{"cpu-reference", "threads", 1}};
         }},
        {"cpu-openmp.threads: -5 is not allowed; it must be between 0 and 1024",
         [](BenchOptions& o) {
             o.knobs = {{"cpu-openmp", "threads", -5}};
         }},
        {"among the kernels",
         [](BenchOptions& o) {
             o.sweeps = {{"cpu-openmp", "threads", {}}};
         }},
        {"sweep \"frob\"",
         [](BenchOptions& o) {
             o.sweeps = {{"", "frob", {}}};
         }},
        {"cpu-openmp.threads: -5 is not allowed; it must be between 0 and 1024",
         [](BenchOptions& o) {
             o.kernels.clear();
             o.sweeps = {{"", "threads", {1, -5}}};
         }},
        {"sweep \"cpu-openmp.threads\": this knob is given twice",
         [](BenchOptions& o) {
             o.kernels = {"cpu-openmp"};
             o.sweeps = {{"", "threads", {1}}, {"cpu-openmp", "threads", {2}}};
         }},
    };
    EXPECT_TRUE(check(tiny()).ok());
    for (const Wrong& wrong : all) {
        BenchOptions options = tiny();
        wrong.spoil(options);
        const Status status = check(options);
        EXPECT_FALSE(status.ok()) << wrong.what;
        EXPECT_NE(status.why().find(wrong.what), std::string::npos) << status.why();
    }
}

TEST(BenchReport, JsonHasTheKeysThatProgramsRelyOn) {
    const BenchOptions options = tiny();
    const auto all = nlohmann::json::parse(json_of(measured(options), options));
    EXPECT_TRUE(all.at("machine").is_object());
    ASSERT_EQ(all.at("results").size(), 2U);
    const auto& row = all["results"][0];
    EXPECT_EQ(row.at("kernel"), "cpu-reference");
    EXPECT_EQ(row.at("width"), 48);
    EXPECT_EQ(row.at("height"), 32);
    for (const char* key : {"gcells_per_s", "min", "max", "gb_per_s"})
        EXPECT_GT(row.at(key).get<double>(), 0) << key;
    EXPECT_LE(row["min"].get<double>(), row["gcells_per_s"].get<double>());
}

TEST(BenchReport, CsvHasAsManyValuesAsNames) {
    BenchReport report = measured(tiny());
    report.results[0].describe = "wide, 2 \"threads\"";
    const std::string csv = csv_of(report);
    const std::string names = csv.substr(0, csv.find('\n')), first = csv.substr(names.size() + 1);
    const auto commas = std::count(names.begin(), names.end(), ',');
    const std::string line = first.substr(0, first.find('\n'));
    EXPECT_EQ(std::count(line.begin(), line.end(), ','), commas + 1);  // one of them is inside of the quotes
    EXPECT_TRUE(line.ends_with("\"wide, 2 \"\"threads\"\"\"")) << line;
}

TEST(BenchReport, TheTableNamesEveryKernelAndWhyOthersAreMissing) {
    BenchReport report = measured(tiny());
    report.absent.push_back({"cuda-naive", "naive", "no CUDA driver"});
    const std::string table = table_of(report, tiny());
    for (const char* words : {"cpu-reference", "cpu-autovec", "48 x 32", "cuda-naive: no CUDA driver"})
        EXPECT_NE(table.find(words), std::string::npos) << table;
}

TEST(PlotCanvas, CoversWholePixelsWhollyAndHalvesByHalf) {
    PlotCanvas canvas(4, 3, {255, 255, 255, 1});
    canvas.rectangle({1, 1}, 1.5, 1, {0, 0, 0, 1});
    const auto red = [&](int x, int y) {
        return int{canvas.picture().rgb[3 * static_cast<std::size_t>(4 * y + x)]};
    };
    EXPECT_EQ(red(0, 1), 255);
    EXPECT_EQ(red(1, 1), 0);
    EXPECT_NEAR(red(2, 1), 128, 2);
    EXPECT_EQ(red(3, 1), 255);
    EXPECT_EQ(red(1, 0), 255);
    EXPECT_EQ(red(1, 2), 255);
}

TEST(PlotCanvas, CutsOffWhatLiesOutside) {
    PlotCanvas canvas(5, 5, {255, 255, 255, 1});
    canvas.disc({0, 0}, 3, {0, 0, 0, 1});
    canvas.line({-50, 4}, {50, 4}, 2, {0, 0, 0, 1});
    canvas.text({-200, 3}, 12, "outside", {0, 0, 0, 1});
    canvas.text({-2, 40}, 12, "outside", {0, 0, 0, 1});
    EXPECT_EQ(canvas.picture().rgb[0], 0);
    EXPECT_EQ(canvas.picture().rgb[3 * 4], 255);
}

TEST(Plot, DrawsThePictureOfAReport) {
    if (!PlotCanvas::has_typeface()) GTEST_SKIP() << "this build has no typeface";
    Picture picture;
    ASSERT_TRUE(draw_plot(measured(tiny()), picture).ok());
    EXPECT_EQ(picture.width, 1920);
    EXPECT_EQ(picture.height, 1080);
    std::size_t inked = 0;
    for (const std::uint8_t value : picture.rgb) inked += value < 128 ? 1U : 0U;
    EXPECT_GT(inked, picture.rgb.size() / 100);
}

/// How many colour values are not white in columns [from, to) above row `bottom`.
std::ptrdiff_t inked(const Picture& picture, int from, int to, int bottom) {
    std::ptrdiff_t count = 0;
    for (std::ptrdiff_t y = 0; y < bottom; ++y) {
        const auto row = picture.rgb.begin() + 3 * y * picture.width;
        count +=
            3 * (to - from) - std::count(row + std::ptrdiff_t{3} * from, row + std::ptrdiff_t{3} * to, 255);
    }
    return count;
}

TEST(Plot, KeepsItsWordsWithinThePicture) {
    if (!PlotCanvas::has_typeface()) GTEST_SKIP() << "this build has no typeface";
    BenchReport report = measured(tiny());
    report.cpu.device = std::string(120, 'M');
    BenchResult row = report.results[0];
    row.float64 = true;
    report.results.push_back(row);
    row.work.operations = 14;
    row.share.compute_gcells = 0.01;
    report.results.push_back(row);
    row.work.fused = true;
    report.results.push_back(row);
    for (const char* knobs : {"", "threads=16 and other words"}) {
        report.results[0].knobs = knobs;
        Picture picture;
        ASSERT_TRUE(draw_plot(report, picture).ok());
        const int width = picture.width, height = picture.height;
        EXPECT_EQ(inked(picture, width - 8, width, height), 0);
        EXPECT_EQ(inked(picture, 0, 40, height), 0);
        // The title and the families leave the same margin on both sides.
        EXPECT_EQ(inked(picture, width - 58, width, 190), 0);
        EXPECT_GT(inked(picture, width - 80, width - 60, 190), 0);
    }
}

TEST(Plot, HasNothingToDrawWithoutSamples) {
    Picture picture;
    EXPECT_FALSE(draw_plot(BenchReport{}, picture).ok());
}

}  // namespace
}  // namespace gs
