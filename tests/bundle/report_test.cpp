// The page about a run, made from invented logs and figures.
#include "tests/bundle/report.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "app/core/bench/bench_report.h"

namespace gs::bundle {
namespace {

constexpr const char* kLog = R"(Note: Google Test filter = *
[ RUN      ] Device.frames
[       OK ] Device.frames (12 ms)
[ RUN      ] Device.memory
tests/gpu/device_checks.cpp:146: Failure
Expected: something
  Actual: else
[  FAILED  ] Device.memory (3 ms)
[ RUN      ] Device.info
tests/gpu/device_checks.cpp:190: Skipped

  no driver

[  SKIPPED ] Device.info (0 ms)
[  FAILED  ] 1 test, listed below:
[  FAILED  ] Device.memory
[ RUN      ] Device.refusal
Segmentation fault
)";

std::vector<TestOutcome> read(const char* text) {
    std::istringstream log(text);
    return read_gtest_log(log);
}

TEST(GtestLog, TellsEachTestOnceWithItsReason) {
    using Result = TestOutcome::Result;
    const auto tests = read(kLog);
    ASSERT_EQ(tests.size(), 4U);
    const Result results[] = {Result::Passed, Result::Failed, Result::Skipped, Result::Unfinished};
    const char* names[] = {"Device.frames", "Device.memory", "Device.info", "Device.refusal"};
    for (std::size_t i = 0; i < tests.size(); ++i) {
        EXPECT_EQ(tests[i].name, names[i]);
        EXPECT_EQ(tests[i].result, results[i]) << names[i];
    }
    EXPECT_EQ(tests[1].words, "Expected: something");
    EXPECT_EQ(tests[2].words, "no driver");
}

TEST(GtestLog, ATestThatAnotherFollowsWithoutAnEndIsUnfinished) {
    const auto tests = read("[ RUN      ] A.a\n[ RUN      ] A.b\n[       OK ] A.b (1 ms)\n");
    ASSERT_EQ(tests.size(), 2U);
    EXPECT_EQ(tests[0].result, TestOutcome::Result::Unfinished);
    EXPECT_EQ(tests[1].result, TestOutcome::Result::Passed);
    EXPECT_TRUE(read("").empty());
}

/// The output of `bench --json` for these rows.
std::string bench_json(const std::vector<BenchResult>& rows, bool cancelled = false) {
    BenchReport report;
    report.results = rows;
    report.gpu = {"a GPU", 132, {{"CUDA", 30000, 15000}}, {{"L2", 1 << 20, 5000}, {"DRAM", SIZE_MAX, 3000}}};
    report.absent = {{"cuda-thrust", "Thrust", "it is not there"}};
    report.cancelled = cancelled;
    return json_of(report, {});
}

BenchResult row(const char* kernel, const char* knobs, double gcells, int cols = 1920, int rows = 1080) {
    BenchResult r;
    r.kernel = kernel;
    r.knobs = knobs;
    r.cols = cols;
    r.rows = rows;
    r.samples = {gcells};
    r.median = r.min = r.max = gcells;
    r.gb_per_s = 16 * gcells;
    r.share.limit = 0.5;
    return r;
}

Figures figures(const char* name, const std::string& json) {
    std::istringstream in(json);
    return read_figures(name, in);
}

double no_prediction(const std::string&, int, int) {
    return 0;
}

bool has(const std::string& page, const char* words) {
    return page.find(words) != std::string::npos;
}

TEST(GpuReport, CountsPartsAndTests) {
    Results results;
    results.machine = {"Cores: 16"};
    results.parts = {{"device", "failed", 12, 25, "the device tests ended with exit code 139", read(kLog)},
                     {"ncu", "skipped", 0, 75, "no ncu", {}},
                     {"sweeps", "cut", 70, 70, "it ran past its time", {}}};
    EXPECT_TRUE(anything_failed(results));
    const std::string page = report_of(results, no_prediction);
    EXPECT_TRUE(has(page,
                    "**3 parts: 0 passed, 1 failed, 1 cut short, 1 skipped. 4 tests: 1 passed, 2 failed, "
                    "1 skipped.**"))
        << page;
    for (const char* words :
         {"- Cores: 16\n",
          "| device | failed | 12 | 25 | 1 of 4 | the device tests ended with exit code 139 |",
          "| ncu | skipped | 0 | 75 |  | no ncu |", "| sweeps | cut short | 70 | 70 |",
          "- device: Device.memory: Expected: something\n",
          "- device: Device.refusal was running when the program ended\n", "- Device.info: no driver\n"})
        EXPECT_TRUE(has(page, words)) << words << "\n" << page;
}

TEST(GpuReport, OnlyAFailureFails) {
    Results results;
    EXPECT_TRUE(anything_failed(results)) << "nothing ran";
    results.parts = {{"device", "passed", 1, 2, "", read("[ RUN      ] A.a\n[       OK ] A.a (1 ms)\n")},
                     {"ncu", "skipped", 0, 75, "no ncu", {}},
                     {"sweeps", "cut", 70, 70, "", {}}};
    EXPECT_FALSE(anything_failed(results));
    results.unreadable = {"ladder.json: torn"};
    EXPECT_TRUE(anything_failed(results));
    EXPECT_TRUE(has(report_of(results, no_prediction), "## What failed\n\n- ladder.json: torn"));
    results.unreadable.clear();
    results.parts[0].tests = read(kLog);
    EXPECT_TRUE(anything_failed(results)) << "whatever the exit code said";
}

TEST(GpuReport, TheLadderStandsBesideRoofsAndPredictions) {
    Results results;
    results.figures = {figures("ladder", bench_json({row("cuda-naive", "", 100), row("cuda-vector", "", 210),
                                                     row("cuda-vector", "", 180, 3840, 2160)},
                                                    true))};
    const auto predict = [](const std::string& kernel, int rows, int) {
        return kernel == "cuda-vector" && rows == 1080 ? 200.0 : 0.0;
    };
    const std::string page = report_of(results, predict);
    for (const char* words :
         {"a GPU: 30000e9 multiply-adds per second in float32, L2 5000 GB/s, DRAM 3000 GB/s.",
          "| cuda-naive | 100 | 100 - 100 | 1600 | 50 | neither | - | - |",
          "| cuda-vector | 210 | 210 - 210 | 3360 | 50 | neither | 200 | 1.05 |", "\n3840 x 2160\n",
          "- cuda-thrust: it is not there", "It ran past its time"})
        EXPECT_TRUE(has(page, words)) << words << "\n" << page;
}

TEST(GpuReport, SweepsTellTheBestBesideTheKernelsOwnChoice) {
    Results results;
    results.figures = {figures("ladder", bench_json({row("cuda-temporal", "", 500)})),
                       figures("sweep-band", bench_json({row("cuda-temporal", "band=64", 480),
                                                         row("cuda-temporal", "band=72", 950),
                                                         row("cuda-temporal", "band=72", 900, 3840)}))};
    const std::string page = report_of(results, no_prediction);
    EXPECT_TRUE(has(page, "| cuda-temporal | 1920 x 1080 | band=72 | 950 | 500 | band=64 | 480 |")) << page;
    EXPECT_TRUE(has(page, "| cuda-temporal | 3840 x 1080 | band=72 | 900 | - | band=72 | 900 |")) << page;
}

TEST(GpuReport, AblationsTellWhatEachPartCosts) {
    Results results;
    results.figures = {figures("ablations", bench_json({row("cuda-persistent", "ablation=0", 1036.8),
                                                        row("cuda-persistent", "ablation=2", 2073.6)}))};
    const std::string page = report_of(results, no_prediction);
    EXPECT_TRUE(has(page, "| nothing | 1920 x 1080 | 1037 | 2.00 |  |")) << page;
    EXPECT_TRUE(has(page, "| the exchange | 1920 x 1080 | 2074 | 1.00 | -1.00 |")) << page;
}

TEST(GpuReport, ShowsWhatNsightComputeSays) {
    std::istringstream csv(
        "==PROF== Connected\n\"ID\",\"Kernel Name\",\"Metric Name\",\"Metric Unit\",\"Metric Value\"\n"
        "\"0\",\"step(a, b)\",\"Duration\",\"us\",\"7.90\"\n"
        "\"0\",\"step(a, b)\",\"Registers Per Thread\",\"register/thread\",\"1,024\"\n"
        "\"1\",\"other\",\"L2 Hit Rate\",\"%\",\"50\"\n");
    Results results;
    results.profiles = {{"vector-1080p", read_profile(csv)}};
    const std::string page = report_of(results, no_prediction);
    EXPECT_TRUE(has(page, "| Duration | 7.90 us |")) << page;
    EXPECT_TRUE(has(page, "| Registers Per Thread | 1,024 register/thread |")) << page;
    EXPECT_TRUE(has(page, "| L2 Hit Rate | - |")) << page;
}

TEST(GpuReport, ReadsWhatARunLeaves) {
    std::string folder = testing::TempDir() + "/gpu_report_XXXXXX";
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    std::filesystem::create_directory(folder + "/logs");
    const auto write = [&](const char* name, const std::string& text) {
        std::ofstream(folder + "/" + name) << text;
    };
    write("machine.txt", "Cores: 2\n");
    write("parts.tsv",
          "part\tresult\tseconds\tlimit\treason\nconformance\tpassed\t3\t45\t\n"
          "sanitizers\tcut\t100\t100\tracecheck ran past its time\n");
    write("notes.tsv", "egl\t60 frames a second\n");
    write("logs/conformance-0.log", "[ RUN      ] A.a\n[       OK ] A.a (1 ms)\n");
    write("logs/conformance-1.log", "[ RUN      ] A.b\n[       OK ] A.b (1 ms)\n");
    write("logs/sanitizer-racecheck.log", "[ RUN      ] A.c\n[       OK ] A.c (1 ms)\n");
    write("logs/other.log", "[ RUN      ] A.d\n");
    write("ladder.json", bench_json({row("cuda-naive", "", 100)}));
    write("torn.json", "{");
    const Results results = read_results(folder);
    std::filesystem::remove_all(folder);
    ASSERT_EQ(results.parts.size(), 2U);
    EXPECT_EQ(results.parts[0].tests.size(), 2U);
    EXPECT_EQ(results.parts[0].limit, 45);
    EXPECT_EQ(results.parts[1].tests.size(), 1U);
    EXPECT_EQ(results.parts[1].reason, "racecheck ran past its time");
    ASSERT_EQ(results.figures.size(), 1U);
    EXPECT_EQ(results.figures[0].rows.at(0).kernel, "cuda-naive");
    ASSERT_EQ(results.unreadable.size(), 1U);
    EXPECT_TRUE(results.unreadable[0].starts_with("torn.json: "));
    EXPECT_EQ(results.notes.at(0).second, "60 frames a second");
}

}  // namespace
}  // namespace gs::bundle
