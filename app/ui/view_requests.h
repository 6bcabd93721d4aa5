// The `view` command: what core leaves to the window.
#pragma once

#include "app/ui/ui.h"

namespace gs {

/// fill, fit, 1:1, zoom FACTOR, center ROW COL, fullscreen, panel, overlay. A wrong word
/// is answered with the right ones.
Status view_as_asked(Ui& ui, const ViewRequest& request);

}  // namespace gs
