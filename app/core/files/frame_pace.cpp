#include "app/core/files/frame_pace.h"

#include <algorithm>
#include <cmath>

#include "app/core/document/properties.h"
#include "app/core/text/strings.h"

namespace gs {

Status read_pace(const std::string& typed, FramePace& pace) {
    constexpr std::string_view kPerSecond = "/s";
    constexpr double kMost = 1e15;
    FramePace read = pace;
    read.speed = 0;
    const bool speed = typed.ends_with(kPerSecond);
    const std::string number = typed.substr(0, typed.size() - (speed ? kPerSecond.size() : 0));
    Status good = speed ? read_number("every", number, 1e-3, kMost, read.speed)
                        : read_number("every", number, 1, kMost, read.every);
    // Of a number that is none, both forms are told; of one that is too large, its limits.
    double any = 0;
    if (!good && !read_number("every", number, -HUGE_VAL, HUGE_VAL, any))
        return Status::failure(say(Text::PaceText, typed));
    if (good) pace = read;
    return good;
}

std::string pace_text(const FramePace& pace) {
    return pace.speed > 0 ? to_text(pace.speed) + "/s" : std::to_string(pace.every);
}

std::int64_t frame_step(std::int64_t first, std::int64_t last, const FramePace& pace, std::int64_t frame) {
    const double passed = std::round(static_cast<double>(frame) * pace.distance());
    return passed >= static_cast<double>(last - first) ? last : first + static_cast<std::int64_t>(passed);
}

std::int64_t frames_between(std::int64_t first, std::int64_t last, const FramePace& pace) {
    if (last < first) return 0;
    // The first frame whose rounded step is the last one.
    auto frame = static_cast<std::int64_t>((static_cast<double>(last - first) - 0.5) / pace.distance());
    frame = std::max<std::int64_t>(0, frame - 1);
    while (frame_step(first, last, pace, frame) < last) ++frame;
    return frame + 1;
}

std::int64_t usual_distance(std::int64_t first, std::int64_t last) {
    constexpr std::int64_t kFrames = 300;
    return std::max<std::int64_t>(1, (last - first + kFrames - 1) / kFrames);
}

}  // namespace gs
