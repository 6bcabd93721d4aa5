// The console: it takes the same commands as scripts, with history, completion and help.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <vector>

#include "app/ui/stage.h"
#include "app/ui/typed_line.h"
#include "app/ui/ui.h"

struct ImGuiInputTextCallbackData;

namespace gs {

/// The console. UI thread.
class Console {
  public:
    explicit Console(App& app) : app_(app) {}
    /// Draws it as a drawer.
    void draw(Ui& ui, const Area& area);
    /// To be called while it is not drawn: it takes the keyboard when it is drawn next.
    void closed();
    /// Opens it, takes the keyboard to it if it is open without, or closes it.
    void called(Ui& ui);
    /// Takes the keyboard, and what was typed elsewhere.
    void take(std::string_view typed) { typed_.take(typed); }
    bool has_keyboard() const { return typed_.has_keyboard(); }
    /// What stands in its field.
    const std::string& typed() const { return typed_.text; }
    /// Shows commands that were executed elsewhere: one, or all of a stroke.
    void echo(std::span<const std::string> lines);
    /// Shows a message of the program among the lines.
    void add(const Message& message);
    /// The last line that is shown, for tests; empty if there is none.
    std::string newest() const { return lines_.empty() ? "" : lines_.back().text; }

  private:
    enum class Kind { Typed, Done, Said, Wrong };
    struct Line {
        Kind kind;
        std::string text;
        std::size_t times = 1;
    };
    void run();
    void say_line(Kind kind, std::string text);
    void draw_lines();
    void draw_candidates() const;
    void complete(ImGuiInputTextCallbackData& data) const;
    void recall(ImGuiInputTextCallbackData& data, int direction);

    App& app_;
    std::deque<Line> lines_;
    std::vector<std::string> history_;
    std::size_t recalled_ = 0;  // index into history_; its size stands for the line that is being typed
    TypedLine typed_;
    bool was_open_ = false, to_bottom_ = false;
    bool own_ = false;  // what is executed now was typed here
};

}  // namespace gs
