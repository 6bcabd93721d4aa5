#include "app/ui/foot.h"

#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>

#include "app/ui/theme.h"
#include "app/ui/widgets.h"

namespace gs {
namespace {

constexpr float kLines = 2;

Foot* present = nullptr;

}  // namespace

Foot::Foot() {
    present = this;
}

Foot::~Foot() {
    present = nullptr;
}

float Foot::height() {
    return kLines * ImGui::GetTextLineHeight() + 2 * ImGui::GetStyle().ItemSpacing.y + 1;
}

void Foot::draw(std::string_view otherwise) const {
    ImGui::Separator();
    const std::string_view said = said_.empty() ? otherwise : said_;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::Dummy({width, kLines * ImGui::GetTextLineHeight()});
    const ImVec4 within{at.x, at.y, at.x + width, at.y + kLines * ImGui::GetTextLineHeight() + 1};
    ImGui::GetWindowDrawList()->AddText(nullptr, 0, at, theme::color(theme::kDim), said.data(),
                                        said.data() + said.size(), width, &within);
}

bool tell_foot(std::string_view title, std::string_view help) {
    if (present == nullptr) return false;
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return true;
    present->said_ = help.empty() ? std::string(title) : fmt::format("{}: {}", title, help);
    std::replace(present->said_.begin(), present->said_.end(), '\n', ' ');
    return true;
}

}  // namespace gs
