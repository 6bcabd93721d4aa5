// The map of the rates: by clicks, drags, the wheel and keys, in the panel and on its page.
#include <cmath>
#include <cstdlib>

#include "app/core/document/presets.h"
#include "app/ui/rate_map.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

class RatesMap : public WindowTest {
  protected:
    void SetUp() override {
        setenv("XDG_CACHE_HOME", folder_.c_str(), 1);
        WindowTest::SetUp();
        settings_.open["map"] = true;
    }
    void TearDown() override {
        WindowTest::TearDown();
        unsetenv("XDG_CACHE_HOME");
    }
    ImVec2 pixel_of(const ImRect& map, const RatePoint& r) {
        const PlaneRange& range = ui().map.range();
        return {map.Min.x + static_cast<float>(range.right(r)) * map.GetWidth(),
                map.Max.y - static_cast<float>(range.up(r)) * map.GetHeight()};
    }
    bool at(const RatePoint& r) {
        return std::abs(document().feed - r.feed) < 0.002 && std::abs(document().kill - r.kill) < 0.001;
    }
    static constexpr const char* kSmall = "//Panel/**/map";
};

TEST_F(RatesMap, ADragTakesRatesLiveAndIsOneEntryOfTheHistory) {
    drive([this](ImGuiTestContext& ctx) {
        const Document before = document();
        const RatePoint first{0.07, 0.05}, last{0.02, 0.04};
        ctx.MouseMove(kSmall);
        const ImRect map = place(ctx, kSmall);
        ctx.MouseMoveToPos(pixel_of(map, first));
        ctx.MouseDown();
        IM_CHECK(until(ctx, [&] { return at(first); }));
        ctx.MouseMoveToPos(pixel_of(map, last));
        IM_CHECK(until(ctx, [&] { return at(last); }));
        ctx.MouseUp();
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);
        IM_CHECK_EQ(document().feed, before.feed);
        IM_CHECK_EQ(document().kill, before.kill);
    });
}

TEST_F(RatesMap, AClickNearAPresetTakesItsRatesExactly) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.KeyPress(ImGuiMod_Shift | ImGuiKey_M);
        ctx.Yield(3);
        const ImRect map = place(ctx, "//Map/map");
        const Preset& preset = *find_preset("worms");
        const ImVec2 at = pixel_of(map, {preset.feed, preset.kill});
        ctx.MouseMoveToPos({at.x + 3, at.y + 2});
        ctx.Yield(2);
        IM_CHECK(ui().map.told(ui()).find(preset.label) != std::string::npos);
        ctx.MouseClick();
        IM_CHECK(
            until(ctx, [&] { return document().feed == preset.feed && document().kill == preset.kill; }));
    });
}

TEST_F(RatesMap, TheWheelZoomsAtThePointerAndTheMiddleButtonMoves) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.KeyPress(ImGuiMod_Shift | ImGuiKey_M);
        ctx.Yield(3);
        const ImRect map = place(ctx, "//Map/map");
        const RatePoint held{0.04, 0.06};
        const ImVec2 pointer = pixel_of(map, held);
        ctx.MouseMoveToPos(pointer);
        ctx.MouseWheelY(2);
        ctx.Yield(2);
        const PlaneRange zoomed = ui().map.range();
        IM_CHECK_LT(zoomed.kill_high - zoomed.kill_low, 0.03);
        const ImVec2 still = pixel_of(map, held);
        IM_CHECK_LT(std::abs(still.x - pointer.x) + std::abs(still.y - pointer.y), 3.0F);
        ctx.MouseDown(ImGuiMouseButton_Middle);
        ctx.MouseMoveToPos({pointer.x + 60, pointer.y});
        ctx.MouseUp(ImGuiMouseButton_Middle);
        IM_CHECK_LT(ui().map.range().kill_low, zoomed.kill_low);
        IM_CHECK_EQ(document().kill, Document().kill);
        ctx.ItemClick((std::string("//Map/") + c_text(Text::UiMapWhole)).c_str());
        IM_CHECK(ui().map.range() == PlaneRange());
    });
}

TEST_F(RatesMap, IsComputedInTheBackgroundAndShowsWhatIsChosen) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.KeyPress(ImGuiMod_Shift | ImGuiKey_M);
        IM_CHECK(until(ctx, [&] { return ui().map.study().map() != nullptr; }));
        for (const MapView& view : map_views()) {
            ctx.ItemClick((std::string("//Map/show/") + c_text(view.label)).c_str());
            IM_CHECK(ui().map.show() == view.show);
        }
        ui().execute("view map-show");
        IM_CHECK(ui().map.show() == MapShow::Pattern);
        ui().execute("view map-curves");
        IM_CHECK(!map_mark(ui(), MapMark::Curves));
    });
}

TEST_F(RatesMap, ADragWithShiftDrawsAPathThatIsPlayed) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.KeyPress(ImGuiMod_Shift | ImGuiKey_M);
        ctx.Yield(3);
        const ImRect map = place(ctx, "//Map/map");
        const RatePoint first{0.03, 0.062}, last{0.05, 0.05};
        ctx.MouseMoveToPos(pixel_of(map, first));
        ctx.KeyDown(ImGuiMod_Shift);
        ctx.MouseDown();
        ctx.Yield(2);
        ctx.MouseMoveToPos(pixel_of(map, last));
        IM_CHECK(ui().map.told(ui()).find("path") != std::string::npos);
        ctx.MouseUp();
        ctx.KeyUp(ImGuiMod_Shift);
        IM_CHECK(until(ctx, [&] { return document().path != nullptr; }));
        IM_CHECK(at(last));
        const Glide path = *document().path;
        IM_CHECK_LT(std::abs(path.moments.front().values[0] - first.feed), 0.002);
        IM_CHECK_LT(std::abs(path.moments.back().values[1] - last.kill), 0.001);
        ui().execute("play");
        IM_CHECK(until(ctx, [&] { return ui().state.stepping; }));
        ctx.ItemClick((std::string("//Map/") + c_text(Text::UiMapPlay)).c_str());
        IM_CHECK(until(ctx, [&] { return ui().app.glide_share().has_value(); }));
        IM_CHECK(until(ctx, [&] { return !ui().app.glide_share().has_value(); }));
        IM_CHECK_EQ(document().feed, path.moments.back().values[0]);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);  // the glide
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);  // the path, with the rates that the drag took
        IM_CHECK(document().path == nullptr);
    });
}

TEST_F(RatesMap, AFavouriteIsAPointOnItThatAClickTakes) {
    drive([this](ImGuiTestContext& ctx) {
        ui().execute("rates 0.085 0.045; keep mine; rates 0.03 0.06");
        ctx.KeyPress(ImGuiMod_Shift | ImGuiKey_M);
        ctx.Yield(3);
        const ImVec2 there = pixel_of(place(ctx, "//Map/map"), {0.085, 0.045});
        ctx.MouseMoveToPos({there.x + 3, there.y - 2});
        ctx.Yield(2);
        IM_CHECK(ui().map.told(ui()).find("mine") != std::string::npos);
        ctx.MouseClick();
        IM_CHECK(until(ctx, [&] { return document().feed == 0.085 && document().kill == 0.045; }));
        ui().execute("rates 0.03 0.06; view map-favourites");
        ctx.MouseMoveToPos({there.x + 4, there.y - 2});
        ctx.Yield(2);
        IM_CHECK(ui().map.told(ui()).find("mine") == std::string::npos);
    });
}

TEST_F(RatesMap, LiesOverTheFieldAndAltClickTakesTheRatesOfAPlace) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_M);
        IM_CHECK(until(ctx, [&] { return varies(document()); }));
        const PlaneRange whole;
        IM_CHECK_EQ(document().vary_feed.low, whole.feed_high);
        IM_CHECK_EQ(document().vary_kill.high, whole.kill_high);
        ctx.Yield(5);
        ctx.MouseMoveToPos({500, 400});
        ctx.Yield(2);
        const Place cell = ui().view.to_cell({500, 400});
        const auto [feed, kill] = rates_at(document(), static_cast<int>(cell.y), static_cast<int>(cell.x));
        ctx.KeyDown(ImGuiMod_Alt);
        ctx.MouseClick();
        ctx.KeyUp(ImGuiMod_Alt);
        ctx.Yield(2);
        IM_CHECK(!varies(document()));
        IM_CHECK_LT(std::abs(document().feed - feed), 0.003);
        IM_CHECK_LT(std::abs(document().kill - kill), 0.001);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);
        IM_CHECK(varies(document()));
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_M);
        IM_CHECK(until(ctx, [&] { return !varies(document()); }));
    });
}

TEST_F(RatesMap, MShowsAndHidesItInThePanelAndLeavesALowPanelToTheRates) {
    drive([this](ImGuiTestContext& ctx) {
        const auto shown = [&] { return ui().map.in_sight(); };
        IM_CHECK(until(ctx, shown));
        ctx.KeyPress(ImGuiKey_M);
        IM_CHECK(until(ctx, [&] { return !shown(); }));
        ctx.KeyPress(ImGuiKey_M);
        IM_CHECK(until(ctx, shown));
        window_->resize(760, 480);
        IM_CHECK(until(ctx, [&] { return ImGui::GetIO().DisplaySize.y == 480.0F && !shown(); }));
        ctx.KeyPress(ImGuiKey_M);
        IM_CHECK(ui().page == Page::Map);
    });
}

}  // namespace
}  // namespace gs
