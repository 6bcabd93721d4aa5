// A line to type a command into, which can be given the keyboard and words.
#pragma once

#include <functional>
#include <string>
#include <string_view>

struct ImGuiInputTextCallbackData;

namespace gs {

/// What was typed since the last frame.
std::string typed_since();

/// A field for a line. UI thread.
class TypedLine {
  public:
    using Keys = std::function<void(ImGuiInputTextCallbackData& data)>;

    /// Takes the keyboard, and appends what was typed elsewhere.
    void take(std::string_view typed = {});
    /// Takes the keyboard, with this text.
    void put(std::string text);
    /// Draws it. True if Return was pressed. keys: what Tab, Up and Down do.
    bool draw(const char* id, const char* hint, const Keys& keys);
    /// It has the keyboard, or has asked for it, or lost it to a click that is not over yet.
    bool has_keyboard() const { return has_; }
    /// It is not drawn any more.
    void leave() { has_ = false; }

    std::string text;

  private:
    void settle(ImGuiInputTextCallbackData& data);

    std::string more_;
    bool replace_ = false, wanted_ = false, fresh_ = false, has_ = false;
    int waits_ = 0;  // frames until what was asked for is there
};

}  // namespace gs
