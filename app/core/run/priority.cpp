#include "app/core/run/priority.h"

#include <sys/resource.h>

namespace gs {

void lower_priority() {
    constexpr int kNice = 10;
    // On Linux this is the thread's own, and threads inherit it. Without CAP_SYS_NICE a thread can
    // lower its priority and only that.
    setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + kNice);
}

}  // namespace gs
