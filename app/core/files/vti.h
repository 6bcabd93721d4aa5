// VTK's image data, which ParaView reads: XML, and behind it the numbers as they are in memory.
#pragma once

#include <ostream>
#include <string>

#include "app/core/document/snapshot.h"
#include "kernels/engine/status.h"

namespace gs {

/// Puts u and v into the stream, in the field's scalar: one point per cell, a unit apart. VTK
/// counts rows from the bottom, so the field's last row comes first and the picture stands upright.
/// present: of its time and step each is said; nullptr: neither is.
void put_vti(std::ostream& out, const Field& field, const Snapshot* present = nullptr);

/// Writes a field into a file, whole or not at all.
Status write_vti(const std::string& path, const Field& field);

}  // namespace gs
