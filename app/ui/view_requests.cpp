#include "app/ui/view_requests.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>

#include "app/ui/shortcuts.h"

namespace gs {
namespace {

bool number(const std::string& word, double& x) {
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), x);
    return error == std::errc() && end == word.data() + word.size();
}

Place middle(const Ui& ui) {
    int width = 0, height = 0;
    ui.window.pixels(width, height);
    return {width / 2.0, height / 2.0};
}

}  // namespace

Status view_as_asked(Ui& ui, const ViewRequest& request) {
    const auto& given = request.words;
    const std::string what = given.empty() ? "" : given.front();
    double x = 0, y = 0;
    if (given.size() == 1 && ui.view.set_mode(what)) return {};
    if (given.size() == 1 && what == "fullscreen")
        perform(ui, Action::FullScreen);
    else if (given.size() == 1 && what == "panel")
        perform(ui, Action::HideInterface);
    else if (given.size() == 1 && what == "overlay")
        perform(ui, Action::CycleOverlay);
    else if (given.size() == 2 && what == "zoom" && number(given[1], x) && x > 0)
        ui.view.zoom_at(middle(ui), x / ui.view.scale());
    else if (given.size() == 3 && what == "center" && number(given[1], y) && number(given[2], x)) {
        const Place at = ui.view.to_pixel({x + 0.5, y + 0.5}), to = middle(ui);
        ui.view.pan(to.x - at.x, to.y - at.y);
    } else {
        return Status::failure(say(Text::UiViewWrong, fmt::to_string(fmt::join(given, " "))));
    }
    return {};
}

}  // namespace gs
