// The map of the rates: a small one in the panel and a large one on a page, which show the same.
#pragma once

#include <imgui.h>

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "app/core/document/glide.h"
#include "app/core/explore/map_study.h"
#include "app/render/gl.h"

namespace gs {

struct Ui;

/// What lies over the map, each of which can be switched off.
enum class MapMark { Curves, Letters, Presets, Favourites, Trail, Path };

/// Computes its map only while it is in sight. UI thread.
class RateMap {
  public:
    RateMap();
    /// Takes over what the background has computed; true if something new is to be drawn.
    bool update(const Ui& ui);
    /// Draws the map with what lies over it. A press takes its rates, a drag goes on taking them,
    /// and draws a path if Shift was down; the wheel zooms, the middle button moves. Beside the
    /// pointer stands what grows there. large: with letters.
    void draw(Ui& ui, ImVec2 size, bool large);
    /// The same on a page: with its switches and axes.
    void draw_page(Ui& ui);

    /// True if it was drawn within the last half second.
    bool in_sight() const;
    MapShow show() const { return show_; }
    void set_show(MapShow show);
    const PlaneRange& range() const { return range_; }
    /// Shows this part of the plane, as far as there can be a map of it.
    void set_range(const PlaneRange& range);
    /// The same with other feed or kill rates at its edges; the lower one may come second.
    void set_feed(double one, double other);
    void set_kill(double one, double other);
    /// Lets the rates vary over the field as they do over the map, or ends that.
    void flip_over_field(Ui& ui) const;
    /// What is told of the place under the pointer, or of the work that goes on.
    std::string told(Ui& ui) const;
    const MapStudy& study() const { return study_; }

  private:
    MapPlan plan(const Ui& ui) const;
    void follow(const Ui& ui);
    void note_place(const RatePoint& here);
    void take_mouse(Ui& ui, ImVec2 low, ImVec2 size);
    void take_rates(Ui& ui, const RatePoint& at, bool let_go);
    void draw_on_path(const RatePoint& at);
    void let_go(Ui& ui);
    void update_textures();
    void draw_glass(Ui& ui, ImVec2 pointer) const;
    void draw_picture(ImDrawList& list, ImVec2 low, ImVec2 size);

    MapStudy study_;
    PlaneRange range_;
    MapShow show_ = MapShow::Pattern;
    gl::Texture texture_;      // the map as it is shown
    gl::Texture pattern_;      // the pattern itself
    PlaneRange pictured_;      // what the textures show
    int rows_ = 0, cols_ = 0;  // of them
    bool repaint_ = true;      // the textures are to be made again
    ImVec2 size_{};            // in the last frame, pixels
    double drawn_at_ = -1;     // ImGui's clock, s
    double changed_at_ = 0;    // of the plan that is to be computed
    MapPlan wanted_;           // made of the document of this revision
    std::optional<std::uint64_t> planned_;
    std::string key_;                   // of that plan
    std::optional<RatePoint> hovered_;  // the place under the pointer, in the last frame
    std::optional<RatePoint> dragged_;  // the rates that a drag has come to
    std::vector<Glide::Moment> path_;   // that is being drawn
    double path_since_ = 0;             // ImGui's clock, s
    bool draws_path_ = false;           // the drag that goes on does
    std::deque<RatePoint> trail_;       // where the rates have been, the newest last
};

/// Draws what lies over a map that fills this rectangle. path: the one that is being drawn, or
/// empty: the document's.
void draw_map_marks(Ui& ui, ImDrawList& list, const PlaneRange& range, ImVec2 low, ImVec2 size, bool large,
                    const std::deque<RatePoint>& trail, const std::vector<Glide::Moment>& path);
/// Draws ticks with their rates at the left and lower edge of that rectangle: outside of it, or
/// within, over whatever is there.
void draw_map_axes(ImDrawList& list, const PlaneRange& range, ImVec2 low, ImVec2 size, bool within);
/// If the rates vary over the field as over a map, draws axes, presets and letters over the field.
void draw_field_axes(Ui& ui);
/// True if the window is so high that the map in the panel leaves the rates in sight.
bool panel_has_room_for_map();
/// The preset or favourite that is shown at this place of the map, or nullptr; near: how far it may
/// be, in pixels. Valid until the favourites change.
const struct Preset* preset_near(Ui& ui, const PlaneRange& range, const RatePoint& at, ImVec2 size,
                                 float near);
/// Whether the panel shows the map; kept with the settings of the window.
bool& map_in_panel(Ui& ui);
/// Whether this lies over the map; kept with the settings of the window.
bool& map_mark(Ui& ui, MapMark mark);

}  // namespace gs
