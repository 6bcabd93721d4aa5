#include "app/cli/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/core/text/strings.h"

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

/// Whether to draw now: at most ten times per second, and only on a terminal.
bool ProgressBar::due() {
    return terminal_ && (!drawn_ || seconds(Clock::now() - drawn_at_) >= 0.1);
}

void ProgressBar::show(std::int64_t done, std::int64_t total) {
    const auto now = Clock::now();
    if (begin_done_ < 0 || done < begin_done_) {
        begin_done_ = done;
        begin_ = now;
    }
    if (total <= 0 || !due()) return;
    const double elapsed = seconds(now - begin_);
    const double rate = elapsed > 0 ? static_cast<double>(done - begin_done_) / elapsed : 0;
    const double left = rate > 0 ? static_cast<double>(total - done) / rate : HUGE_VAL;
    draw(static_cast<double>(done) / static_cast<double>(total), left,
         say(Text::ProgressCount, done, total, unit_, rate));
}

void ProgressBar::show(double share, const std::string& words) {
    if (!due()) return;
    draw(share, share > 0.02 ? seconds(Clock::now() - begin_) * (1 / share - 1) : HUGE_VAL, words);
}

void ProgressBar::draw(double share, double left, const std::string& words) {
    drawn_ = true;
    drawn_at_ = Clock::now();
    const int full = std::clamp(static_cast<int>(share * kBarWidth), 0, kBarWidth);
    std::fputs(("\r\x1b[K" +
                say(Text::Progress, "", full, "", kBarWidth - full, 100 * share, duration_text(left), words))
                   .c_str(),
               stderr);
    std::fflush(stderr);
}

void ProgressBar::wipe() {
    if (!drawn_) return;
    drawn_ = false;
    std::fputs("\r\x1b[K", stderr);
    std::fflush(stderr);
}

}  // namespace gs
