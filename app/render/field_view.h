// Where the field lies in the window: zoom, pan, and the named views. Pure geometry, no OpenGL.
#pragma once

#include "app/core/document/sight.h"

namespace gs {

/// A place: pixels from the window's top left, or cells from the
/// field's top left (x: column, y: row).
struct Place {
    double x = 0, y = 0;
    bool operator==(const Place&) const = default;
};

/// Fill covers the stage, Fit shows the whole field on it, OneToOne shows one cell per pixel, Free
/// is what the user has zoomed or panned to. All but Free follow the stage's size. The stage is
/// what panels leave of the window; all modes are about its middle.
enum class ViewMode { Fill, Fit, OneToOne, Free };

/// Maps window pixels to cells. UI thread.
class FieldView {
  public:
    /// Size of the window in pixels (at least 1 x 1), and how many columns of pixels are covered at
    /// the left and at the right.
    void set_window(int width, int height, int covered_left, int covered_right);
    /// Size of the field in cells. Another size returns from Free to the last named view.
    void set_field(int rows, int cols);
    void set_mode(ViewMode mode);
    ViewMode mode() const { return mode_; }

    /// Zooms by a factor > 0 and keeps the cell at this place of the window where it is.
    void zoom_at(Place pixel, double factor);
    /// Moves the picture by this many pixels.
    void pan(double dx, double dy);

    /// The middle of the stage.
    Place middle() const;
    /// The cells that the stage shows, which are no more than the field has.
    Sight sight() const;
    /// Pixels per cell.
    double scale() const { return scale_; }
    /// The field's top left corner in the window.
    Place origin() const { return origin_; }
    Place to_cell(Place pixel) const;
    Place to_pixel(Place cell) const;

  private:
    int stage_width() const;
    void place_by_mode();
    /// Pixels per cell if the field covers the stage, or lies within it.
    double scale_to(bool cover) const;
    void keep_in_sight();

    int width_ = 1, height_ = 1, covered_left_ = 0, covered_right_ = 0, rows_ = 1, cols_ = 1;
    ViewMode mode_ = ViewMode::Fill, named_ = ViewMode::Fill;
    double scale_ = 1;
    Place origin_;
};

}  // namespace gs
