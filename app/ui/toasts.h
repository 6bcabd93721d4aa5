// Short messages over the picture, which disappear by themselves.
#pragma once

#include <deque>
#include <string>

#include "app/core/app/app.h"

namespace gs {

/// Shows messages in the order in which they came, at the bottom of the picture. UI thread.
class Toasts {
  public:
    void add(Message message);
    void error(std::string text) { add({Message::Kind::Error, std::move(text), {}}); }
    /// Draws them above `bottom` (pixels from the window's top), in the middle of the leftmost
    /// `width` pixels.
    void draw(float width, float bottom);
    bool empty() const { return shown_.empty(); }
    /// The newest message's text, for tests; empty if there is none.
    std::string newest() const { return shown_.empty() ? "" : shown_.back().message.text; }
    void clear() { shown_.clear(); }

  private:
    struct Shown {
        Message message;
        double until = 0;  // ImGui's clock, seconds
        int times = 1;
    };
    std::deque<Shown> shown_;
};

}  // namespace gs
