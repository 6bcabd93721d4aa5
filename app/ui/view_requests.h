// The part of the `view` command that core leaves to the window.
#pragma once

#include "app/ui/ui.h"

namespace gs {

/// Does what the `view` command asks for: fill, fit, 1:1, zoom FACTOR, center ROW COL, fullscreen,
/// panel or overlay. An unknown word fails with a sentence that lists these.
Status view_as_asked(Ui& ui, const ViewRequest& request);

}  // namespace gs
