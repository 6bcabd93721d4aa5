// The picture under the mouse: zoom, pan, tools, and what the cell under the pointer holds.
#pragma once

#include "app/ui/hand.h"

namespace gs {

/// The mouse over the field. UI thread.
class Canvas {
  public:
    /// Acts on this frame's mouse input, unless a panel takes it.
    void update(Ui& ui);
    /// Draws the tool at the pointer, what is selected, and the readout.
    void draw(Ui& ui) const;
    /// True while the pointer draws something that moves with it.
    bool busy() const { return hand_.busy(); }
    /// True while the pointer is over a cell, whose u and v are read out.
    bool reads() const { return row_ >= 0; }

  private:
    void zoom_and_pan(Ui& ui, Place pixel);

    Hand hand_;
    bool panning_ = false;
    bool over_ = false;        // the pointer is over the picture and not over a panel
    int row_ = -1, col_ = -1;  // the cell under the pointer; -1: it is beside the field
};

}  // namespace gs
