// Planes that are made of a field: how fast it changes, and how far it has changed.
#pragma once

#include <span>

#include "app/core/document/document.h"

namespace gs {

/// The rate of change of the shown channel (du/dt, dv/dt or their difference) per unit of time, by
/// the document's equations, stencil, boundary and rates; float32. All planes have rows x cols
/// values of the document's size, row 0 at the top. Any thread.
void rate_of_change(std::span<const float> u, std::span<const float> v, const Document& document,
                    std::span<float> rate);

/// The shown channel less that of the document's remembered moment, which must be there and have
/// the document's size. Any thread.
void change_since_moment(std::span<const float> u, std::span<const float> v, const Document& document,
                         std::span<float> change);

/// True if the document shows one of the two.
inline bool shows_derived(const Document& document) {
    return document.colouring == Colouring::Change || document.colouring == Colouring::Rate;
}
/// The one that the document shows.
void derive(std::span<const float> u, std::span<const float> v, const Document& document,
            std::span<float> plane);

}  // namespace gs
