// The instruments beside the picture: by keys, clicks and drags.
#include <unistd.h>

#include <cmath>
#include <filesystem>

#include "app/ui/instruments.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

class InstrumentsWindow : public WindowTest {
  protected:
    void SetUp() override {
        WindowTest::SetUp();
        for (const InstrumentRow& row : instrument_rows())
            settings_.open["instrument " + std::string(row.id)] = row.at_first;
        settings_.open["instruments"] = false;
        (void)app().execute("view fit; speed 600");
    }
    Instruments& instruments() { return app().instruments(); }
    std::size_t moments(Instrument i) {
        const Curve curve = instruments().curve(i, document());
        return curve.table.empty() ? 0 : curve.table.front().values.size();
    }
    ImVec2 pixel_of(double row, double col) {
        const Place p = ui().view.to_pixel({col + 0.5, row + 0.5});
        return {static_cast<float>(p.x), static_cast<float>(p.y)};
    }
};

TEST_F(InstrumentsWindow, IOpensAndClosesThemAndClosedOnesMeasureNothing) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("play");
        ctx.Yield(20);
        IM_CHECK_EQ(instruments().revision(), 0U);
        ctx.KeyPress(ImGuiKey_I);
        IM_CHECK(until(ctx, [&] { return moments(Instrument::Means) > 3; }));
        IM_CHECK(ctx.WindowInfo("//Instruments").Window->Active);
        IM_CHECK_EQ(moments(Instrument::Activity), 0U);
        ctx.ItemClick("//Instruments/activity/title");
        IM_CHECK(instruments().is_open(Instrument::Activity));
        ctx.Yield(2);
        ctx.ItemClick("//Instruments/means/title");
        IM_CHECK(!instruments().is_open(Instrument::Means));
        IM_CHECK(until(ctx, [&] { return moments(Instrument::Activity) > 1; }));
        ctx.KeyPress(ImGuiKey_I);
        ctx.Yield(3);
        IM_CHECK(instruments().shown().none());
        const std::uint64_t before = instruments().revision();
        ctx.Yield(20);
        IM_CHECK_LE(instruments().revision(), before + 1);
    });
}

TEST_F(InstrumentsWindow, CtrlClickPinsAProbeAndPaintsNothing) {
    drive([this](ImGuiTestContext& ctx) {
        const std::vector<float> before = field_v(ctx);
        const ImVec2 at = pixel_of(90, 150);
        ctx.MouseMoveToPos(at);
        ctx.Yield(2);
        ctx.KeyDown(ImGuiMod_Ctrl);
        ctx.MouseClick();
        ctx.KeyUp(ImGuiMod_Ctrl);
        ctx.Yield(2);
        IM_CHECK_EQ(instruments().probes().size(), 1U);
        IM_CHECK_LE(std::abs(instruments().probes()[0].row - 90), 1);
        IM_CHECK_LE(std::abs(instruments().probes()[0].col - 150), 1);
        IM_CHECK(InstrumentColumn::column_open(ui()));
        IM_CHECK(field_v(ctx) == before);
        (void)app().execute("play");
        IM_CHECK(until(ctx, [&] { return moments(Instrument::Probes) > 3; }));
        // Pin, then a click without Ctrl; the one after that paints again.
        ctx.ItemClick("//Instruments/probes/pin");
        IM_CHECK(ui().instruments.armed() == InstrumentColumn::Armed::Pin);
        ctx.MouseMoveToPos(pixel_of(60, 200));
        ctx.MouseClick();
        ctx.Yield(2);
        IM_CHECK_EQ(instruments().probes().size(), 2U);
        IM_CHECK(ui().instruments.armed() == InstrumentColumn::Armed::Nothing);
        ctx.ItemClick("//Instruments/probes/unpin");
        IM_CHECK(instruments().probes().empty());
    });
}

TEST_F(InstrumentsWindow, ADragDrawsTheProfilesLine) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("instrument profile on; instrument probes off");
        ctx.KeyPress(ImGuiKey_I);
        ctx.Yield(3);
        const std::vector<float> before = field_v(ctx);
        ctx.ItemClick("//Instruments/profile/line");
        ctx.MouseMoveToPos(pixel_of(60, 150));
        ctx.MouseDown();
        ctx.MouseMoveToPos(pixel_of(100, 200));
        ctx.MouseUp();
        ctx.Yield(2);
        IM_CHECK(instruments().line().has_value());
        IM_CHECK_LT(std::abs(instruments().line()->to_col - 200), 1.5);
        IM_CHECK(until(ctx, [&] { return moments(Instrument::Profile) > 10; }));
        IM_CHECK(field_v(ctx) == before);
    });
}

TEST_F(InstrumentsWindow, TheHistogramsHandlesAreTheRangeAndADragIsOneUndo) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("step 100");
        ctx.KeyPress(ImGuiKey_I);
        IM_CHECK(until(ctx, [&] { return moments(Instrument::Histogram) > 10; }));
        ctx.Yield(3);
        const double before = shown_range(document()).high;
        const ImRect handle = place(ctx, "//Instruments/histogram/high");
        ctx.MouseMoveToPos({handle.GetCenter().x, handle.Max.y - 4});
        ctx.MouseDown();
        ctx.MouseMoveToPos({handle.GetCenter().x - 30, handle.Max.y - 4});
        ctx.MouseMoveToPos({handle.GetCenter().x - 45, handle.Max.y - 4});
        ctx.MouseUp();
        ctx.Yield(2);
        IM_CHECK_LT(shown_range(document()).high, before - 0.03);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);
        ctx.Yield(2);
        IM_CHECK_EQ(shown_range(document()).high, before);
    });
}

TEST_F(InstrumentsWindow, ShiftIEnlargesTheOneUnderThePointerAndItsCurveIsSaved) {
    namespace fs = std::filesystem;
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("play");
        ctx.KeyPress(ImGuiKey_I);
        IM_CHECK(until(ctx, [&] { return moments(Instrument::Spectrum) > 3; }));
        ctx.MouseMove("//Instruments/spectrum/title");
        ctx.Yield(2);
        ctx.KeyPress(ImGuiMod_Shift | ImGuiKey_I);
        ctx.Yield(3);
        IM_CHECK(ui().instruments.large() == Instrument::Spectrum);
        const std::string table = (folder_ / "s.csv").string(), picture = (folder_ / "s.png").string();
        ui().execute("save-curve spectrum " + table);
        ui().execute("save-curve spectrum " + picture);
        IM_CHECK(until(ctx, [&] { return fs::exists(table) && fs::exists(picture); }));
        ctx.ItemClick("//Instrument/close");
        ctx.Yield(2);
        IM_CHECK(!ui().instruments.large().has_value());
        ctx.KeyPress(ImGuiMod_Shift | ImGuiKey_I);
        ctx.Yield(2);
        IM_CHECK(ui().instruments.large().has_value());
        ctx.KeyPress(ImGuiKey_Escape);
        ctx.Yield(2);
        IM_CHECK(!ui().instruments.large().has_value());
        IM_CHECK(InstrumentColumn::column_open(ui()));
    });
}

TEST_F(InstrumentsWindow, ACardStandsAboveTheEnlargedOne) {
    drive([this](ImGuiTestContext& ctx) {
        ui().execute("view instrument-large; set dt 1.5; speed full; play");
        IM_CHECK(until(ctx, [&] { return state().blown_up; }));
        ctx.Yield(5);
        (void)look(ctx);
        const ImRect card = ctx.WindowInfo("//BlownUp").Window->Rect();
        const ImRect enlarged = ctx.WindowInfo("//Instrument").Window->Rect();
        IM_CHECK(card.GetWidth() > 100 && enlarged.GetWidth() > 100);
        IM_CHECK(!card.Overlaps(enlarged));
    });
}

}  // namespace
}  // namespace gs
