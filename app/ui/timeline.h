// The timeline: the run as a bar along the window's bottom, to go back in it by the mouse.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/core/document/event.h"
#include "app/ui/film_card.h"
#include "app/ui/stage.h"

namespace gs {

class App;
struct Ui;

/// What the timeline remembers from one turn to the next. UI thread.
class Timeline {
  public:
    /// Draws it as a drawer.
    void draw(Ui& ui, const Area& area);

    /// Where a step lies on the bar that was drawn last, in pixels; for tests, too.
    float x_of(std::int64_t step) const;
    /// The steps whose marks say that the field is kept; for tests.
    const std::vector<std::int64_t>& keyframes() const { return keyframes_; }
    /// The bar's height in the window.
    float y() const { return y_; }

  private:
    void know(const Line& line);
    void know_keyframes(const App& app);
    std::int64_t step_at(float x) const;
    /// The first and the one after the last event whose mark is at this place.
    std::pair<std::size_t, std::size_t> events_near(float x) const;
    void draw_words(Ui& ui, float hovered_x);
    void draw_bar(Ui& ui, ImVec2 low, ImVec2 high);
    void take_drag(Ui& ui);
    void tell_events(float x) const;

    FilmCard film_;
    /// The run's events, in order, of the line that was drawn last.
    Line line_;
    std::vector<EventPtr> events_;
    /// The steps of its moments whose field is kept, of which line and when they were asked for,
    /// and the count of changes then.
    std::vector<std::int64_t> keyframes_;
    EventPtr keyframes_of_;
    double keyframes_at_ = 0;
    std::uint64_t keyframe_changes_ = 0;
    /// Both ends of the bar in pixels, and the steps there.
    float low_ = 0, high_ = 1, y_ = 0;
    std::int64_t first_ = 0, end_ = 1;
    bool dragged_ = false;
    /// That was asked for last, while it is dragged.
    std::int64_t asked_ = -1;
};

}  // namespace gs
