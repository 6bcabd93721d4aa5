#include "app/cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace gs {

namespace {

constexpr int kBarWidth = 28;

double seconds(std::chrono::steady_clock::duration d) {
    return std::chrono::duration<double>(d).count();
}

}  // namespace

std::string duration_text(double s) {
    if (!(s < 1e9)) return "?";
    const auto whole = static_cast<std::int64_t>(std::ceil(s));
    if (whole < 60) return fmt::format("{} s", whole);
    if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
    return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

ProgressBar::ProgressBar(std::string unit)
    : unit_(std::move(unit)), terminal_(isatty(STDERR_FILENO) != 0), begin_(Clock::now()) {}

ProgressBar::~ProgressBar() {
    wipe();
}

void ProgressBar::show(std::int64_t done, std::int64_t total) {
    const auto now = Clock::now();
    if (begin_done_ < 0 || done < begin_done_) begin_done_ = done, begin_ = now;
    if (!terminal_ || total <= 0 || (drawn_ && seconds(now - drawn_at_) < 0.1)) return;
    drawn_ = true;
    drawn_at_ = now;
    const double share = static_cast<double>(done) / static_cast<double>(total);
    const double elapsed = seconds(now - begin_);
    const double rate = elapsed > 0 ? static_cast<double>(done - begin_done_) / elapsed : 0;
    const double left = rate > 0 ? static_cast<double>(total - done) / rate : HUGE_VAL;
    const int full = std::clamp(static_cast<int>(share * kBarWidth), 0, kBarWidth);
    fmt::print(stderr, "\r\x1b[K[{:=<{}}{:<{}}] {:3.0f} %  {}/{} {}  {:.4g}/s  {} left", "", full, "",
               kBarWidth - full, 100 * share, done, total, unit_, rate, duration_text(left));
    std::fflush(stderr);
}

void ProgressBar::wipe() {
    if (!drawn_) return;
    drawn_ = false;
    fmt::print(stderr, "\r\x1b[K");
    std::fflush(stderr);
}

}  // namespace gs
