#include "app/core/bench/plot.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/core/bench/bench_report.h"
#include "app/core/files/plot_canvas.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

constexpr int kWidth = 1920;
constexpr double kMargin = 60;     // left and right of the title
constexpr double kLowest = 0.125;  // operations per byte at which the roofline begins
constexpr Colour kPaper{255, 255, 255, 1}, kInk{32, 36, 44, 1}, kSoft{110, 118, 130, 1},
    kGrid{226, 230, 236, 1};
constexpr Colour kRoof{52, 58, 70, 1};

/// A family of kernels that the ladder distinguishes by its colour.
struct Family {
    Colour colour;
    Text label;
};
constexpr Family kTextbook{{98, 120, 158, 1}, Text::PlotTextbook};
constexpr Family kDouble{{172, 184, 204, 1}, Text::PlotDouble};
constexpr Family kMinimal{{240, 150, 50, 1}, Text::PlotMinimal};
constexpr Family kFused{{205, 42, 92, 1}, Text::PlotFused};

const Family& family_of(const BenchResult& row) {
    if (row.work.fused) return kFused;
    if (row.work.minimal) return kMinimal;
    return row.float64 ? kDouble : kTextbook;
}

std::string digits(double value) {
    return value < 0.995 ? fmt::format("{:.2g}", value) : fmt::format("{:.{}f}", value, value < 9.95 ? 1 : 0);
}

/// A stretch of the picture and the numbers along it; linear or logarithmic.
struct Axis {
    /// The numbers at its ends.
    double low, high;
    /// The pixels of its ends.
    double from, to;
    bool logarithmic = false;
    double at(double value) const {
        const double part = logarithmic ? std::log(std::max(value, low) / low) / std::log(high / low)
                                        : (value - low) / (high - low);
        return from + part * (to - from);
    }
};

/// Round numbers along a linear axis (1, 2 or 5 times a power of ten apart), or the powers of ten
/// along a logarithmic one.
std::vector<double> ticks(const Axis& axis) {
    std::vector<double> all;
    if (axis.logarithmic) {
        for (double tick = std::pow(10, std::ceil(std::log10(axis.low))); tick <= axis.high; tick *= 10)
            all.push_back(tick);
        return all;
    }
    double step = std::pow(10, std::floor(std::log10(axis.high / 4)));
    for (const double factor : {2.0, 2.5, 2.0})
        if (axis.high / step > 8) step *= factor;
    for (double tick = 0; tick <= axis.high; tick += step) all.push_back(tick);
    return all;
}

/// The levels, with those whose lines would coincide merged into one: "L1, L2".
std::vector<MemoryRoof> merged(const std::vector<MemoryRoof>& levels) {
    constexpr double kApart = 1.15;
    std::vector<MemoryRoof> lines;
    for (const MemoryRoof& level : levels) {
        const bool apart = lines.empty() || std::max(lines.back().gb_per_s, level.gb_per_s) >
                                                kApart * std::min(lines.back().gb_per_s, level.gb_per_s);
        if (apart)
            lines.push_back(level);
        else
            lines.back().level += ", " + level.level;
    }
    return lines;
}

class Plot {
  public:
    Plot(const BenchReport& report, std::vector<const BenchResult*> rows)
        : report_(report),
          rows_(std::move(rows)),
          height_(height_for(rows_.size())),
          canvas_(kWidth, height_, kPaper) {}

    Picture draw() {
        title();
        ladder();
        roofline();
        return canvas_.picture();
    }

  private:
    static int height_for(std::size_t rows) {
        return std::clamp(330 + static_cast<int>(rows) * 30, 1080, 4000);
    }

    void title() {
        const BenchResult& first = *rows_.front();
        std::string machine = report_.cpu.empty() ? "" : describe_cpu(report_.cpu);
        if (!report_.gpu.empty())
            machine += fmt::format("{}{}", machine.empty() ? "" : ", ", report_.gpu.device);
        headline({kMargin, 84}, 50, say(Text::PlotTitle, machine), kInk);
        headline({kMargin, 130}, 30, say(Text::PlotSubtitle, first.cols, first.rows, first.samples.size()),
                 kSoft);
        legend();
    }

    /// The factor by which a text of this width must shrink to stay between the margins; 1: it
    /// fits.
    static double shrink(double width) { return std::min(1.0, (kWidth - 2 * kMargin) / width); }

    void headline(Point at, double size, std::string_view words, Colour colour) {
        canvas_.text(at, size * shrink(PlotCanvas::text_width(size, words)), words, colour);
    }

    /// Draws the families in one line, which shrinks if there are many.
    void legend() {
        constexpr double size = 28, box = 22, to_words = 32, to_next = 76;
        std::vector<const Family*> shown;
        double width = to_words - to_next;
        for (const Family* family : {&kTextbook, &kDouble, &kMinimal, &kFused})
            if (std::any_of(rows_.begin(), rows_.end(),
                            [&](const auto* row) { return &family_of(*row) == family; })) {
                shown.push_back(family);
                width += to_next + PlotCanvas::text_width(size, gs::text(family->label));
            }
        const double scale = shrink(width);
        double x = kMargin;
        for (const Family* family : shown) {
            const std::string_view words = gs::text(family->label);
            canvas_.rectangle({x, 180 - 20 * scale}, box * scale, box * scale, family->colour);
            canvas_.text({x + to_words * scale, 180}, size * scale, words, kInk);
            x += (to_next + PlotCanvas::text_width(size, words)) * scale;
        }
    }

    /// Draws a text on the background colour, so that no line runs through it.
    void label(Point at, double size, std::string_view words, Colour colour) {
        canvas_.rectangle({at.x - 4, at.y - 0.8 * size}, PlotCanvas::text_width(size, words) + 8, 1.08 * size,
                          kPaper);
        canvas_.text(at, size, words, colour);
    }

    void ladder();
    void bars(const Axis& axis, double top, double pitch);
    void roofline();
    void roofs_of(const Roofs& roofs, const Axis& intensity, const Axis& rate, Colour colour);
    void points(const Axis& intensity, const Axis& rate);
    void frame(const Axis& x, const Axis& y);

    const BenchReport& report_;
    std::vector<const BenchResult*> rows_;
    int height_;
    PlotCanvas canvas_;
};

/// Draws the ladder as horizontal bars, in its own order: the slowest kernels are at the top.
void Plot::ladder() {
    double widest = 0, low = std::numeric_limits<double>::max(), high = 0, limit = 0;
    for (const BenchResult* row : rows_) {
        widest = std::max(widest, PlotCanvas::text_width(28, row->name()));
        low = std::min(low, row->median);
        high = std::max(high, row->max);
        if (row->work.minimal) limit = std::max(limit, row->share.compute_gcells);
    }
    constexpr double kTop = 250, kRight = 980;
    const double bottom = height_ - 110;
    const bool wide = high / low > 400;
    const Axis axis{wide ? std::pow(10, std::floor(std::log10(low))) : 0, 1.12 * std::max(high, limit),
                    80 + widest, kRight, wide};
    for (const double tick : ticks(axis)) {
        canvas_.line({axis.at(tick), kTop}, {axis.at(tick), bottom}, 2, kGrid);
        canvas_.text({axis.at(tick), bottom + 34}, 26, fmt::format("{:g}", tick), kSoft, Align::Centre);
    }
    canvas_.text({(axis.from + axis.to) / 2, bottom + 74}, 28, gs::text(Text::PlotRate), kInk, Align::Centre);
    if (limit > 0) {
        canvas_.dashes({axis.at(limit), kTop - 8}, {axis.at(limit), bottom}, 3, kRoof);
        const std::string_view words = gs::text(Text::PlotLimit);
        const double end =
            std::max(std::min(axis.at(limit), kRight - 10), kMargin + PlotCanvas::text_width(24, words));
        canvas_.text({end, kTop - 16}, 24, words, kRoof, Align::Right);
    }
    bars(axis, kTop, (bottom - kTop) / static_cast<double>(rows_.size()));
}

void Plot::bars(const Axis& axis, double top, double pitch) {
    const double size = std::min(28.0, pitch * 0.8);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const BenchResult& row = *rows_[i];
        const double middle = top + (static_cast<double>(i) + 0.5) * pitch,
                     thick = std::min(0.62 * pitch, 44.0);
        const double end = axis.at(row.median);
        canvas_.text({axis.from - 16, middle + size / 3}, size, row.name(), kInk, Align::Right);
        canvas_.rectangle({axis.from, middle - thick / 2}, std::max(end - axis.from, 2.0), thick,
                          family_of(row).colour);
        canvas_.line({axis.at(row.min), middle}, {axis.at(row.max), middle}, 3, kInk);
        for (const double side : {row.min, row.max})
            canvas_.line({axis.at(side), middle - thick / 6}, {axis.at(side), middle + thick / 6}, 3, kInk);
        std::string words = digits(row.median);
        if (row.times_reference > 1.005 && row.kernel != reference_kernel().id)
            words += "   " + digits(row.times_reference) + "x";
        label({std::max(end, axis.at(row.max)) + 12, middle + size / 3}, size, words, kInk);
    }
    canvas_.line({axis.from, top}, {axis.from, top + pitch * static_cast<double>(rows_.size())}, 3, kInk);
}

void Plot::frame(const Axis& x, const Axis& y) {
    for (const double tick : ticks(y)) {
        canvas_.line({x.from, y.at(tick)}, {x.to, y.at(tick)}, 2, kGrid);
        canvas_.text({x.from - 12, y.at(tick) + 9}, 26, fmt::format("{:g}", tick), kSoft, Align::Right);
    }
    for (double tick = kLowest; tick <= x.high; tick *= 2) {
        canvas_.line({x.at(tick), y.from}, {x.at(tick), y.to}, 2, kGrid);
        canvas_.text({x.at(tick), y.from + 34}, 26, fmt::format("{:g}", tick), kSoft, Align::Centre);
    }
    canvas_.line({x.from, y.from}, {x.to, y.from}, 3, kInk);
    canvas_.line({x.from, y.from}, {x.from, y.to}, 3, kInk);
    canvas_.text({(x.from + x.to) / 2, y.from + 74}, 28, gs::text(Text::PlotIntensity), kInk, Align::Centre);
    canvas_.text({x.from - 70, y.to - 24}, 28, gs::text(Text::PlotOperations), kInk);
}

/// Draws the roofline: the operations per second that arithmetic and memory allow, over the
/// operations per byte of a single step.
void Plot::roofline() {
    double low = std::numeric_limits<double>::max(), high = 0;
    for (const BenchResult* row : rows_) {
        low = std::min(low, row->min * row->work.operations);
        high = std::max(high, row->max * row->work.operations);
    }
    for (const Roofs* roofs : {&report_.cpu, &report_.gpu})
        if (!roofs->empty()) high = std::max(high, roofs->best().f32);
    const Axis intensity{kLowest, 8, 1130, kWidth - 60.0, true};
    const Axis rate{std::min(0.7 * low, high / 30), 1.6 * high, height_ - 110.0, 250, true};
    frame(intensity, rate);
    roofs_of(report_.cpu, intensity, rate, kRoof);
    roofs_of(report_.gpu, intensity, rate, {40, 130, 90, 1});
    points(intensity, rate);
}

void Plot::roofs_of(const Roofs& roofs, const Axis& x, const Axis& y, Colour colour) {
    if (roofs.empty()) return;
    const double peak = roofs.best().f32;
    double first_corner = x.high;
    for (const MemoryRoof& memory : merged(roofs.memory)) {
        const double corner = peak / memory.gb_per_s;
        first_corner = std::min(first_corner, corner);
        const double start = std::max(x.low, y.low / memory.gb_per_s), end = std::min(corner, x.high);
        if (start >= end) continue;
        const bool main_memory = memory.level == roofs.memory.back().level;
        canvas_.line({x.at(start), y.at(start * memory.gb_per_s)}, {x.at(end), y.at(end * memory.gb_per_s)},
                     main_memory ? 5 : 2.5, colour);
    }
    for (const MemoryRoof& memory : merged(roofs.memory)) {
        const double start = std::max(x.low, y.low / memory.gb_per_s);
        if (start >= std::min(peak / memory.gb_per_s, x.high)) continue;
        label({x.at(start) + 14, y.at(start * memory.gb_per_s) + 8}, 24,
              say(Text::PlotMemoryRoof, memory.level, memory.gb_per_s), colour);
    }
    const double start = std::max(first_corner, x.low);
    canvas_.line({x.at(start), y.at(peak)}, {x.to, y.at(peak)}, 5, colour);
    canvas_.text({x.to, y.at(peak) - 14}, 24, say(Text::PlotComputeRoof, roofs.best().isa, peak), colour,
                 Align::Right);
}

/// Draws points with their names beside them; names that would overlap are moved apart, from the
/// top down.
void Plot::points(const Axis& x, const Axis& y) {
    struct Mark {
        const BenchResult* row;
        Point at;
    };
    std::vector<Mark> marks;
    for (const BenchResult* row : rows_)
        marks.push_back({row,
                         {x.at(row->work.operations / row->work.bytes),
                          y.at(row->computed_rate() * row->work.operations)}});
    std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.at.y < b.at.y; });
    constexpr double kSize = 24, kLine = 26;
    std::vector<std::pair<double, double>> taken;  // x of the point, y of its name
    for (const Mark& mark : marks) {
        const Colour colour = family_of(*mark.row).colour;
        const std::string name = mark.row->name();
        const double width = PlotCanvas::text_width(kSize, name);
        const bool right = mark.at.x + 26 + width < kWidth - 10;
        double baseline = mark.at.y;
        for (const auto& [other_x, other_y] : taken)
            if (std::abs(other_x - mark.at.x) < 260) baseline = std::max(baseline, other_y + kLine);
        taken.emplace_back(mark.at.x, baseline);
        canvas_.line(mark.at, {mark.at.x + (right ? 20 : -20), baseline}, 2, colour);
        canvas_.disc(mark.at, 11, kPaper);
        canvas_.disc(mark.at, 9, colour);
        label({mark.at.x + (right ? 26 : -26 - width), baseline + 8}, kSize, name, kInk);
    }
}

}  // namespace

Status draw_plot(const BenchReport& report, Picture& picture) {
    if (!PlotCanvas::has_typeface()) return Status::failure(std::string(text(Text::PlotNoTypeface)));
    std::vector<const BenchResult*> rows;
    for (const BenchResult& row : report.results) {
        const bool same_size =
            rows.empty() || (row.rows == rows.front()->rows && row.cols == rows.front()->cols);
        if (!row.samples.empty() && same_size) rows.push_back(&row);
    }
    if (rows.empty()) return Status::failure(std::string(text(Text::PlotNothing)));
    picture = Plot(report, std::move(rows)).draw();
    return {};
}

Status write_plot(const std::string& path, const BenchReport& report) {
    Picture picture;
    if (Status drawn = draw_plot(report, picture); !drawn) return drawn;
    return write_picture(path, picture);
}

}  // namespace gs
