// What is done to all cells of an area: `cells` are those of the edit's area.
#pragma once

#include "app/core/hands/edits.h"

namespace gs {

void change(const edit::Clear& clear, Field& cells);
void change(const edit::Noise& noise, Field& cells);
void change(const edit::Spots& spots, Field& cells);
void change(const edit::Shift& shift, Field& cells);
void change(const edit::Flip& flip, Field& cells);

}  // namespace gs
