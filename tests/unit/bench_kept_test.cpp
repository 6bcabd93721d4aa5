#include "app/core/bench/bench_kept.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/core/app/app.h"
#include "app/core/bench/bench_report.h"
#include "tests/support/folder.h"

namespace gs {
namespace {

namespace fs = std::filesystem;

/// A cache folder and a place for files that no other test has.
class Kept : public testing::Test {
  protected:
    void SetUp() override {
        setenv("XDG_CACHE_HOME", folder_.c_str(), 1);
        set_last_report(nullptr);
    }
    void TearDown() override {
        set_last_report(nullptr);
        unsetenv("XDG_CACHE_HOME");
    }

    std::string read(const fs::path& path) {
        std::ostringstream words;
        words << std::ifstream(path).rdbuf();
        return words.str();
    }
    void change(const fs::path& path, const std::string& from, const std::string& to) {
        std::string words = read(path);
        const std::size_t at = words.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        std::ofstream(path) << words.replace(at, from.size(), to);
    }

    const test::Folder own_;
    const fs::path folder_ = own_.path();
};

KeptReport measured() {
    BenchOptions options;
    options.kernels = {"cpu-reference", "cpu-autovec", "cuda-naive"};
    options.sizes = {{48, 32}};
    options.rounds = 3;
    options.steps = 2;
    options.known_roofs =
        Roofs{"a CPU", 2, {{"portable", 4, 2}}, {{"L1", 1 << 16, 100}, {"DRAM", SIZE_MAX, 10}}};
    const Benchmark benchmark(options);
    EXPECT_TRUE(benchmark.wait_for(300));
    KeptReport kept{benchmark.report(), options, 1'795'000'000};
    kept.report.results.back().status = Status::failure("it was cancelled");
    return kept;
}

TEST_F(Kept, AReportComesBackAsItWas) {
    const KeptReport before = measured();
    keep(before);
    const auto after = kept_report();
    ASSERT_NE(after, nullptr);
    EXPECT_EQ(after->when, before.when);
    EXPECT_TRUE(after->report.finished);
    EXPECT_EQ(json_of(after->report, after->options), json_of(before.report, before.options));
    EXPECT_EQ(table_of(after->report, after->options), table_of(before.report, before.options));
    EXPECT_EQ(csv_of(after->report), csv_of(before.report));
    EXPECT_EQ(after->report.results.front().label, before.report.results.front().label);
}

TEST_F(Kept, WhatIsOnDiskIsTheFirstLastReport) {
    EXPECT_EQ(last_report(), nullptr);
    EXPECT_EQ(kept_report(), nullptr);
    keep(measured());
    EXPECT_NE(kept_report(), nullptr);
    set_last_report(kept_report());
    EXPECT_NE(last_report(), nullptr);
}

TEST_F(Kept, AnotherMachinesOrVersionsReportIsNotShown) {
    keep(measured());
    const fs::path file = folder_ / "grayscope" / "bench.json";
    change(file, machine_name() + " | ", "another machine | ");
    EXPECT_EQ(kept_report(), nullptr);
    keep(measured());  // both stay side by side
    EXPECT_NE(kept_report(), nullptr);
    EXPECT_NE(read(file).find("another machine | "), std::string::npos);
    change(file, machine_name() + " | newest | ", machine_name() + " | newest | 0.0.");
    EXPECT_EQ(kept_report(), nullptr);
}

TEST_F(Kept, ADamagedOrForeignFileCountsAsNone) {
    const fs::path file = folder_ / "grayscope" / "bench.json";
    keep(measured());
    const std::string sound = read(file);
    for (const auto& [from, to] : {std::pair{"cpu-autovec", "cpu-elsewhere"},
                                   {"\"samples\": [", "\"samples\": [-1,"},
                                   {"\"samples\"", "\"simples\""},
                                   {"\"height\": 32", "\"height\": \"tall\""},
                                   {"periodic", "sideways"},
                                   {"{", "["}}) {
        std::ofstream(file) << sound;
        change(file, from, to);
        EXPECT_EQ(kept_report(), nullptr) << from << " as " << to;
    }
    std::ofstream(file) << sound << std::string(5 << 20, ' ');
    EXPECT_EQ(kept_report(), nullptr) << "too long";
    fs::remove(file);
    fs::create_directory(file);
    EXPECT_EQ(kept_report(), nullptr) << "a folder";
}

TEST_F(Kept, RatesComeBack) {
    EXPECT_TRUE(kept_rates().rates().empty());
    RateBook book;
    book.note("cpu-reference", 32, 48, 0.25);
    book.note("cpu-simd", 1080, 1920, 3.5);
    keep(book);
    EXPECT_EQ(kept_rates().rates(), book.rates());
    change(folder_ / "grayscope" / "rates.json", "3.5", "\"fast\"");
    EXPECT_TRUE(kept_rates().rates().empty());
}

TEST_F(Kept, SaveBenchWritesWhatTheEndingSays) {
    App app(App::Mode::Direct);
    const std::string name = (folder_ / "x").string();
    const Status nothing = app.execute("save-bench " + name + ".json");
    EXPECT_FALSE(nothing);
    EXPECT_NE(nothing.why().find("nothing has been measured"), std::string::npos);
    const KeptReport kept = measured();
    set_last_report(std::make_shared<KeptReport>(kept));
    for (const char* ending : {".json", ".csv", ".txt", ".png"}) {
        const Status saved = app.execute("save-bench " + name + ending);
        EXPECT_TRUE(saved) << ending << ": " << saved.why();
    }
    EXPECT_EQ(read(name + ".json"), json_of(kept.report, kept.options));
    EXPECT_EQ(read(name + ".csv"), csv_of(kept.report));
    EXPECT_EQ(read(name + ".txt"), table_of(kept.report, kept.options));
    EXPECT_EQ(read(name + ".png").substr(1, 3), "PNG");
    EXPECT_FALSE(app.execute("save-bench " + name + ".npy"));
    EXPECT_FALSE(app.execute("save-bench " + (folder_ / "no" / "x.csv").string()));
    EXPECT_EQ(app.take_messages().size(), 4U);
}

TEST_F(Kept, TheDayIsTodayOrADate) {
    setenv("TZ", "UTC", 1);
    tzset();
    constexpr std::time_t noon = 1'795'521'720;  // 24 November 2026, 12:02
    EXPECT_EQ(day_of(noon, noon + 3600), "today 12:02");
    EXPECT_EQ(day_of(noon, noon + 86400), "on 24 November 2026");
    unsetenv("TZ");
    tzset();
}

}  // namespace
}  // namespace gs
