// What `get` answers: what holds, which for the kernel and its knobs is what really runs.
#pragma once

#include <string>

#include "app/core/app/app.h"
#include "app/core/document/properties.h"

namespace gs {

/// The property's value in words; beside a kernel or a knob that was asked for stands
/// the one that runs in its place.
std::string present_value(App& app, const Property& property);

}  // namespace gs
