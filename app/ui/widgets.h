// The few widgets of which all panels are made. Rows are drawn from the property table, which
// provides label, slider, value, unit, tooltip, range and default.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/core/app/app.h"
#include "app/core/text/strings.h"
#include "app/ui/icons.h"
#include "app/ui/toasts.h"

namespace gs {

/// A text of the table in the form that Dear ImGui takes.
inline const char* c_text(Text id) {
    return text(id).data();
}

/// Shows a tooltip for the last item after a moment, beside what it explains and never on it: its
/// title, its explanation, and what can be done with it. It goes after some seconds of rest, and at
/// once while a mouse button is down.
void tooltip(std::string_view title, std::string_view help, std::string_view use = {});

/// The text if it fits into this width in pixels, or as much of it as fits with an ellipsis.
std::string fitted(std::string_view said, float width);

/// Draws the ground of a control with its frame.
void draw_box(ImVec2 low, ImVec2 high, const ImVec4& ground);

/// Draws the ground of a list's chosen row, with a frame that tells it from the others.
void draw_chosen(ImVec2 low, ImVec2 high);

/// A button with an icon. If why_not is not empty, the button is disabled and its tooltip says why.
bool icon_button(const char* id, Icon icon, std::string_view title, std::string_view help,
                 std::string_view why_not = {}, bool accent = false, float width = 0);

/// Choices side by side, of which the current one is lit. Returns the index that was clicked, or
/// -1.
int segmented(const char* id, std::span<const char* const> labels, int current, std::string_view title,
              std::string_view help, std::string_view use = {});

/// A heading that opens and closes the section below it, and keeps its state in `open`. aside: how
/// things stand in it, at the heading's right end.
bool section(const char* id, const char* title, bool& open, std::string_view aside = {});

/// Fades the ends of the window that is being drawn while there is more to scroll to; called after
/// all that it holds.
void fade_edges();

/// True in the frame in which Enter is pressed, unless it is a text field's or a popup's.
bool enter_pressed();

/// A text in this colour.
void write_text(std::string_view said, const ImVec4& color);
/// Writes a text that ends this many pixels from here, or as much of it as fits. True if all does.
bool write_to_end(std::string_view said, float room, const ImVec4& color);
/// Draws a text at this place of the window; what does not fit into the width ends in an ellipsis.
void draw_fitted(std::string_view said, ImVec2 at, float width, const ImVec4& color);
/// Draws a text in the middle of the last item, a button without a text of its own.
void draw_button_text(std::string_view said);
/// A text in this colour, which wraps at the right edge of its window.
void note(std::string_view said, const ImVec4& color);

/// What a row shows beside its property.
struct RowMarks {
    /// The name of the value 0 ("auto"), if it has one.
    std::string at_zero = {};
    /// Up to here the value does no harm: the track beyond has the colour of trouble, and a drag
    /// stops there unless it begins there.
    std::optional<double> limit = {};
    /// The value that a double-click brings, and from which the row is marked as changed. Without
    /// it, a double-click brings the default, and the row has no mark.
    std::optional<Value> origin = {};
};

/// Property rows. Every change goes through App::set; a drag is one entry of the history.
class PropertyRows {
  public:
    PropertyRows(App& app, Toasts& toasts) : app_(app), toasts_(toasts) {}

    /// Draws the row that fits the property's kind. An unknown key is a caller's bug.
    void row(std::string_view key, const RowMarks& marks = {}) { row(property(key), marks); }
    void row(const Property& property, const RowMarks& marks = {});
    /// Draws slider and value without the label, within this width; numbers only.
    void bare(const Property& property, float width, const RowMarks& marks = {});
    /// Draws symbol, slider with the numbers at its ends, and value in one line; numbers only.
    void compact(std::string_view key, const RowMarks& marks = {});
    /// Draws the row's label only, and moves to the place of the widget that the caller draws.
    /// Returns the widget's width.
    float label(const Property& property, const RowMarks& marks = {});
    /// Draws a row with a list to choose from, whose entries are drawn by `entries`. shown: the
    /// current choice; help: what the tooltip over it says.
    void list(const Property& row, const char* id, const std::string& shown, std::string_view help,
              const std::function<void()>& entries);
    const Property& property(std::string_view key) const;
    /// A value that is refused is left as it was, and a message says why.
    void set(std::string_view key, const Value& value);
    /// Frames the rows of these properties for a moment; the frame fades.
    void flash(std::vector<std::string> keys);
    bool flashing() const;
    /// Frames, in this frame and the next, the control that this command is about: the one whose
    /// property or command is a word of it.
    void ring(std::string_view command);
    /// Draws the frame of the last item if the row or the button of this name has one now.
    void mark_item(std::string_view name) const;
    /// True while the pointer is over a slider, whose value the arrow keys then move.
    bool takes_arrows() const;

  private:
    void mark(std::string_view name, ImVec2 low, ImVec2 high) const;
    void slider(const Property& property, ImVec2 size, const RowMarks& marks);
    void drag(const Property& property, ImVec2 low, ImVec2 high, const RowMarks& marks);
    void nudge(const Property& property, const RowMarks& marks);
    void value(const Property& property, float width, const RowMarks& marks);
    void edit(const Property& property);
    void edit_value(const Property& property, float width);
    void edit_beside(const std::string& key, int places);
    void choice(const Property& property, float width, const RowMarks& marks);
    void mark_changed(const Property& property, const RowMarks& marks);
    double number(const Property& property) const;
    /// The document's value, or the one that a drag has come to and that waits for its end.
    Value present(const Property& property) const;
    Value rounded(const Property& property, double x, double fineness) const;
    void drag_to(const Property& property, double x, double fineness);
    double held(const Property& property, double x, const RowMarks& marks) const;

    App& app_;
    Toasts& toasts_;
    std::string editing_;  // key of the property whose value is being typed, or empty
    bool editing_new_ = false;
    std::string typed_;
    /// Key and value of a drag whose end starts the field again.
    std::optional<std::pair<std::string, Value>> dragged_;
    double drag_ = 0;   // place on the slider while it is dragged, 0 to 1; may go beyond its ends
    double began_ = 0;  // the value with which the drag began
    std::vector<std::string> flashed_;                   // keys
    double flashed_at_ = -1;                             // ImGui's clock, s
    std::string ringed_;                                 // a command
    int ringed_at_ = -2;                                 // the frame in which it was
    int hovered_at_ = -2;                                // the frame in which a slider was under the pointer
    int frame_ = -1;                                     // the frame to which numbers_ belongs
    std::vector<std::string> numbers_, numbers_before_;  // keys of the rows with a number, in their order
};

/// 1234567.8 as "1 234 568": rounded, and grouped by narrow spaces.
std::string grouped(double x);

}  // namespace gs
