// What a look at all cells finds: whether a field is sound, and whether anything lives in it.
#pragma once

#include <string>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/run/frame.h"

namespace gs {

struct SimState;

/// What a field has come to if nothing can be seen in it any more.
enum class Rest {
    No,
    /// V is gone everywhere, and can't come back by itself.
    DiedOut,
    /// One value of u and of v in all cells, with V.
    Uniform
};

// All of these: any thread. A frame is one that was made with its extremes.

/// NaN or infinity anywhere gives NaN.
void extremes(const std::vector<float>& values, float& low, float& high);
/// "v is nan at row 3, column 12": the first value of a host frame that no Gray-Scott field has.
std::string first_out_of_bounds(const Frame& f);
/// False if it has blown up.
bool is_sound(const Frame& f);
/// It has not begun to blow up either: to be gone back to.
bool is_in_order(const Frame& f, const Document& d);
Rest rest_of(const Frame& f);

/// Why nothing is stepped once a field has blown up, and the ways out.
std::string still_blown_up(const SimState& state);

/// The document's dt if it promises to hold a field that has blown up with this one, or a smaller
/// one that does, of two digits.
double dt_that_holds(const Document& d, double blown_up_dt);

}  // namespace gs
