// The picture: brush, palette, PNG, zoom; pixels are read back from the window.
#include <stb/stb_image.h>

#include <algorithm>
#include <filesystem>

#include "app/core/document/palettes.h"
#include "app/ui/shortcuts.h"
#include "app/ui/stage.h"
#include "app/ui/view_requests.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

class PictureTest : public WindowTest {
  protected:
    /// The place of a cell on the screen.
    ImVec2 pixel_of(double row, double col) {
        const Place at = ui().view.to_pixel({col + 0.5, row + 0.5});
        return {static_cast<float>(at.x), static_cast<float>(at.y)};
    }
    float v_at(ImGuiTestContext& ctx, int row, int col) {
        const auto cols = static_cast<std::size_t>(ui().frame->cols);
        return field_v(ctx)[static_cast<std::size_t>(row) * cols + static_cast<std::size_t>(col)];
    }
    static const std::uint8_t* pixel(const Picture& p, ImVec2 at) {
        return &p.rgb[3 * (static_cast<std::size_t>(at.y) * static_cast<std::size_t>(p.width) +
                           static_cast<std::size_t>(at.x))];
    }
    /// An empty field without figures over it.
    void clear(ImGuiTestContext& ctx) {
        settings_.overlay = 0;
        (void)app().execute("seed empty");
        (void)field_v(ctx);
        ctx.Yield(2);
    }
};

TEST_F(PictureTest, LeftButtonPaintsRightErasesAndAStrokeIsOneEntry) {
    drive([this](ImGuiTestContext& ctx) {
        clear(ctx);
        ctx.MouseMoveToPos(pixel_of(90, 60));
        ctx.MouseDown();
        for (int col = 60; col <= 120; col += 20) ctx.MouseMoveToPos(pixel_of(90, col));
        ctx.MouseUp();
        ctx.Yield(2);
        IM_CHECK_GT(v_at(ctx, 90, 60), 0.1F);
        IM_CHECK_GT(v_at(ctx, 90, 90), 0.1F);
        IM_CHECK_GT(v_at(ctx, 90, 119), 0.1F);
        IM_CHECK_EQ(v_at(ctx, 20, 60), 0.0F);
        const std::vector<float> painted = field_v(ctx);
        ctx.MouseMoveToPos(pixel_of(90, 90));
        ctx.MouseClick(ImGuiMouseButton_Right);
        ctx.Yield(2);
        IM_CHECK_LT(v_at(ctx, 90, 90), 0.05F);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);
        IM_CHECK(field_v(ctx) == painted);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);
        const std::vector<float> undone = field_v(ctx);
        IM_CHECK(std::all_of(undone.begin(), undone.end(), [](float v) { return v == 0; }));
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Y);
        IM_CHECK(field_v(ctx) == painted);
    });
}

TEST_F(PictureTest, PaletteColoursTheCells) {
    drive([this](ImGuiTestContext& ctx) {
        clear(ctx);
        (void)app().execute("set filter nearest");
        ctx.MouseMoveToPos(pixel_of(60, 60));
        ctx.MouseClick();
        ctx.MouseMoveToPos(pixel_of(150, 60));
        for (const char* id : {"inferno", "viridis", "grey"}) {
            (void)app().set("palette", std::string(id));
            const float v = v_at(ctx, 60, 60);
            const Picture seen = look(ctx);
            const Palette& palette = *find_palette(id);
            const auto& painted =
                palette.rgb[static_cast<std::size_t>(palette_index(v, 0, palette_scale(document())))];
            IM_CHECK(std::equal(painted.begin(), painted.end(), pixel(seen, pixel_of(60, 60))));
            IM_CHECK(
                std::equal(palette.rgb[0].begin(), palette.rgb[0].end(), pixel(seen, pixel_of(20, 100))));
        }
    });
}

TEST_F(PictureTest, PaletteIsChosenInThePanel) {
    drive([this](ImGuiTestContext& ctx) {
        open_section(ctx, "picture");
        ctx.SetRef(ctx.WindowInfo("//Panel/Sections").Window);
        ctx.ItemClick("picture/palette/##list");
        ctx.Yield(2);
        ctx.ItemClick("//##Combo_00/Viridis");
        IM_CHECK_EQ(document().palette, std::string("viridis"));
        ctx.ItemClick("//Panel/**/channel/choice/u");
        IM_CHECK_EQ(document().channel, Channel::U);
    });
}

TEST_F(PictureTest, SavedPngIsThePicture) {
    drive([&, this](ImGuiTestContext& ctx) {
        (void)app().execute("step 300");
        (void)field_v(ctx);
        (void)app().execute("set filter nearest; view 1:1");
        hide_interface(ui(), true);
        const Picture seen = look(ctx);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_P);
        const auto saved = [&] { return ui().toasts.newest().find(".png") != std::string::npos; };
        IM_CHECK(until(ctx, saved));
        const std::filesystem::directory_iterator files(folder_);
        std::string path;
        for (const auto& file : files)
            if (file.path().extension() == ".png") path = file.path();
        IM_CHECK_NE(path.find("300"), std::string::npos);
        int width = 0, height = 0, channels = 0;
        stbi_uc* decoded = stbi_load(path.c_str(), &width, &height, &channels, 3);
        IM_CHECK(decoded != nullptr);
        IM_CHECK(width == 320 && height == 180);
        int differing = 0;
        for (int row = 0; row < height; ++row)
            for (int col = 0; col < width; ++col)
                differing +=
                    !std::equal(decoded + 3 * (row * width + col), decoded + 3 * (row * width + col) + 3,
                                pixel(seen, pixel_of(row, col)));
        stbi_image_free(decoded);
        IM_CHECK_EQ(differing, 0);
    });
}

TEST_F(PictureTest, WheelZoomsAtThePointer) {
    drive([this](ImGuiTestContext& ctx) {
        const ImVec2 at = ImFloor(pixel_of(100, 150));  // the pointer stands on whole pixels
        ctx.MouseMoveToPos(at);
        const Place before = ui().view.to_cell({at.x, at.y});
        const double scale = ui().view.scale();
        ctx.MouseWheelY(3);
        const Place after = ui().view.to_cell({at.x, at.y});
        IM_CHECK_GT(ui().view.scale(), 1.5 * scale);
        IM_CHECK_LT(std::abs(after.x - before.x) + std::abs(after.y - before.y), 1e-6);
        ctx.KeyChars("0");
        IM_CHECK_EQ(ui().view.scale(), scale);
    });
}

TEST_F(PictureTest, ResizingKeepsTheWindowFilled) {
    drive([this](ImGuiTestContext& ctx) {
        window_->resize(900, 600);
        IM_CHECK(until(ctx, [&] { return ImGui::GetIO().DisplaySize.x == 900; }));
        const Picture seen = look(ctx);
        IM_CHECK(seen.width == 900 && seen.height == 600);
        IM_CHECK_LE(ui().view.origin().x, 0.0);
        const Area stage_now = stage(ui());
        IM_CHECK_LT(stage_now.high.x, 900.0F);
        IM_CHECK_GE(ui().view.to_pixel({320, 180}).x, static_cast<double>(stage_now.high.x) - 1);
        IM_CHECK_GE(ui().view.to_pixel({320, 180}).y, 600.0 - 1e-6);
    });
}

}  // namespace
}  // namespace gs
