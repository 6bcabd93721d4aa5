#include "kernels/host/threads.h"

#include <signal.h>

#include <utility>

namespace gs {

namespace {

/// Threads that start while one lives inherit this from the thread that starts them.
class EndSignalsBlocked {
  public:
    EndSignalsBlocked() {
        sigset_t ends;
        sigemptyset(&ends);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&ends, signal);
        pthread_sigmask(SIG_BLOCK, &ends, &before_);
    }
    ~EndSignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    EndSignalsBlocked(const EndSignalsBlocked&) = delete;
    EndSignalsBlocked& operator=(const EndSignalsBlocked&) = delete;

  private:
    sigset_t before_{};
};

}  // namespace

std::thread start_thread(std::function<void()> work) {
    const EndSignalsBlocked inherited;
    return std::thread(std::move(work));
}

}  // namespace gs
