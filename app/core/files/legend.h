// The colour bar below a saved picture.
#pragma once

#include "app/core/document/document.h"
#include "app/core/files/png.h"

namespace gs {

/// The picture with a strip below it, in which the document's colours stand as a bar with its name
/// and round numbers; u and v have a bar each where both are shown. The picture as it was if the
/// document has no colour bar, or if it is too narrow for one. Any thread.
Picture with_legend(Picture picture, const Document& document);

}  // namespace gs
