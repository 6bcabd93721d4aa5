// The console: it takes the same commands as scripts, with history, completion and help.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "app/ui/stage.h"
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
    void closed() { was_open_ = false; }
    /// Shows a message of the program among the lines.
    void add(const Message& message);
    /// The last line that is shown, for tests; empty if there is none.
    std::string newest() const { return lines_.empty() ? "" : lines_.back().text; }

  private:
    enum class Kind { Typed, Said, Wrong };
    struct Line {
        Kind kind;
        std::string text;
    };
    void run();
    void say_line(Kind kind, std::string text);
    void draw_lines() const;
    void draw_candidates() const;
    void complete(ImGuiInputTextCallbackData& data) const;
    void recall(ImGuiInputTextCallbackData& data, int direction);

    App& app_;
    std::deque<Line> lines_;
    std::vector<std::string> history_;
    std::size_t recalled_ = 0;  // index into history_; its size stands for the line that is being typed
    std::string typed_;
    bool was_open_ = false, to_bottom_ = false, focus_ = false;
};

}  // namespace gs
