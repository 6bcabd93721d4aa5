// Where the running kernel computes: the blocks that are awake, over the picture.
#pragma once

namespace gs {

struct Ui;

/// Outlines what is awake, with a faint grid of its blocks, if the document asks for it. UI thread.
void draw_awake_grid(const Ui& ui);

}  // namespace gs
