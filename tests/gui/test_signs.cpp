// The signs by which the window shows what belongs to what: a page's foot, rings and flashes of
// rows, the automatic range, the seeds' pictures, the console's typeface.
#include <imgui_internal.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "app/core/document/presets.h"
#include "app/ui/theme.h"
#include "app/ui/thumbnails.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

namespace fs = std::filesystem;

class Signs : public WindowTest {
  protected:
    void SetUp() override {
        setenv("XDG_CACHE_HOME", folder_.c_str(), 1);
        WindowTest::SetUp();
    }
    void TearDown() override {
        WindowTest::TearDown();
        unsetenv("XDG_CACHE_HOME");
    }

    static bool tooltip_shown() {
        const ImGuiWindow* window = ImGui::FindWindowByName("##Tooltip_00");
        return window != nullptr && window->Active;
    }
    static void rest_on(ImGuiTestContext& ctx, const ImGuiTestRef& item) {
        ctx.MouseMove(item);
        ctx.SleepNoSkip(0.6F, 1.0F / 60);
        ctx.Yield(2);
    }
    /// Pixels of the accent's colour along a line of the picture, beyond the left edge of a row.
    static int accents(const Picture& picture, const ImRect& row) {
        int count = 0;
        for (int y = static_cast<int>(row.Min.y); y < static_cast<int>(row.Max.y); ++y)
            for (int x = static_cast<int>(row.Min.x) - 6; x < static_cast<int>(row.Min.x); ++x) {
                const std::uint8_t* p =
                    &picture.rgb[3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                                      static_cast<std::size_t>(x))];
                count += p[1] > p[0] + 40 && p[1] > 90;
            }
        return count;
    }
};

TEST_F(Signs, PagesTellInTheirFootAndNotInTooltips) {
    drive([this](ImGuiTestContext& ctx) {
        for (const char* page : {"gallery", "ladder", "benchmark"}) {
            ui().execute(std::string("view ") + page);
            ctx.Yield(3);
            if (page == std::string("gallery"))
                rest_on(ctx, "//Gallery/**/coral");
            else if (page == std::string("ladder"))
                rest_on(ctx, "//Ladder/cpu-openmp");
            else
                rest_on(ctx, "//Benchmark/plots/Roofline");
            IM_CHECK(!tooltip_shown());
            ui().execute(std::string("view ") + page);
        }
        rest_on(ctx, "//Panel/**/dv/slider");
        IM_CHECK(tooltip_shown());
    });
}

TEST_F(Signs, RowsThatCameBackFlashAndTheFlashFades) {
    drive([this](ImGuiTestContext& ctx) {
        ui().execute("set dv 0.6");
        ctx.MouseMoveToPos({300, 300});
        ctx.Yield(2);
        IM_CHECK(!ui().rows.flashing());
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);
        ctx.Yield(2);
        IM_CHECK_EQ(document().dv, 0.5);
        IM_CHECK(ui().rows.flashing());
        IM_CHECK_EQ(app().came_back().keys.size(), std::size_t{1});
        IM_CHECK_STR_EQ(app().came_back().keys[0].c_str(), "dv");
        IM_CHECK(until(ctx, [&] { return !ui().rows.flashing(); }));
    });
}

TEST_F(Signs, AnAutomaticRangeFollowsWithoutEntriesAndADragEndsIt) {
    drive([this](ImGuiTestContext& ctx) {
        open_section(ctx, "picture");
        ui().execute("set high 5; set low -5");
        ctx.ItemClick("//Panel/**/range/choice/Follow");
        IM_CHECK(document().auto_range);
        const std::string label = app().undo_label();
        IM_CHECK(until(ctx, [&] { return shown_range(document()).low >= 0; }));
        IM_CHECK_LT(shown_range(document()).high, 2.5);
        IM_CHECK_STR_EQ(app().undo_label().c_str(), label.c_str());
        IM_CHECK_STR_EQ(label.c_str(), "range");
        ctx.ItemClick("//Panel/**/high/slider");
        ctx.Yield(2);
        IM_CHECK(!document().auto_range);
    });
}

TEST_F(Signs, TheSeedsAreChosenByTheirPictures) {
    drive([this](ImGuiTestContext& ctx) {
        open_section(ctx, "field");
        ctx.ItemClick(ctx.GetID("field/seed/##list", ctx.WindowInfo("//Panel/Sections").ID));
        ctx.Yield(3);
        (void)look(ctx);
        ctx.ItemClick("//##Combo_00/square");
        ctx.Yield(3);
        IM_CHECK(document().seed == SeedKind::Square);
    });
}

TEST_F(Signs, AKeyUnderThePointerInTheHelpRingsItsControl) {
    drive([this](ImGuiTestContext& ctx) {
        ui().execute("view keys");
        ctx.Yield(3);
        const ImRect row = place(ctx, "//Panel/**/speed/slider");
        ctx.MouseMoveToPos({300, 2});
        ctx.Yield(3);
        const int before = accents(look(ctx), row);
        const ImGuiWindow* keys = ctx.WindowInfo("//Help/Keys").Window;
        IM_CHECK(keys != nullptr);
        bool rung = false;
        for (float y = keys->Pos.y; y < keys->Pos.y + keys->Size.y && !rung; y += ImGui::GetFontSize() / 2) {
            ctx.MouseMoveToPos({keys->Pos.x + 20, y});
            ctx.Yield(3);
            rung = accents(look(ctx), row) > before;
        }
        IM_CHECK(rung);
    });
}

TEST_F(Signs, TheConsoleWritesInLettersOfOneWidth) {
    drive([](ImGuiTestContext& ctx) {
        ImFont* font = theme::mono();
        IM_CHECK(font != nullptr);
        const auto width = [&](const char* said) { return font->CalcTextSizeA(15, 1e6F, 0, said).x; };
        IM_CHECK_EQ(width("iiii"), width("WWWW"));
        for (const ImWchar sign : std::array<ImWchar, 4>{0x2026, 0x00D7, 0x2009, 0x03BB})
            IM_CHECK(font->IsGlyphInFont(sign));
        ctx.KeyPress(ImGuiKey_F2);
        ctx.Yield(3);
        ctx.KeyChars("set feed 0.03");
        ctx.KeyPress(ImGuiKey_Enter);
        ctx.Yield(3);
    });
}

TEST_F(Signs, PicturesOfPresetsAreKeptAndNotShownForOtherSettings) {
    drive([this](ImGuiTestContext& ctx) {
        ui().execute("view gallery");
        const fs::path file = folder_ / "grayscope" / "presets" / "coral.rgb";
        // Which of the two comes first is not promised.
        IM_CHECK(until(ctx, [&] { return ui().thumbnails.texture(*find_preset("coral")) != 0; }));
        IM_CHECK(until(ctx, [&] { return fs::exists(file); }));
        std::ifstream kept(file, std::ios::binary);
        std::string head;
        std::getline(kept, head);
        IM_CHECK(head.find("feed 0.0545") != std::string::npos);
    });
}

}  // namespace
}  // namespace gs
