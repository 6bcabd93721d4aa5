// The properties: one row each, from which sliders, command line options, the session's keys,
// validation and the documentation come.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "app/core/document/document.h"
#include "kernels/engine/status.h"
#include "kernels/kernel_api.h"

namespace gs {

/// What a property holds: a real number, a whole number, yes or no, or a word.
using Value = std::variant<double, std::int64_t, bool, std::string>;

enum class Kind { Real, Whole, Switch, Choice };

/// What a change means: of one property or of many, to the history and to the simulation. In
/// order; a change of several is the last of theirs.
enum class Effect {
    /// It changes how fast the run goes, how frames travel, or the brush; it can't be undone.
    Run,
    /// It changes what is seen; it can be undone, as can all that follow.
    View,
    /// It changes the way of computing the same.
    Kernel,
    /// It changes the equations from the next step on.
    Rates,
    /// It starts the field again from its seed; undoing it brings the field back, too.
    Restart
};

/// One row of the table: what sliders, options, the session's file, checks and the documentation
/// read.
struct Property {
    using Member =
        std::variant<std::monostate, double Document::*, std::int64_t Document::*, bool Document::*,
                     std::string Document::*, Boundary Document::*, Channel Document::*, Filter Document::*,
                     Colouring Document::*, SeedKind Document::*, double Range::*, Tool Document::*,
                     BrushShape Document::*, Paints Document::*, BrushMirror Document::*,
                     StampShape Document::*>;
    /// The word by which `set`, the session's file and, after --, the command line name it.
    std::string key;
    /// The name that the window shows.
    std::string label;
    /// The unit ("1/time"), or empty.
    std::string unit;
    /// What it is, in one sentence.
    std::string help;
    /// Other words for it that equations, papers and other programs use ("F"); no two rows share
    /// one.
    std::vector<std::string> symbols = {};
    /// The word that may be typed for the number 0 ("full"), or empty. 0 is then the most: it has
    /// the right end of the slider.
    std::string word_for_zero = {};
    Kind kind = Kind::Real;
    /// The range that is allowed for a number, both ends included.
    double low = 0, high = 0;
    /// The range of its slider; typed values may go beyond.
    double slider_low = 0, slider_high = 0;
    /// The step of the arrow keys and of the slider's fine drag.
    double step = 0;
    Effect effect = Effect::View;
    /// The member that holds it, for a Range that of the shown channel's; monostate: a knob, which
    /// Document::knobs holds.
    Member member;
    /// The words of a Choice, for an enum in its order; of a Whole, the names of its values from
    /// `low` on, if they have names; else empty.
    std::vector<std::string> choices;
    Value initial;
};

/// All properties in the order of the panel. Valid for the program's life; any thread.
std::span<const Property> properties();

/// What the keys of knobs begin with: "knob.threads".
inline constexpr std::string_view kKnobPrefix = "knob.";

/// The knobs of the kernel that runs the document (kernel_choice.h) as properties with keys
/// "knob.NAME".
std::vector<Property> knob_properties(const Document& document);
/// The name of a knob's value, or its number.
std::string knob_word(const gs_knob& knob, std::int64_t value);
/// The value of a knob that was typed as a number or as its name, if it is one.
std::optional<std::int64_t> knob_value(const gs_knob& knob, std::string_view typed);
/// The highest value of a knob that is of use on this machine: more threads than cores are not.
std::int64_t useful_high(const gs_knob& knob);

/// The names of Document::ranges, in their order: those of the channels, "change" and "rate".
std::span<const std::string> range_names();

/// The property with this key, or nullptr. That of a knob ("knob.NAME"), and that of the palette
/// beside palettes of the user's, is valid until the next call on this thread.
const Property* find_property(std::string_view key, const Document& document);

/// The property that can only be meant by what was typed: its key, a symbol ("F", "D_u") or its
/// label, whatever its capitals, '-', '_' and blanks; or nullptr. A knob may be named without
/// "knob."; it is valid as long as that of find_property().
const Property* find_typed_property(std::string_view typed, const Document& document);
/// The keys of all properties and of the document's knobs, for a sentence about an unknown one.
std::vector<std::string> property_keys(const Document& document);

/// What the document holds for the property.
Value value_of(const Document& document, const Property& property);
/// Writes a value that check() has passed.
void assign(Document& document, const Property& property, const Value& value);

/// What it means that the property is as in `after`, and was as in `before`: one that starts the
/// field again does so only if it is another.
Effect effect_of(const Property& property, const Document& before, const Document& after);

/// Fails with a sentence that names the property, the value and what is allowed. A real number may
/// be given as a whole one.
Status check(const Property& property, const Value& value);
/// Reads what was typed as the property's kind, if it can only mean one thing (typed.h), and
/// checks it; else the failure says what to write.
Status parse(const Property& property, std::string_view text, Value& value);
/// Reads a number for a command or an option ("paint, row").
template <class Number>
Status read_number(std::string_view what, std::string_view word, double low, double high, Number& number) {
    Property p;
    p.key = what;
    p.kind = std::is_integral_v<Number> ? Kind::Whole : Kind::Real;
    p.low = low;
    p.high = high;
    Value value;
    Status parsed = parse(p, word, value);
    if (parsed) number = std::get<Number>(value);
    return parsed;
}
/// The value as it would be typed; parse() reads it back to the same bits.
std::string to_text(const Value& value);

/// What the property may be, with its unit and default: "0 to 1 [1/time]; default 0.0545".
std::string allowed_text(const Property& property);

/// A pair of stencil weights with a name.
struct Stencil {
    const char *id, *label;
    double edge, corner;
    const char* help;
};
std::span<const Stencil> stencils();
/// The stencil with these weights, or nullptr.
const Stencil* find_stencil(double edge, double corner);

}  // namespace gs
