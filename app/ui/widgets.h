// The few widgets that all panels are made of. Rows are drawn from the property table: label,
// slider, value, unit, tooltip, range and default come from there.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <span>

#include "app/core/app/app.h"
#include "app/core/text/strings.h"
#include "app/ui/icons.h"

namespace gs {

/// A text of the table as Dear ImGui wants it.
inline const char* words(Text id) {
    return text(id).data();
}

/// A tooltip for the last item, after a moment: what it is, and what it means.
void tooltip(std::string_view title, std::string_view help);

/// A round-cornered button with an icon. why_not: disabled, and the
/// tooltip says why; empty: enabled.
bool icon_button(const char* id, Icon icon, std::string_view title, std::string_view help,
                 std::string_view why_not = {}, bool accent = false, float width = 0);

/// Choices side by side, one of them lit. Returns the index that was clicked, or -1.
int segmented(const char* id, std::span<const char* const> labels, int current, std::string_view title,
              std::string_view help);

/// A heading that opens and closes what is below it; remembers its state in `open`.
bool section(const char* id, const char* title, bool& open);

/// A line of dim words that wraps.
void note(std::string_view words, const ImVec4& color);

/// Property rows. Every change goes through App::set; a drag is one entry of the history.
class PropertyRows {
  public:
    explicit PropertyRows(App& app) : app_(app) {}

    /// The row that fits the property's kind. Unknown keys are a caller's bug.
    void row(std::string_view key);
    /// at_zero: what a value of 0 is called ("auto"), where it has a name.
    void row(const Property& property, std::string_view at_zero = {});
    /// Slider and value without the label, of this width together; numbers only.
    void bare(const Property& property, float width, std::string_view at_zero = {});
    /// Label and value above a slider of the panel's width: for what is moved most.
    void large(std::string_view key);
    /// The row's label only, for a widget of the caller's own; moves to the
    /// widget's place. Returns its width.
    float label(const Property& property);
    const Property& property(std::string_view key) const;

    /// A sentence about a value that was refused, once.
    std::string take_refusal() { return std::exchange(refusal_, {}); }
    void set(const std::string& key, const Value& value);

  private:
    void slider(const Property& property, float width, float height);
    void value(const Property& property, float width, std::string_view at_zero = {});
    void edit_value(const Property& property, float width);
    void choice(const Property& property, float width);
    double number(const Property& property) const;
    void set_number(const Property& property, double x, double fineness);

    App& app_;
    std::string refusal_;
    std::string editing_;  // key of the value that is being typed, or empty
    bool editing_new_ = false;
    std::string typed_;
    double drag_ = 0;  // place on the slider, 0 to 1, while it is dragged; may run over its ends
};

/// 1234567.8 as "1 234 568": grouped by narrow spaces, `digits` after the point.
std::string grouped(double x, int digits = 0);

}  // namespace gs
