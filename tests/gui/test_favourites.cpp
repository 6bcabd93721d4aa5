// Favourites in the window, by keys and clicks; their file and pictures are in a folder of the
// test.
#include <cmath>
#include <cstdlib>

#include "app/core/document/favourites.h"
#include "app/core/document/presets.h"
#include "app/core/files/favourites_file.h"
#include "app/ui/stage.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

class FavouriteTest : public WindowTest {
  protected:
    void SetUp() override {
        setenv("XDG_CONFIG_HOME", folder_.c_str(), 1);
        WindowTest::SetUp();
        app().keep_favourites_in(favourites_path());
    }
    void TearDown() override {
        WindowTest::TearDown();
        unsetenv("XDG_CONFIG_HOME");
    }
    static void press(ImGuiTestContext& ctx, ImGuiKeyChord key) {
        ctx.KeyPress(key);
        ctx.Yield(3);
    }
    /// Does the line to its end: what follows a file that is written waits for it.
    void perform(ImGuiTestContext& ctx, const char* line) {
        (void)app().execute(line);
        IM_CHECK(until(ctx, [&] { return !app().script_running(); }));
        ctx.Yield(2);
    }
    const Kept& kept() { return kept_by(document()); }
    std::size_t written() {
        Kept there;
        return read_favourites(favourites_path(), there) ? there.size() : 0;
    }
};

TEST_F(FavouriteTest, BKeepsAndTheGalleryShowsThemBelowThePresets) {
    drive([this](ImGuiTestContext& ctx) {
        perform(ctx, "feed 0.03; kill 0.058; palette viridis");
        press(ctx, ImGuiKey_B);
        IM_CHECK_EQ(kept().size(), 1U);
        const std::string name = "F 0.03 k 0.058";
        IM_CHECK_EQ(kept()[0]->name, name);
        IM_CHECK_EQ(document().origin, name);
        IM_CHECK(ui().toasts.newest().find(name) != std::string::npos);
        IM_CHECK(until(ctx, [&] { return written() == 1; }));
        perform(ctx, "feed 0.0367; kill 0.0649; keep Dividing");
        ui().toasts.clear();
        press(ctx, ImGuiKey_G);
        ctx.Yield(3);
        const ImRect last = place(ctx, "//Gallery/**/negative-bubbles");
        const ImRect tile = place(ctx, "//Gallery/**/Dividing");  // is scrolled to: it is chosen
        IM_CHECK_GT(tile.Min.y, last.Max.y + ImGui::GetFontSize());
        IM_CHECK_LE(tile.Max.y, stage(ui()).high.y);
        IM_CHECK_LT(std::abs(last.GetWidth() - tile.GetWidth()), 0.1F);
        IM_CHECK(until(ctx, [&] { return ui().thumbnails.texture(kept()[1]->row) != 0; }));
    });
}

TEST_F(FavouriteTest, AClickTakesOneAndTheSignForgetsItUntilItIsBroughtBack) {
    drive([this](ImGuiTestContext& ctx) {
        perform(ctx, "feed 0.03; keep One; feed 0.04; keep Two; preset mitosis; pause");
        press(ctx, ImGuiKey_G);
        ctx.ItemClick("//Gallery/**/One");
        ctx.Yield(2);
        IM_CHECK_EQ(document().feed, 0.03);
        IM_CHECK_EQ(document().origin, std::string("One"));
        IM_CHECK_EQ(ui().page, Page::None);
        press(ctx, ImGuiKey_G);
        ctx.ItemClick("//Gallery/**/forget Two");
        ctx.Yield(3);
        IM_CHECK_EQ(kept().size(), 1U);
        IM_CHECK_EQ(document().origin, std::string("One"));  // the tile below was not meant
        IM_CHECK_EQ(ui().page, Page::Gallery);
        IM_CHECK(until(ctx, [&] { return written() == 1; }));
        ctx.ItemClick("//Gallery/**/###bring back");
        IM_CHECK_EQ(kept().size(), 2U);
        IM_CHECK(until(ctx, [&] { return written() == 2; }));
        ctx.Yield(2);
        IM_CHECK(!ctx.ItemExists("//Gallery/**/###bring back"));
    });
}

TEST_F(FavouriteTest, ArrowKeysReachThemAndDeleteForgets) {
    drive([this](ImGuiTestContext& ctx) {
        perform(ctx, "feed 0.03; keep One; feed 0.04; keep Two; preset negative-bubbles; pause");
        press(ctx, ImGuiKey_G);
        press(ctx, ImGuiKey_RightArrow);
        press(ctx, ImGuiKey_RightArrow);
        press(ctx, ImGuiKey_Delete);
        IM_CHECK_EQ(kept().size(), 1U);
        IM_CHECK_EQ(kept()[0]->name, std::string("One"));
        press(ctx, ImGuiKey_UpArrow);
        press(ctx, ImGuiKey_DownArrow);
        press(ctx, ImGuiKey_Enter);
        IM_CHECK_EQ(document().origin, std::string("One"));
    });
}

TEST_F(FavouriteTest, WithoutAnyTheGallerySaysHowToKeepOne) {
    drive([this](ImGuiTestContext& ctx) {
        press(ctx, ImGuiKey_G);
        ctx.Yield(3);
        IM_CHECK(kept().empty());
        IM_CHECK_EQ(ctx.WindowInfo("//Gallery/Presets").Window->ScrollMax.y, 0.0F);  // all is seen
    });
}

}  // namespace
}  // namespace gs
