// A window of a field in row-major planes, as a ring steps it.
#pragma once

#include <cstddef>
#include <vector>

#include "kernels/cpu_temporal/changes.h"
#include "kernels/cpu_temporal/ring.h"

namespace gs {

/// The cells [x0, x1) x [y0, y1) of a field.
struct Window {
    int x0, x1, y0, y1;
};

/// How a window lies in the rows of a ring: `halo` columns on both sides, none beyond an edge of a
/// field that does not wrap. A window may lie near one such edge, the western or the eastern one,
/// but not near both.
struct WindowRow {
    /// The column of the field at the row's begin; it may be less than 0.
    int x = 0;
    std::ptrdiff_t vectors = 0;
    bool west_edge = false, east_edge = false;
    WindowRow() = default;
    WindowRow(const Window& window, int cols, bool wraps, int halo, int lanes);
};

/// One thread; it is set to one window after the other.
class WindowPlace : public TemporalPlace {
  public:
    /// For rows of at most so many vectors. Throws std::bad_alloc.
    WindowPlace(const TemporalRowFunctions& functions, std::ptrdiff_t most_vectors);

    /// from, to: two states of one field; changes: where the last step of the pass changes it.
    void begin(const Window& window, bool field_wraps, int halo, const gs_field& from, const gs_field& to,
               ChangeMap& changes);
    /// The last row has left.
    void end() { watch_.end(); }

    void enter(int y, int next, float* row) const override;
    float* out(int y) override;
    void leave(int y, const float* before) override;

  private:
    const TemporalRowFunctions& functions_;
    WindowRow at_;
    bool is_split_ = false;
    /// Columns of the row that lie in the field, and those that are the window's.
    TemporalColumns there_{}, own_{};
    gs_field from_{}, to_{};
    ChangeWatch watch_;
    /// The rows of a call that leave, before they become columns of the planes.
    std::vector<float> out_;
    /// A row of u and one of v that wraps, in one piece.
    mutable std::vector<float> whole_;
};

}  // namespace gs
