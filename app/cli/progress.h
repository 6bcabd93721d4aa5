// A progress bar on stderr, if that is a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace gs {

/// One line with share, rate and time left, redrawn a few times per second and wiped at the end.
class ProgressBar {
  public:
    /// unit: what is counted ("steps").
    explicit ProgressBar(std::string unit = {});
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    void show(std::int64_t done, std::int64_t total);
    /// Shows work that is not counted: the share that is done, 0 to 1, and what is being done.
    void show(double share, const std::string& words);
    /// Wipes the line, so that other output can be printed.
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
