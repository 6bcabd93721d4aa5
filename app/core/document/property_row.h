// How the rows of the properties are made, for the files that hold some of them.
#pragma once

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "app/core/document/properties.h"

namespace gs {

/// The rows of the palette, the range and the ways of colouring.
std::vector<Property> view_rows();
/// The row of the palette with the user's of this document, or nullptr if there are none; valid
/// until the next call on this thread.
const Property* palette_row(const Document& document);

/// What a number may be, what its slider reaches, and its step.
struct Bounds {
    double low, high, slider_low, slider_high, step;
};

/// A row without what only numbers have; its kind and its default are those of its member.
template <class T, class Owner>
Property row_of(const char* key, const char* label, Effect effect, T Owner::*member,
                std::vector<std::string> choices, const char* help, std::vector<std::string> symbols = {}) {
    Property p;
    p.kind = std::is_same_v<T, double>         ? Kind::Real
             : std::is_same_v<T, std::int64_t> ? Kind::Whole
             : std::is_same_v<T, bool>         ? Kind::Switch
                                               : Kind::Choice;
    p.key = key;
    p.label = label;
    p.help = help;
    p.symbols = std::move(symbols);
    p.effect = effect;
    p.member = member;
    p.choices = std::move(choices);
    p.initial = value_of(Document{}, p);
    return p;
}

/// The row of a number.
template <class Number, class Owner>
Property number(const char* key, const char* label, const char* unit, Effect effect, Number Owner::*member,
                Bounds range, const char* help, std::vector<std::string> symbols = {},
                const char* word_for_zero = "") {
    Property p = row_of(key, label, effect, member, {}, help, std::move(symbols));
    p.unit = unit;
    p.word_for_zero = word_for_zero;
    p.low = range.low;
    p.high = range.high;
    p.slider_low = range.slider_low;
    p.slider_high = range.slider_high;
    p.step = range.step;
    return p;
}

}  // namespace gs
