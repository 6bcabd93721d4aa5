// Which threads go first if cores are few.
#pragma once

namespace gs {

/// The calling thread and those that it will start go after the window and what draws it.
void lower_priority();

}  // namespace gs
