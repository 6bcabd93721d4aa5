// The Benchmark page: what it shows of the last measurement, at every size, and what a click does.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <cstdlib>
#include <filesystem>

#include "app/core/bench/bench_figures.h"
#include "app/core/bench/bench_kept.h"
#include "app/core/bench/bench_plan.h"
#include "app/core/bench/bench_report.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

namespace fs = std::filesystem;

/// A measurement of every kernel on the CPU, with made-up rates; the nearest cache is the slowest.
KeptReport made_up() {
    KeptReport kept;
    kept.options.rounds = 3;
    kept.when = std::time(nullptr) - 60;
    BenchReport& report = kept.report;
    report.params = params_of(kept.options);
    report.cpu = {"a CPU",
                  2,
                  {{"portable", 30, 15}, {"AVX-512", 117, 58}},
                  {{"L1", 1 << 16, 343}, {"L2", 1 << 20, 450}, {"DRAM", SIZE_MAX, 94}}};
    double rate = 0.0871;
    for (const gs_kernel* kernel : chosen(kept.options)) {
        if (kernel->memory == GS_CUDA) continue;
        BenchResult row;
        row.kernel = kernel->id;
        row.label = kernel->label;
        row.describe = "AVX-512, 2 threads";
        row.rows = 1080;
        row.cols = 1920;
        row.float64 = kernel->scalar == GS_F64;
        row.work = work_of(*kernel, report.params);
        row.samples = {0.93 * rate, rate, 1.04 * rate};
        summarise(row);
        report.results.push_back(row);
        rate *= 1.55;
    }
    report.finished = true;
    relate(report);
    return kept;
}

class BenchmarkPage : public WindowTest {
  protected:
    void SetUp() override {
        setenv("XDG_CACHE_HOME", folder_.c_str(), 1);
        WindowTest::SetUp();
    }
    void TearDown() override {
        WindowTest::TearDown();
        set_last_report(nullptr);
        unsetenv("XDG_CACHE_HOME");
    }

    void open(ImGuiTestContext& ctx) {
        (void)app().execute("view benchmark");
        ctx.Yield(4);
    }
    static std::string item(Text name) { return std::string("//Benchmark/") + c_text(name); }
    /// The row of this kernel in the ladder.
    static ImGuiID bar(ImGuiTestContext& ctx, const char* kernel) {
        return ctx.GetID(kernel, ctx.WindowInfo("//Benchmark/ladder").ID);
    }
    /// True if this item is there and lies within the page.
    static bool in_sight(ImGuiTestContext& ctx, const ImGuiTestRef& name) {
        const ImRect page = ctx.WindowInfo("//Benchmark").Window->Rect();
        const ImGuiTestItemInfo info = ctx.ItemInfo(name, ImGuiTestOpFlags_NoError);
        if (info.ID != 0 && page.Contains(info.RectFull)) return true;
        ADD_FAILURE() << info.DebugLabel << (info.ID == 0 ? " is not there" : " is cut off");
        return false;
    }
    void resize(ImGuiTestContext& ctx, int width, int height, double scale) {
        glfwSetWindowSize(window_->handle(), width, height);
        settings_.scale = scale;
        IM_CHECK(until(ctx, [&] { return ImGui::GetIO().DisplaySize.x == static_cast<float>(width); }));
        ctx.Yield(4);
    }
};

TEST_F(BenchmarkPage, SaysThatNothingHasBeenMeasured) {
    set_last_report(nullptr);
    drive([this](ImGuiTestContext& ctx) {
        open(ctx);
        IM_CHECK(ctx.ItemInfo(item(Text::UiSave).c_str()).ItemFlags & ImGuiItemFlags_Disabled);
        ctx.ItemClick("//Benchmark/plots/Roofline");
        ctx.Yield(3);
        IM_CHECK(!app().execute("save-bench").ok());
    });
}

TEST_F(BenchmarkPage, EnterOnTheEmptyPageBeginsToMeasure) {
    set_last_report(nullptr);
    drive([this](ImGuiTestContext& ctx) {
        open(ctx);
        ctx.KeyPress(ImGuiKey_Enter);
        IM_CHECK(until(ctx, [&] { return !ui().measuring.empty(); }));
        ctx.ItemClick(item(Text::UiCancel).c_str());
        IM_CHECK(until(ctx, [&] { return ui().measuring.empty(); }));
    });
}

TEST_F(BenchmarkPage, ShowsTheKeptMeasurementAndAClickRunsAKernel) {
    keep(made_up());
    set_last_report(kept_report());
    drive([this](ImGuiTestContext& ctx) {
        open(ctx);
        ctx.ItemClick(bar(ctx, "cpu-aos"));
        IM_CHECK(until(ctx, [&] { return document().kernel == "cpu-aos" && state().kernel == "cpu-aos"; }));
        ctx.ItemClick("//Benchmark/plots/Roofline");
        ctx.Yield(2);
        ctx.ItemClick("//Benchmark/cpu-simd");
        IM_CHECK(until(ctx, [&] { return document().kernel == "cpu-simd"; }));
        ctx.Yield(2);
    });
}

TEST_F(BenchmarkPage, OffersTheFieldsSizeIfItIsAnotherThanTheUsualOne) {
    drive([this](ImGuiTestContext& ctx) {
        open(ctx);
        const auto offered = [&] {
            return ctx.ItemExists((std::string("//Benchmark/size/") + "1920 × 1080").c_str());
        };
        IM_CHECK(until(ctx, offered));
        (void)app().execute("size 1920 1080");
        IM_CHECK(until(ctx, [&] { return !offered(); }));
    });
}

TEST_F(BenchmarkPage, SavesAndCopies) {
    const KeptReport kept = made_up();
    set_last_report(std::make_shared<KeptReport>(kept));
    drive([&](ImGuiTestContext& ctx) {
        open(ctx);
        ctx.ItemClick(item(Text::UiBenchCopy).c_str());
        IM_CHECK_STR_EQ(ImGui::GetClipboardText(), table_of(kept.report, kept.options).c_str());
        ctx.ItemClick(item(Text::UiSave).c_str());
        const auto said = [&] { return ui().toasts.newest().find("-benchmark-") != std::string::npos; };
        IM_CHECK(until(ctx, said));
        int pictures = 0;
        for (const auto& file : fs::directory_iterator(folder_))
            pictures += file.path().extension() == ".png";
        IM_CHECK_EQ(pictures, 1);
    });
}

TEST_F(BenchmarkPage, NothingIsCutOffAtAnySize) {
    set_last_report(std::make_shared<KeptReport>(made_up()));
    struct Size {
        int width, height;
        double scale;
    };
    drive([&](ImGuiTestContext& ctx) {
        open(ctx);
        for (const Size& size : {Size{1280, 720, 1}, {1280, 720, 1.6}, {760, 480, 1}, {480, 320, 1}}) {
            resize(ctx, size.width, size.height, size.scale);
            for (const Text name : {Text::UiBenchRun, Text::UiSave, Text::UiBenchCopy})
                IM_CHECK(in_sight(ctx, item(name).c_str()));
            for (const char* plot : {"//Benchmark/plots/Roofline", "//Benchmark/plots/Ladder"}) {
                IM_CHECK(in_sight(ctx, plot));
                ctx.ItemClick(plot);
                ctx.Yield(2);
                const Picture shown = look(ctx);
                keep_picture("Benchmark-" + std::to_string(size.width) + "-" +
                                 std::to_string(static_cast<int>(10 * size.scale)) +
                                 fs::path(plot).filename().string(),
                             shown);
            }
            IM_CHECK(in_sight(ctx, bar(ctx, "cpu-reference")));
        }
        resize(ctx, 1280, 720, 1);
    });
}

}  // namespace
}  // namespace gs
