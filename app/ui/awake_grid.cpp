#include "app/ui/awake_grid.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/core/run/frame.h"
#include "app/ui/stage.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr float kInner = 0.16F, kOuter = 0.95F;  // how opaque the lines are
constexpr float kLeastBlock = 0.5F;              // em, below which the lines within are left out

/// Lines between blocks, as long as they can be: one for each stretch of equal kind.
class Grid {
  public:
    Grid(const Ui& ui, const Frame& frame)
        : ui_(ui), frame_(frame), blocks_(*frame.awake), list_(*ImGui::GetBackgroundDrawList()) {
        const float block = static_cast<float>(ui.view.scale() * blocks_.block) / pixel();
        inner_ = block >= theme::em(kLeastBlock);
    }

    void draw() {
        for (int row = 0; row <= blocks_.rows; ++row)
            draw_line(
                blocks_.cols, [&](int col) { return kind(blocks_.at(row - 1, col), blocks_.at(row, col)); },
                [&](int col) { return corner(col, row); });
        for (int col = 0; col <= blocks_.cols; ++col)
            draw_line(
                blocks_.rows, [&](int row) { return kind(blocks_.at(row, col - 1), blocks_.at(row, col)); },
                [&](int row) { return corner(col, row); });
    }

  private:
    enum class Line { None, Inner, Outer };

    static float pixel() { return ImGui::GetIO().DisplayFramebufferScale.x; }
    Line kind(bool before, bool after) const {
        if (before != after) return Line::Outer;
        return before && inner_ ? Line::Inner : Line::None;
    }
    /// The upper left corner of a block; the last one may be cut off by the edge of the field.
    ImVec2 corner(int col, int row) const {
        const Place at = ui_.view.to_pixel({static_cast<double>(std::min(col * blocks_.block, frame_.cols)),
                                            static_cast<double>(std::min(row * blocks_.block, frame_.rows))});
        return {static_cast<float>(at.x) / pixel(), static_cast<float>(at.y) / pixel()};
    }
    template <class Kind, class Corner>
    void draw_line(int count, const Kind& kind_at, const Corner& corner_at) {
        for (int begin = 0; begin < count;) {
            const Line line = kind_at(begin);
            int end = begin + 1;
            while (end < count && kind_at(end) == line) ++end;
            if (line != Line::None) {
                const bool outer = line == Line::Outer;
                list_.AddLine(corner_at(begin), corner_at(end),
                              theme::color(theme::kAccent, outer ? kOuter : kInner),
                              theme::em(outer ? 0.11F : 0.07F));
            }
            begin = end;
        }
    }

    const Ui& ui_;
    const Frame& frame_;
    const AwakeBlocks& blocks_;
    ImDrawList& list_;
    bool inner_ = false;
};

}  // namespace

void draw_awake_grid(const Ui& ui) {
    if (!ui.app.document().awake || !ui.frame || !ui.frame->awake) return;
    Grid(ui, *ui.frame).draw();
}

}  // namespace gs
