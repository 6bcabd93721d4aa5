#pragma once

namespace gs {

/// Call it once, before there are threads: they share two heaps. Otherwise glibc makes one for
/// almost each of them, and fields that one thread takes and another lets go of leave holes in all:
/// hundreds of megabytes after an hour.
void share_heaps();

}  // namespace gs
