// Short messages over the picture, which disappear by themselves.
#pragma once

#include <deque>
#include <string>
#include <utility>

#include "app/core/app/app.h"

namespace gs {

/// Shows messages in the order in which they came. One of a file that
/// was written stays for longer, with buttons that copy its path and show its folder. UI thread.
class Toasts {
  public:
    void add(Message message);
    /// Takes this message away: it is said elsewhere.
    void drop(std::string_view text);
    void error(std::string text) { add({Message::Kind::Error, std::move(text), {}}); }
    /// Where they stand, in pixels.
    struct Place {
        float left = 0, right = 0;  // they stand in the middle between these
        float edge = 0;             // of the newest, from the window's top
        bool downwards = false;     // the edge is the upper one, and the older ones stand below
        float type = 0;             // size of the type at scale 1
    };
    void draw(const Place& place);
    /// The file whose folder is to be shown since the last call, or empty.
    std::string take_wanted() { return std::exchange(wanted_, {}); }
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
    void draw_one(Shown& shown, float widest);

    std::deque<Shown> shown_;
    std::string wanted_;
};

}  // namespace gs
