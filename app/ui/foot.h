// The foot of a page: a fixed line that says what the tooltips would, and lies over nothing.
#pragma once

#include <string>
#include <string_view>

namespace gs {

/// While one lives, what tooltips would say of the item under the pointer is kept for it. One at a
/// time; UI thread.
class Foot {
  public:
    Foot();
    ~Foot();
    Foot(const Foot&) = delete;
    Foot& operator=(const Foot&) = delete;

    /// The height that it takes from the page, in pixels.
    static float height();
    /// Draws what the item under the pointer says, or this if it says nothing.
    void draw(std::string_view otherwise = {}) const;

  private:
    friend bool tell_foot(std::string_view title, std::string_view help);
    std::string said_;
};

/// Tells the foot that lives what the last item says, if the pointer is on it. False if none lives.
bool tell_foot(std::string_view title, std::string_view help);

}  // namespace gs
