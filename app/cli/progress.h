// A progress bar on stderr where that is a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace gs {

/// One line with share, rate and time left, redrawn a few times a second, wiped at the end.
class ProgressBar {
  public:
    /// unit: what is counted ("steps").
    explicit ProgressBar(std::string unit = {});
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    void show(std::int64_t done, std::int64_t total);
    /// For what is not counted: the share that is done, and what is being done.
    void show(double share, const std::string& words);
    /// Takes the line away, so that others can print.
    void wipe();

  private:
    using Clock = std::chrono::steady_clock;
    bool due();
    void draw(double share, double left, const std::string& words);
    std::string unit_;
    bool terminal_, drawn_ = false;
    Clock::time_point begin_, drawn_at_;
    std::int64_t begin_done_ = -1;
};

/// "1:02:03" or "4 s".
std::string duration_text(double seconds);

}  // namespace gs
