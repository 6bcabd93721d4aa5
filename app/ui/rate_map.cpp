#include "app/ui/rate_map.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "app/core/document/presets.h"
#include "app/core/explore/map_picture.h"
#include "app/core/files/folders.h"
#include "app/core/files/read_picture.h"
#include "app/ui/shortcuts.h"
#include "app/ui/theme.h"
#include "app/ui/thumbnails.h"
#include "app/ui/ui.h"
#include "embedded/map.h"

namespace gs {
namespace {

constexpr double kUntilCalm = 0.2;   // s without a change until a map is computed
constexpr double kInSight = 0.5;     // s since it was drawn
constexpr std::size_t kTrail = 400;  // places
constexpr double kTime = 10000;      // that the map's run takes, in units of time
constexpr float kNear = 1.5F;        // em: a place is told by the preset within that
constexpr double kBlink = 0.02;      // s: places of a path are at least so far apart
constexpr double kRest = 0.2;        // s at one place of a path, after which it was left, not passed
constexpr float kGlass = 7;          // em: a side of the picture beside the pointer
constexpr float kGlassCells = 32;    // of the map, that it shows
constexpr float kSnap = 0.5F;        // em: so near to its dot, a click takes the preset's own rates

/// Digits enough to tell one pixel of the map from the next.
double rounded(double rate, double span, float pixels) {
    const double step = std::pow(10, std::floor(std::log10(span / std::max(pixels, 1.0F))));
    return std::round(rate / step) * step;
}

std::string rates_in_words(const RatePoint& at) {
    return say(Text::UiMapRates, fmt::format("{:.5g}", at.feed), fmt::format("{:.5g}", at.kill));
}

}  // namespace

RateMap::RateMap() : study_(own_cache("maps").string()) {}

MapPlan RateMap::plan(const Ui& ui) const {
    MapPlan plan;
    plan.range = range_;
    plan.equations = ui.app.document();
    plan.steps = std::llround(std::clamp(kTime / std::max(plan.equations.dt, 1e-9), 100.0, 6 * kTime));
    return plan;
}

/// Computes the map that is wanted once that stays the same for a moment, and keeps the trail.
void RateMap::follow(const Ui& ui) {
    const double now = ImGui::GetTime();
    if (planned_ != ui.app.revision() || !(wanted_.range == range_)) {
        planned_ = ui.app.revision();
        wanted_ = plan(ui);
        if (std::string key = wanted_.key(); key != key_) {
            key_ = std::move(key);
            changed_at_ = now;
        }
        note_place({wanted_.equations.feed, wanted_.equations.kill});
    }
    if (study_.map() == nullptr || now - changed_at_ >= kUntilCalm) study_.want(wanted_);
}

void RateMap::note_place(const RatePoint& here) {
    if (!trail_.empty() && trail_.back() == here) return;
    trail_.push_back(here);
    if (trail_.size() > kTrail) trail_.pop_front();
}

bool RateMap::in_sight() const {
    return drawn_at_ >= 0 && ImGui::GetTime() - drawn_at_ < kInSight;
}

bool RateMap::update(const Ui& ui) {
    if (!in_sight()) return false;
    follow(ui);
    const bool fresh = study_.update();
    repaint_ = repaint_ || fresh;
    return fresh || study_.progress() < 1;
}

void RateMap::set_show(MapShow show) {
    show_ = show;
    repaint_ = true;
}

void RateMap::set_range(const PlaneRange& range) {
    range_ = range.within_limits();
}

void RateMap::set_feed(double one, double other) {
    set_range({std::min(one, other), std::max(one, other), range_.kill_low, range_.kill_high});
}

void RateMap::set_kill(double one, double other) {
    set_range({range_.feed_low, range_.feed_high, std::min(one, other), std::max(one, other)});
}

void RateMap::flip_over_field(Ui& ui) const {
    if (varies(ui.app.document())) return ui.execute("vary off");
    const PlaneRange& r = range_;
    ui.app.begin_gesture(text(Text::UiMapOverField));
    ui.execute(fmt::format("vary feed {} {} across rows", r.feed_high, r.feed_low));
    ui.execute(fmt::format("vary kill {} {} across columns", r.kill_low, r.kill_high));
    ui.app.end_gesture();
}

std::string RateMap::told(Ui& ui) const {
    if (!study_.status()) return say(Text::UiMapFailed, study_.status().why());
    if (draws_path_) return say(Text::UiMapDrawing, fmt::format("{:.1f}", ImGui::GetTime() - path_since_));
    if (!hovered_) {
        if (study_.progress() >= 1) return std::string(text(Text::UiMapHint));
        return say(Text::UiMapComputing, static_cast<int>(100 * study_.progress()));
    }
    std::string said = rates_in_words(*hovered_);
    if (const Preset* preset = preset_near(ui, range_, *hovered_, size_, theme::em(kNear))) {
        const std::string letters = letters_of(preset->pattern);
        said += fmt::format("  {}{}{}", preset->label, letters.empty() ? "" : " ", letters);
    }
    const Map* map = study_.map();
    if (map != nullptr && show_ != MapShow::Pattern) {
        const float value = map->value(show_, *hovered_);
        if (!std::isnan(value)) said += fmt::format("  {} {:.3g}", text(map_view(show_).label), value);
    }
    return said;
}

void RateMap::take_rates(Ui& ui, const RatePoint& at, bool let_go) {
    const Document& d = ui.app.document();
    if ((!let_go && ui.state.busy) || (at == RatePoint{d.feed, d.kill} && !varies(d))) return;
    ui.execute(fmt::format("rates {} {}", at.feed, at.kill));
}

void RateMap::take_mouse(Ui& ui, ImVec2 low, ImVec2 size) {
    const ImGuiIO& io = ImGui::GetIO();
    const auto place = [&](ImVec2 p) {
        return range_.at(std::clamp((p.x - low.x) / size.x, 0.0F, 1.0F),
                         std::clamp(1 - (p.y - low.y) / size.y, 0.0F, 1.0F));
    };
    const RatePoint at = place(io.MousePos);
    const bool hovered = ImGui::IsItemHovered();
    hovered_ = hovered || ImGui::IsItemActive() ? std::optional(at) : std::nullopt;
    if (hovered && io.MouseWheel != 0 && !io.KeyCtrl)
        set_range(range_.zoomed(at, std::pow(0.8, io.MouseWheel)));
    if (hovered && ImGui::IsMouseDragging(ImGuiMouseButton_Middle, 0))
        set_range(range_.moved(-io.MouseDelta.x / size.x, io.MouseDelta.y / size.y));
    if (ImGui::IsItemActivated()) {
        ui.app.begin_gesture(text(Text::UiMapDrag));
        draws_path_ = io.KeyShift;
        path_since_ = ImGui::GetTime();
        path_.clear();
    }
    if (ImGui::IsItemActive()) {
        const Preset* preset = draws_path_ ? nullptr : preset_near(ui, range_, at, size, theme::em(kSnap));
        dragged_ = preset ? RatePoint{preset->feed, preset->kill}
                          : RatePoint{rounded(at.feed, range_.feed_high - range_.feed_low, size.y),
                                      rounded(at.kill, range_.kill_high - range_.kill_low, size.x)};
        if (draws_path_) draw_on_path(*dragged_);
        take_rates(ui, *dragged_, false);
    }
    if (ImGui::IsItemDeactivated()) let_go(ui);
}

/// A place joins the path if it is another one; a rest at one place ends with that place again.
void RateMap::draw_on_path(const RatePoint& at) {
    const double since = ImGui::GetTime() - path_since_;
    const std::vector<double> here{at.feed, at.kill};
    if (!path_.empty() && path_.back().values == here) return;
    if (!path_.empty() && since - path_.back().at > kRest)
        path_.push_back({since - kBlink, path_.back().values});
    if (path_.empty() || since - path_.back().at >= kBlink) path_.push_back({since, here});
    thin_out(path_);
}

void RateMap::let_go(Ui& ui) {
    if (dragged_) take_rates(ui, *dragged_, true);
    if (draws_path_ && path_.size() > 1) {
        Glide path;
        if (make_path(std::move(path_), path)) ui.execute("path " + words_of_path(path));
    }
    path_.clear();
    draws_path_ = false;
    dragged_.reset();
    ui.app.end_gesture();
}

void RateMap::update_textures() {
    if (repaint_ && study_.map() != nullptr) {
        const Picture picture = picture_of(*study_.map(), show_),
                      pattern = picture_of(*study_.map(), MapShow::Pattern);
        texture_ = gl::make_picture(picture.height, picture.width, picture.rgb.data());
        pattern_ = gl::make_picture(pattern.height, pattern.width, pattern.rgb.data());
        pictured_ = study_.map()->range;
        rows_ = picture.height;
        cols_ = picture.width;
        repaint_ = false;
    } else if (texture_.get() == 0) {
        // The one that is shipped, until there is one of these equations.
        if (const auto picture = decode_picture(embedded::map("assets/map.png"))) {
            texture_ = gl::make_picture(picture->height, picture->width, picture->rgb.data());
            pattern_ = gl::make_picture(picture->height, picture->width, picture->rgb.data());
            pictured_ = PlaneRange();
            rows_ = picture->height;
            cols_ = picture->width;
        }
    }
}

/// What grows at the place under the pointer: the picture of the preset there, or the map's own
/// pattern around it, enlarged.
void RateMap::draw_glass(Ui& ui, ImVec2 pointer) const {
    if (!hovered_ || dragged_ || pattern_.get() == 0) return;
    const float side = theme::em(kGlass), off = theme::em(1.2F);
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    ImVec2 low{pointer.x + off, pointer.y - off - side};
    if (low.x + side > screen.x) low.x = pointer.x - off - side;
    if (low.y < 0) low.y = pointer.y + off;
    const ImVec2 high{low.x + side, low.y + side};
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    const Preset* preset = preset_near(ui, range_, *hovered_, size_, theme::em(kSnap));
    const unsigned known = preset != nullptr ? ui.thumbnails.texture(*preset) : 0;
    if (known == 0 && !pictured_.holds(*hovered_)) return;
    const auto x = static_cast<float>(pictured_.right(*hovered_)),
               y = static_cast<float>(1 - pictured_.up(*hovered_));
    const float across = kGlassCells / static_cast<float>(2 * cols_),
                down = kGlassCells / static_cast<float>(2 * rows_);
    const float edge = theme::em(0.15F);
    list.AddRectFilled({low.x - 2 * edge, low.y - 2 * edge}, {high.x + 2 * edge, high.y + 2 * edge},
                       theme::color(theme::kInk), theme::em(0.3F));
    list.AddRectFilled({low.x - edge, low.y - edge}, {high.x + edge, high.y + edge},
                       theme::color(theme::kText), theme::em(0.2F));
    if (known != 0)
        list.AddImage(static_cast<ImTextureID>(known), low, high);
    else
        list.AddImage(static_cast<ImTextureID>(pattern_.get()), low, high, {x - across, y - down},
                      {x + across, y + down});
}

/// Until the present range is computed, the picture of another one lies where it belongs.
void RateMap::draw_picture(ImDrawList& list, ImVec2 low, ImVec2 size) {
    update_textures();
    const ImVec2 high{low.x + size.x, low.y + size.y};
    list.AddRectFilled(low, high, theme::color(theme::kOutside));
    if (texture_.get() == 0) return;
    const auto corner = [&](double kill, double feed) {
        const RatePoint at{feed, kill};
        return ImVec2{low.x + static_cast<float>(range_.right(at)) * size.x,
                      low.y + static_cast<float>(1 - range_.up(at)) * size.y};
    };
    list.PushClipRect(low, high, true);
    list.AddImage(static_cast<ImTextureID>(texture_.get()), corner(pictured_.kill_low, pictured_.feed_high),
                  corner(pictured_.kill_high, pictured_.feed_low));
    list.PopClipRect();
}

void RateMap::draw(Ui& ui, ImVec2 size, bool large) {
    drawn_at_ = ImGui::GetTime();
    size_ = size;
    ImGui::InvisibleButton("map", size);
    ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelY);
    const ImVec2 low = ImGui::GetItemRectMin();
    take_mouse(ui, low, size);
    if (!hovered_) tooltip(text(Text::UiMap), text(Text::UiMapHelp), shortcut("view map").keys);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_picture(list, low, size);
    draw_map_marks(ui, list, range_, low, size, large, trail_, path_);
    draw_glass(ui, ImGui::GetIO().MousePos);
    list.AddRect(low, {low.x + size.x, low.y + size.y}, theme::color(theme::kFrame));
}

}  // namespace gs
