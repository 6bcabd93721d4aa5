#include "app/core/run/interrupt.h"

#include <csignal>

namespace gs {

namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

volatile std::sig_atomic_t g_signal = 0;

void note(int signal) {
    g_signal = signal;
}

}  // namespace

Interruptible::Interruptible() {
    struct sigaction noting {};
    noting.sa_handler = note;
    noting.sa_flags = static_cast<int>(SA_RESETHAND);  // no SA_RESTART: who waits for input is woken
    for (const int signal : kSignals) {
        struct sigaction before {};
        sigaction(signal, nullptr, &before);
        if (before.sa_handler == SIG_DFL) sigaction(signal, &noting, nullptr);
    }
}

Interruptible::~Interruptible() {
    for (const int signal : kSignals) {
        struct sigaction now {};
        sigaction(signal, nullptr, &now);
        if (now.sa_handler == note) std::signal(signal, SIG_DFL);
    }
}

bool interrupted() {
    return g_signal != 0;
}

void forget_interrupt() {
    g_signal = 0;
}

void end_as_interrupted() {
    if (g_signal != 0) std::raise(g_signal);
}

}  // namespace gs
