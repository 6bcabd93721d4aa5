// The timeline, by keys and drags.
#include <fmt/format.h>

#include <filesystem>

#include "app/core/files/manifest.h"
#include "app/ui/stage.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

class TimelineWindow : public WindowTest {
  protected:
    bool at(ImGuiTestContext& ctx, std::int64_t step) {
        return until(ctx, [&] { return !state().seeking && !state().busy && state().now.step == step; });
    }
    /// A run of 600 steps with a change at 200 and a stroke at 400.
    void live(ImGuiTestContext& ctx) {
        (void)app().execute("pause; speed 0; step 200");
        IM_CHECK(at(ctx, 200));
        (void)app().execute("set feed 0.03; step 200");
        IM_CHECK(at(ctx, 400));
        (void)app().execute("paint 90 160 20; step 200");
        IM_CHECK(at(ctx, 600));
    }
    ImVec2 place_of(std::int64_t step) { return {ui().timeline.x_of(step), ui().timeline.y()}; }
};

TEST_F(TimelineWindow, ADragGoesBackAndAChangeThereIsUndone) {
    drive([this](ImGuiTestContext& ctx) {
        live(ctx);
        const std::vector<float> end = field_v(ctx);
        ctx.KeyPress(ImGuiKey_T);
        ctx.Yield(2);
        IM_CHECK(ctx.WindowInfo("//Timeline").Window->Active);
        ctx.MouseMoveToPos(place_of(600));
        ctx.MouseDown();
        ctx.MouseMoveToPos(place_of(450));
        ctx.MouseMoveToPos(place_of(100));
        IM_CHECK(until(ctx, [&] { return std::abs(state().now.step - 100) <= 1; }));
        ctx.MouseUp();
        IM_CHECK(until(ctx, [&] { return !state().busy && document().feed != 0.03; }));
        IM_CHECK_EQ(state().line.end, 600);
        const Line before = state().line;
        (void)app().execute("set kill 0.06");
        IM_CHECK(until(ctx, [&] { return state().line.end < 600; }));
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);
        IM_CHECK(until(ctx, [&] { return state().line == before; }));
        ctx.KeyPress(ImGuiKey_End);
        IM_CHECK(at(ctx, 600));
        IM_CHECK(field_v(ctx) == end);
    });
}

TEST_F(TimelineWindow, ArrowsGoFromEventToEventAndHomeToTheBirth) {
    drive([this](ImGuiTestContext& ctx) {
        live(ctx);
        ctx.KeyPress(ImGuiKey_LeftArrow);  // without the timeline it means nothing
        ctx.KeyPress(ImGuiKey_T);
        ctx.Yield(2);
        IM_CHECK_EQ(state().now.step, 600);
        ctx.KeyPress(ImGuiKey_LeftArrow);
        IM_CHECK(at(ctx, 400));
        ctx.KeyPress(ImGuiKey_LeftArrow);
        IM_CHECK(at(ctx, 200));
        IM_CHECK(until(ctx, [&] { return document().feed == 0.03; }));
        ctx.KeyPress(ImGuiKey_Home);
        IM_CHECK(at(ctx, 0));
        IM_CHECK(until(ctx, [&] { return document().feed != 0.03; }));
        ctx.KeyPress(ImGuiKey_RightArrow);
        IM_CHECK(until(ctx, [&] { return state().now.after->number > 0; }));
        ctx.KeyPress(ImGuiKey_T);
        ctx.Yield(2);
        IM_CHECK(!ImGui::FindWindowByName("Timeline")->Active);
    });
}

TEST_F(TimelineWindow, AMarkTellsWhatChanged) {
    drive([this](ImGuiTestContext& ctx) {
        live(ctx);
        ctx.KeyPress(ImGuiKey_T);
        ctx.Yield(2);
        ctx.MouseMoveToPos(place_of(200));
        ctx.Yield(3);
        IM_CHECK(ImGui::FindWindowByName("##Tooltip_00") != nullptr);
        IM_CHECK(ImGui::FindWindowByName("##Tooltip_00")->Active);
    });
}

TEST_F(TimelineWindow, AFilmIsMadeOfTheStretchBetweenTwoClicks) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("pause; speed 0; step 50");
        IM_CHECK(at(ctx, 50));
        ctx.KeyPress(ImGuiKey_T);
        ctx.Yield(2);
        ctx.ItemClick("//Timeline/Record");
        IM_CHECK(app().film_begin().has_value());
        (void)app().execute("step 200");
        IM_CHECK(at(ctx, 250));
        const std::string place = "film-of-a-test";
        (void)app().execute("record " + place);
        IM_CHECK(!app().film_begin().has_value());
        IM_CHECK(until(ctx, [&] { return !app().exporting().now().active; }));
        IM_CHECK(std::filesystem::exists(place + "/frame-000050.png"));
        IM_CHECK(std::filesystem::exists(place + "/frame-000250.png"));
        IM_CHECK(std::filesystem::exists(place + "/manifest.json"));
    });
}

TEST_F(TimelineWindow, TheCardMakesFramesBesideTheRunningOne) {
    drive([this](ImGuiTestContext& ctx) {
        live(ctx);
        ctx.KeyPress(ImGuiKey_T);
        ctx.Yield(2);
        (void)app().execute("play");
        ctx.ItemClick("//Timeline/Film...");
        ctx.Yield(2);
        ctx.SetRef(ctx.WindowInfo("//$FOCUSED").ID);
        ctx.ItemInputValue("##to", 600);
        ctx.ItemInputValue("##every", 100);
        ctx.ComboClick("##kind/frames (png)");
        (void)look(ctx);
        ctx.ItemClick("Make it");
        IM_CHECK(until(ctx, [&] { return !app().exporting().now().active; }));
        IM_CHECK(until(ctx, [&] { return ui().toasts.newest().starts_with("Wrote 7 frames to "); }));
        const std::string said = ui().toasts.newest(),
                          place = said.substr(said.rfind('/') + 1, said.size() - said.rfind('/') - 2);
        IM_CHECK(std::filesystem::exists(place + "/frame-000600.png"));
    });
}

TEST_F(TimelineWindow, AFilmShowsTheViewAsItWasWatched) {
    drive([this](ImGuiTestContext& ctx) {
        live(ctx);
        ctx.KeyPress(ImGuiKey_T);
        ctx.Yield(2);
        const Sight whole = app().sights().at(600);
        (void)app().execute("view zoom 12");
        ctx.Yield(3);
        (void)app().execute("step 100");
        IM_CHECK(at(ctx, 700));
        ctx.Yield(2);
        const Sight close = app().sights().at(650);
        IM_CHECK_LT(close.rows, whole.rows / 2);
        IM_CHECK(app().sights().at(599) == whole);
        ctx.ItemClick("//Timeline/Film...");
        ctx.Yield(2);
        ctx.SetRef(ctx.WindowInfo("//$FOCUSED").ID);
        ctx.ItemInputValue("##from", 600);
        ctx.ItemInputValue("##to", 700);
        ctx.ComboClick("##kind/frames (png)");
        ctx.ItemClick("pace/steps per second");
        ctx.ItemInputValue("##speed", 1500.0F);
        ctx.ItemClick("shows/the view");
        ctx.ItemClick("Figures");
        (void)look(ctx);
        ctx.ItemClick("Make it");
        IM_CHECK(until(ctx, [&] { return ui().toasts.newest().starts_with("Wrote 3 frames to "); }));
        const std::string said = ui().toasts.newest(),
                          place = said.substr(said.rfind('/') + 1, said.size() - said.rfind('/') - 2);
        Manifest list;
        IM_CHECK(read_manifest(place + "/manifest.json", list).ok());
        IM_CHECK_STR_EQ(fact_of(list.run, "show").c_str(), "view");
        IM_CHECK_STR_EQ(fact_of(list.run, "every").c_str(), "1500/s");
        IM_CHECK_STR_EQ(fact_of(list.run, "caption").c_str(), "{figures}");
    });
}

TEST_F(TimelineWindow, TheMarksOfKeptMomentsFollowTheRun) {
    drive([this](ImGuiTestContext& ctx) {
        live(ctx);
        ctx.KeyPress(ImGuiKey_T);
        const auto shown = [&] { return ui().timeline.keyframes(); };
        const auto kept = [&] { return app().keyframes_on(state().line); };
        IM_CHECK(until(ctx, [&] { return shown() == kept(); }));
        (void)app().execute("play");
        IM_CHECK(until(ctx, [&] { return kept().size() > 3; }));
        (void)app().execute("pause");
        IM_CHECK(until(ctx, [&] { return shown() == kept(); }));
        (void)app().execute("reset; step 20");
        IM_CHECK(until(ctx, [&] { return !state().busy && kept().size() < 3 && shown() == kept(); }));
    });
}

TEST_F(TimelineWindow, NothingIsCutOffAtAnySize) {
    struct Size {
        int width, height;
        double scale;
    };
    drive([this](ImGuiTestContext& ctx) {
        live(ctx);
        ctx.KeyPress(ImGuiKey_T);
        for (const Size& size : {Size{1280, 720, 1}, {760, 480, 1}, {1280, 720, 1.6}, {3840, 2160, 2}}) {
            window_->resize(size.width, size.height);
            settings_.scale = size.scale;
            const auto wide = static_cast<float>(size.width);
            IM_CHECK(until(ctx, [&] { return ImGui::GetIO().DisplaySize.x == wide; }));
            ctx.Yield(4);
            ctx.ItemClick("//Timeline/Film...");
            ctx.Yield(3);
            ImGuiWindow* const card = ctx.WindowInfo("//$FOCUSED").Window;
            IM_CHECK(whole_window().low.x <= card->Rect().Min.x && card->Rect().Max.x <= wide);
            IM_CHECK(card->Rect().Min.y >= 0 && card->Rect().Max.y <= ui().timeline.y());
            IM_CHECK(card->ScrollMax.x == 0 && card->ScrollMax.y == 0);
            ctx.SetRef(card->ID);
            for (const char* item : {"##from", "##to", "##every", "##fps", "##kind", "##size", "##caption",
                                     "Figures", "Make it", "Cancel"})
                IM_CHECK(card->Rect().Contains(ctx.ItemInfo(item).RectFull));
            keep_picture(fmt::format("Timeline-{}-{:.0f}", size.width, 10 * size.scale), look(ctx));
            ctx.ItemClick("Cancel");
            const ImGuiWindow* const bar = ctx.WindowInfo("//Timeline").Window;
            for (const char* item : {"//Timeline/Record", "//Timeline/Film...", "//Timeline/bar"})
                IM_CHECK(bar->Rect().Contains(ctx.ItemInfo(item).RectFull));
            IM_CHECK(bar->Rect().Max.x <= wide && bar->ScrollMax.x == 0);
            keep_picture(fmt::format("Timeline-{}-{:.0f}-bar", size.width, 10 * size.scale), look(ctx));
        }
        window_->resize(1280, 720);
        settings_.scale = 1;
        ctx.Yield(4);
    });
}

TEST_F(TimelineWindow, AButtonOfThePanelOpensAndClosesIt) {
    drive([this](ImGuiTestContext& ctx) {
        live(ctx);
        ctx.ItemClick("//Panel/timeline");
        ctx.Yield(2);
        IM_CHECK(ctx.WindowInfo("//Timeline").Window->Active);
        ctx.ItemClick("//Panel/timeline");
        ctx.Yield(2);
        IM_CHECK(!ImGui::FindWindowByName("Timeline")->Active);
    });
}

}  // namespace
}  // namespace gs
