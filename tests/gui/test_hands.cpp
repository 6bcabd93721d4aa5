// The hand on the field: tools, selection, symmetry and painted rates, by real clicks.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "app/ui/files.h"
#include "app/ui/hand.h"
#include "app/ui/shortcuts.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

class Hands : public WindowTest {
  protected:
    /// The place of a cell's middle on the screen.
    ImVec2 at(double row, double col) {
        const Place pixel = ui().view.to_pixel({col + 0.5, row + 0.5});
        return {static_cast<float>(pixel.x), static_cast<float>(pixel.y)};
    }
    void drag(ImGuiTestContext& ctx, ImVec2 from, ImVec2 to, int button = 0) {
        ctx.MouseMoveToPos(from);
        ctx.MouseDown(button);
        ctx.MouseMoveToPos(to);
        ctx.MouseUp(button);
        ctx.Yield(2);
    }
    void empty(ImGuiTestContext& ctx) {
        ui().execute("seed empty");
        (void)field_v(ctx);
    }
    float v(ImGuiTestContext& ctx, int row, int col) {
        return field_v(ctx)[static_cast<std::size_t>(row) * 320 + static_cast<std::size_t>(col)];
    }
    std::size_t painted(ImGuiTestContext& ctx) {
        const std::vector<float> all = field_v(ctx);
        return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](float x) { return x > 0; }));
    }
};

TEST_F(Hands, EachToolIsChosenByItsIconAndByItsKey) {
    drive([this](ImGuiTestContext& ctx) {
        open_section(ctx, "brush");
        for (const auto& [name, tool] :
             {std::pair("line", Tool::Line), std::pair("rectangle", Tool::Rectangle),
              std::pair("fill", Tool::Flood), std::pair("select", Tool::Select),
              std::pair("stamp", Tool::Stamp), std::pair("brush", Tool::Brush)}) {
            ctx.ItemClick((std::string("//Panel/**/brush/") + name).c_str());
            IM_CHECK(document().tool == tool);
        }
        ctx.MouseMoveToPos(at(90, 100));
        for (const auto& [key, tool] :
             {std::pair("3", Tool::Line), std::pair("4", Tool::Rectangle), std::pair("5", Tool::Flood),
              std::pair("6", Tool::Select), std::pair("7", Tool::Stamp), std::pair("2", Tool::Brush)}) {
            ctx.KeyChars(key);
            ctx.Yield();
            IM_CHECK(document().tool == tool);
        }
    });
}

TEST_F(Hands, AStrokeIsOneEntryAndComesBack) {
    drive([this](ImGuiTestContext& ctx) {
        empty(ctx);
        drag(ctx, at(90, 140), at(90, 240));
        IM_CHECK_GT(v(ctx, 90, 140), 0.2F);
        IM_CHECK_GT(v(ctx, 90, 190), 0.2F);
        IM_CHECK_GT(v(ctx, 90, 235), 0.2F);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);
        ctx.Yield(2);
        IM_CHECK_EQ(painted(ctx), 0U);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z);
        ctx.Yield(2);
        IM_CHECK_GT(painted(ctx), 1000U);
        drag(ctx, at(90, 140), at(90, 240), 1);
        IM_CHECK_LT(v(ctx, 90, 190), 0.01F);
    });
}

TEST_F(Hands, AMarkAndItsRingComeInAtTheOtherSide) {
    drive([this](ImGuiTestContext& ctx) {
        empty(ctx);
        ui().execute("set brush-shape round; set colouring plain; view fit");
        ctx.Yield(2);
        // White on the black of an empty field: the ring alone.
        const auto lit = [&](double col) {
            const ImVec2 from = at(70, col), to = at(110, col);
            const Picture now = look(ctx);
            int most = 0;
            for (int y = static_cast<int>(from.y); y < static_cast<int>(to.y); ++y)
                most = std::max<int>(
                    most, now.rgb[3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(now.width) +
                                       static_cast<std::size_t>(from.x)) +
                                  1]);
            return most;
        };
        ctx.MouseMoveToPos(at(90, 160));
        ctx.Yield(2);
        IM_CHECK_LT(lit(314), 60);
        ctx.MouseMoveToPos(at(90, 2));
        ctx.Yield(2);
        IM_CHECK_GT(lit(314), 100);
        ctx.MouseClick();
        IM_CHECK_GT(v(ctx, 90, 314), 0.2F);
        IM_CHECK_GT(v(ctx, 90, 8), 0.2F);
        (void)look(ctx);
        ui().execute("undo; set boundary no-flux");
        (void)field_v(ctx);
        ctx.Yield(2);
        IM_CHECK_LT(lit(314), 60);
        ctx.MouseClick();
        IM_CHECK_EQ(v(ctx, 90, 314), 0.0F);
    });
}

TEST_F(Hands, TheKeysPageSaysWhatTheChosenToolDoes) {
    drive([this](ImGuiTestContext& ctx) {
        ui().execute("set tool line; set brush-paints feed");
        IM_CHECK_EQ(words_of_left_button(ui()), std::string("Draw a line (F)"));
        ui().execute("set tool brush; set brush-paints u-and-v");
        IM_CHECK_EQ(words_of_left_button(ui()), std::string("Paint with the brush (u, v)"));
        ui().execute("set tool stamp; view keys");
        IM_CHECK_EQ(words_of_left_button(ui()), std::string("Stamp"));
        ctx.Yield(3);
    });
}

TEST_F(Hands, APictureIsOpenedByAButton) {
    Picture half{64, 36, std::vector<std::uint8_t>(std::size_t{64} * 36 * 3, 255)};
    const std::string file = folder_ / "white.png";
    ASSERT_TRUE(write_picture(file, half));
    drive([&](ImGuiTestContext& ctx) {
        empty(ctx);
        open_section(ctx, "brush");
        ctx.SetRef(ctx.WindowInfo("//Panel/Sections").Window);
        ctx.ItemClick("brush/###picture");
        ctx.Yield(3);
        (void)look(ctx);
        ctx.ItemClick("//Path/##path");
        ctx.KeyCharsReplaceEnter(file.c_str());
        IM_CHECK(until(ctx, [&] { return ui().files.asks_about_picture(); }));
        ctx.Yield(3);
        ctx.ItemClick("//PictureCard/Apply");
        IM_CHECK(until(ctx, [&] { return app().undo_label() == "picture"; }));
        IM_CHECK_EQ(painted(ctx), 320U * 180U);
    });
}

TEST_F(Hands, ASectionThatIsOpenedIsSeenWhole) {
    drive([this](ImGuiTestContext& ctx) {
        open_section(ctx, "field");
        ctx.SetRef(ctx.WindowInfo("//Panel/Sections").Window);
        ctx.ItemClick("brush");  // the last one; below the others it has no room
        ctx.Yield(3);
        (void)look(ctx);
        const ImRect panel = ctx.WindowInfo("//Panel/Sections").Window->InnerRect;
        for (const char* item : {"brush/line", "brush/###picture"}) {
            const ImGuiTestItemInfo info = ctx.ItemInfo(item);
            IM_CHECK_GE(info.RectFull.Min.y, panel.Min.y);
            IM_CHECK_LE(info.RectFull.Max.y, panel.Max.y);
        }
    });
}

TEST_F(Hands, ALineAndARectangleAreDrawnWhenTheButtonIsLetGo) {
    drive([this](ImGuiTestContext& ctx) {
        empty(ctx);
        ui().execute("set tool line; set brush-shape round; set brush-radius 3");
        ctx.MouseMoveToPos(at(70, 120));
        ctx.MouseDown();
        ctx.MouseMoveToPos(at(150, 220));
        (void)look(ctx);
        IM_CHECK_EQ(painted(ctx), 0U);
        ctx.MouseUp();
        ctx.Yield(2);
        IM_CHECK_EQ(v(ctx, 110, 170), 0.25F);
        IM_CHECK_EQ(v(ctx, 110, 180), 0.0F);
        ui().execute("set tool rectangle; clear");
        drag(ctx, at(80, 140), at(99, 179));
        IM_CHECK_EQ(painted(ctx), 20U * 40U);
        drag(ctx, at(80, 140), at(99, 159), 1);
        IM_CHECK_EQ(painted(ctx), 20U * 20U);
        ui().execute("undo; undo");
        IM_CHECK_EQ(painted(ctx), 0U);
    });
}

TEST_F(Hands, FillStopsAtWhatIsDrawn) {
    drive([this](ImGuiTestContext& ctx) {
        empty(ctx);
        ui().execute("rectangle 70 120 71 200; rectangle 130 120 131 200");
        ui().execute("rectangle 70 120 131 121; rectangle 70 199 131 200");
        ui().execute("set tool fill; set brush-v 0.5");
        ctx.MouseMoveToPos(at(100, 160));
        ctx.MouseClick();
        ctx.Yield(2);
        IM_CHECK_EQ(v(ctx, 90, 140), 0.5F);
        IM_CHECK_EQ(v(ctx, 70, 140), 0.25F);
        IM_CHECK_EQ(v(ctx, 40, 90), 0.0F);
        ctx.MouseClick(1);
        ctx.Yield(2);
        IM_CHECK_EQ(v(ctx, 90, 140), 0.0F);
    });
}

TEST_F(Hands, SymmetryRepeatsAStroke) {
    drive([this](ImGuiTestContext& ctx) {
        empty(ctx);
        open_section(ctx, "brush");
        ui().execute("set brush-fold 6; set brush-mirror left-right; set brush-radius 5");
        drag(ctx, at(60, 160), at(40, 170));
        (void)look(ctx);
        const std::vector<float> now = field_v(ctx);
        const auto all = images({BrushMirror::LeftRight, 6}, {180, 320});
        IM_CHECK_EQ(all.size(), 12U);
        for (const Image& image : all) {
            const CellPoint p = image.to({42, 168});
            const auto cell = static_cast<std::size_t>(std::lround(p.row) * 320 + std::lround(p.col));
            IM_CHECK_GT(now[cell], 0.1F);
        }
        for (int y = 0; y < 180; ++y)
            for (int x = 0; x < 160; ++x) {
                const auto row = static_cast<std::size_t>(y) * 320, col = static_cast<std::size_t>(x);
                if (now[row + col] != now[row + 319 - col]) IM_CHECK_EQ(now[row + col], now[row + 319 - col]);
            }
    });
}

TEST_F(Hands, ASelectionIsDraggedCopiedAndPastedAtThePointer) {
    drive([this](ImGuiTestContext& ctx) {
        empty(ctx);
        open_section(ctx, "brush");
        ui().execute("rectangle 72 122 79 129; set tool select");
        drag(ctx, at(70, 120), at(89, 139));
        IM_CHECK(app().hands().selection == (Rect{70, 120, 20, 20}));
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_C);
        ctx.Yield(3);
        ctx.MouseMoveToPos(at(140, 210));
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_V);
        ctx.Yield(3);
        IM_CHECK_EQ(v(ctx, 134, 204), 0.25F);
        IM_CHECK_EQ(painted(ctx), 128U);
        // What is copied elsewhere afterwards is what is pasted.
        ImGui::SetClipboardText("F=0.037, k=0.06");
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_V);
        ctx.Yield(3);
        IM_CHECK_EQ(document().feed, 0.037);
        IM_CHECK_EQ(painted(ctx), 128U);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_X);
        ctx.Yield(3);
        IM_CHECK_EQ(painted(ctx), 64U);
        ctx.KeyPress(ImGuiKey_Escape);
        ctx.Yield(2);
        IM_CHECK(!app().hands().selection);
    });
}

TEST_F(Hands, AClickEndsTheSelection) {
    drive([this](ImGuiTestContext& ctx) {
        ui().execute("set tool select; select 10 10 40 40");
        ctx.MouseMoveToPos(at(100, 100));
        ctx.MouseClick();
        ctx.Yield(2);
        IM_CHECK(!app().hands().selection);
    });
}

TEST_F(Hands, TheSelectionBecomesAStampByItsButton) {
    drive([this](ImGuiTestContext& ctx) {
        empty(ctx);
        open_section(ctx, "brush");
        ui().execute("rectangle 70 120 79 129; set tool select; select 70 120 79 129");
        ctx.Yield(2);
        ctx.ItemClick("//Panel/**/stamp/##button");
        IM_CHECK(document().tool == Tool::Stamp);
        IM_CHECK(document().stamp_shape == StampShape::Selection);
        ctx.MouseMoveToPos(at(130, 200));
        ctx.MouseClick();
        ctx.Yield(2);
        IM_CHECK_EQ(painted(ctx), 200U);
        IM_CHECK_EQ(v(ctx, 130, 200), 0.25F);
    });
}

TEST_F(Hands, AStampIsTurnedByADrag) {
    drive([this](ImGuiTestContext& ctx) {
        empty(ctx);
        ui().execute("set tool stamp; set stamp-shape spot");
        drag(ctx, at(110, 180), at(140, 180));
        IM_CHECK_EQ(v(ctx, 116, 180), 0.25F);
        IM_CHECK_EQ(v(ctx, 110, 186), 0.0F);
    });
}

TEST_F(Hands, RatesArePaintedAndEndedInThePanel) {
    drive([this](ImGuiTestContext& ctx) {
        open_section(ctx, "brush");
        ctx.ItemClick("//Panel/**/brush-paints/choice/F");
        IM_CHECK(document().brush_paints == Paints::Feed);
        drag(ctx, at(90, 140), at(90, 200));
        IM_CHECK(varies(document()));
        IM_CHECK_EQ(rates_at(document(), 90, 170).first, document().brush_feed);
        IM_CHECK_EQ(rates_at(document(), 170, 170).first, document().feed);
        (void)look(ctx);
        IM_CHECK_EQ(app().undo_label(), std::string(text(Text::UiStrokePaint)));
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);
        ctx.Yield(2);
        IM_CHECK(!varies(document()));
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z);
        ctx.Yield(2);
        IM_CHECK(varies(document()));
        ctx.ItemClick("//Panel/**/brush/One F and k again");
        IM_CHECK(!varies(document()));
    });
}

TEST_F(Hands, ADroppedPictureIsShownBeforeItIsApplied) {
    Picture half{64, 36, std::vector<std::uint8_t>(std::size_t{64} * 36 * 3)};
    for (std::size_t i = 0; i < half.rgb.size(); ++i) half.rgb[i] = i / 3 % 64 < 32 ? 0 : 255;
    const std::string file = folder_ / "half.png";
    ASSERT_TRUE(write_picture(file, half));
    drive([&](ImGuiTestContext& ctx) {
        empty(ctx);
        ui().files.dropped(ui(), {file});
        IM_CHECK(until(ctx, [&] { return ui().files.asks_about_picture(); }));
        ctx.Yield(3);
        (void)look(ctx);
        IM_CHECK_EQ(painted(ctx), 0U);
        ctx.ItemClick("//PictureCard/Cancel");
        ctx.Yield(2);
        IM_CHECK(!ui().files.asks_about_picture());
        IM_CHECK_EQ(painted(ctx), 0U);
        ui().files.dropped(ui(), {file});
        IM_CHECK(until(ctx, [&] { return ui().files.asks_about_picture(); }));
        ctx.Yield(3);
        ctx.ItemClick("//PictureCard/Apply");
        ctx.Yield(2);
        IM_CHECK(until(ctx, [&] { return app().undo_label() == "picture"; }));
        IM_CHECK_EQ(painted(ctx), 160U * 180U);
        ui().files.dropped(ui(), {file});
        IM_CHECK(until(ctx, [&] { return ui().files.asks_about_picture(); }));
        ctx.Yield(3);
        ctx.ItemClick("//PictureCard/use/Map of k");
        ctx.ItemClick("//PictureCard/Dark is much");
        (void)look(ctx);
        ctx.ItemClick("//PictureCard/Apply");
        IM_CHECK(until(ctx, [&] { return varies(document()); }));
        IM_CHECK_LT(std::abs(rates_at(document(), 90, 20).second - 0.065), 1e-6);
        IM_CHECK_LT(std::abs(rates_at(document(), 90, 300).second - 0.055), 1e-6);
        // One stays open for the picture that is kept.
        ui().files.dropped(ui(), {file});
        IM_CHECK(until(ctx, [&] { return ui().files.asks_about_picture(); }));
        ctx.Yield(3);
        ctx.ItemClick("//PictureCard/use/Seed");
    });
}

TEST_F(Hands, APictureThatTellsWhatMadeItOffersIt) {
    const std::string told = folder_ / "told.png", plain = folder_ / "plain.png";
    ASSERT_TRUE(write_picture(plain, {2, 1, {0, 0, 0, 255, 255, 255}}));
    App other(App::Mode::Direct);
    for (const std::string line : {"size 300x170", "feed 0.04", "palette cividis", "step 300"})
        ASSERT_TRUE(other.execute(line).ok());
    ASSERT_TRUE(other.execute("save-image '" + told + "'").ok());
    drive([&](ImGuiTestContext& ctx) {
        empty(ctx);
        ui().files.dropped(ui(), {plain});
        IM_CHECK(until(ctx, [&] { return ui().files.asks_about_picture(); }));
        ctx.Yield(3);
        IM_CHECK(!ctx.ItemExists("//PictureCard/Settings that made it"));
        ctx.ItemClick("//PictureCard/Cancel");
        ctx.Yield(2);
        ui().files.dropped(ui(), {told});
        IM_CHECK(until(ctx, [&] { return ui().files.asks_about_picture(); }));
        ctx.Yield(3);
        (void)look(ctx);
        ctx.ItemClick("//PictureCard/Settings that made it");
        IM_CHECK(until(ctx, [&] { return document().feed == 0.04; }));
        IM_CHECK(!ui().files.asks_about_picture());
        IM_CHECK_EQ(document().palette, "cividis");
        IM_CHECK_EQ(document().cols, 300);
        ui().execute("undo");
        ctx.Yield(2);
        IM_CHECK_EQ(document().cols, 320);
        // One stays open for the picture that is kept.
        ui().files.dropped(ui(), {told});
        IM_CHECK(until(ctx, [&] { return ui().files.asks_about_picture(); }));
        ctx.Yield(3);
    });
}

TEST_F(Hands, TheWholeFieldIsChangedByButtons) {
    drive([this](ImGuiTestContext& ctx) {
        empty(ctx);
        open_section(ctx, "brush");
        ui().execute("set tool select");  // its section is the shortest
        ctx.Yield(2);
        ctx.ItemClick("//Panel/**/spots/##button");
        IM_CHECK_GT(painted(ctx), 300U);
        ctx.ItemClick("//Panel/**/clear/##button");
        IM_CHECK_EQ(painted(ctx), 0U);
        ctx.ItemClick("//Panel/**/brush/##words");
        ctx.KeyCharsReplaceEnter("GRAY");
        IM_CHECK_GT(painted(ctx), 3000U);
        IM_CHECK_EQ(app().undo_label(), std::string("text"));
        const float corner = v(ctx, 0, 0), middle = v(ctx, 90, 160);
        ui().execute("rectangle -3 -3 3 3");
        ctx.ItemClick("//Panel/**/shift/##button");
        IM_CHECK_EQ(v(ctx, 90, 160), 0.25F);
        IM_CHECK_EQ(app().undo_label(), std::string("shift"));
        ui().execute("undo; undo");
        IM_CHECK(v(ctx, 0, 0) == corner && v(ctx, 90, 160) == middle);
        ctx.ItemClick("//Panel/**/turn/##button");
        IM_CHECK(until(ctx, [&] { return ui().frame->cols == 180 && ui().frame->rows == 320; }));
        ui().execute("undo");
        IM_CHECK(until(ctx, [&] { return ui().frame->cols == 320; }));
    });
}

TEST_F(Hands, AnotherSizeKeepsTheFieldIfThatIsChosen) {
    drive([this](ImGuiTestContext& ctx) {
        ui().execute("seed empty; rectangle 80 150 99 169");
        open_section(ctx, "field");
        const auto choose = [&](const char* list, const char* what) {
            ctx.ItemClick(ctx.GetID(list, ctx.WindowInfo("//Panel/Sections").ID));
            ctx.Yield(2);
            ctx.ItemClick(what);
            ctx.Yield(2);
        };
        choose("field/resize/##list", "//##Combo_00/Crop or pad");
        choose("field/size/##list", "//##Combo_00/256 x 256");
        IM_CHECK(until(ctx, [&] { return ui().frame->cols == 256 && !state().busy; }));
        const std::vector<float> now = field_v(ctx);
        IM_CHECK_EQ(std::count_if(now.begin(), now.end(), [](float x) { return x > 0; }), 400);
        choose("field/resize/##list", "//##Combo_00/Start again");
    });
}

}  // namespace
}  // namespace gs
