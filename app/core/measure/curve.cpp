#include "app/core/measure/curve.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/files/files.h"
#include "app/core/files/plot_canvas.h"
#include "app/core/files/png.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

constexpr int kWidth = 1200, kHeight = 675;
constexpr double kLeft = 110, kRight = 40, kTop = 84, kBottom = 88, kLabel = 24, kTitle = 32;
constexpr Colour kPaper{255, 255, 255}, kInk{40, 44, 52}, kDim{110, 118, 128}, kGrid{226, 229, 233};
// As the window's inks, darker for paper.
constexpr Colour kInks[] = {{0, 128, 108}, {130, 138, 148}, {176, 120, 28}, {60, 66, 76}, {112, 84, 190}};

PlotRange over(const CurveAxis& axis, const Curve& curve, std::vector<double> CurveLine::*values) {
    if (axis.low != axis.high) return {axis.low, axis.high};
    PlotRange r{INFINITY, -INFINITY};
    for (const CurveLine& line : curve.lines)
        for (const double x : line.*values)
            if (std::isfinite(x) && (!axis.logarithmic || x > 0)) {
                r.low = std::min(r.low, x);
                r.high = std::max(r.high, x);
            }
    if (r.low > r.high) return {0, 1};
    if (r.low == r.high) return {r.low - 0.5, r.high + 0.5};
    return r;
}

/// A curve on a canvas.
class Plot {
  public:
    Plot(const Curve& curve, PlotCanvas& canvas)
        : curve_(curve), canvas_(canvas), x_(x_range(curve)), y_(y_range(curve)) {}

    void draw() {
        canvas_.text({kLeft, 46}, kTitle, curve_.title, kInk);
        canvas_.text({kLeft + PlotCanvas::text_width(kTitle, curve_.title) + 24, 46}, kLabel, curve_.subtitle,
                     kDim);
        canvas_.text({kWidth - kRight, 46}, kLabel, curve_.headline, kInks[0], Align::Right);
        canvas_.text({kWidth - kRight - 10, kTop + 24}, kLabel, curve_.note, kInks[2], Align::Right);
        draw_density();
        draw_axes();
        for (const CurveMark& mark : curve_.marks) draw_mark(mark);
        for (const CurveLine& line : curve_.lines) draw_line(line);
        draw_names();
    }

  private:
    static double share(double value, const PlotRange& range, bool logarithmic) {
        if (logarithmic) return std::log(value / range.low) / std::log(range.high / range.low);
        return (value - range.low) / (range.high - range.low);
    }
    Point at(double x, double y) const {
        return {kLeft + share(x, x_, curve_.x.logarithmic) * (kWidth - kLeft - kRight),
                kHeight - kBottom - share(y, y_, curve_.y.logarithmic) * (kHeight - kTop - kBottom)};
    }
    static Colour ink(int number) { return kInks[static_cast<std::size_t>(number) % std::size(kInks)]; }
    static std::string label(const CurveAxis& axis) {
        return axis.unit.empty() ? axis.name : fmt::format("{} ({})", axis.name, axis.unit);
    }

    void draw_axes() {
        for (const double x : round_ticks(x_, 8, curve_.x.logarithmic)) {
            canvas_.line(at(x, y_.low), at(x, y_.high), 1, kGrid);
            canvas_.text({at(x, y_.low).x, kHeight - kBottom + 28}, kLabel, fmt::format("{:g}", x), kDim,
                         Align::Centre);
        }
        for (const double y : round_ticks(y_, 6, curve_.y.logarithmic)) {
            canvas_.line(at(x_.low, y), at(x_.high, y), 1, kGrid);
            canvas_.text({kLeft - 10, at(x_.low, y).y + 8}, kLabel, fmt::format("{:g}", y), kDim,
                         Align::Right);
        }
        canvas_.line(at(x_.low, y_.low), at(x_.high, y_.low), 2, kDim);
        canvas_.line(at(x_.low, y_.low), at(x_.low, y_.high), 2, kDim);
        canvas_.text({(kLeft + kWidth - kRight) / 2.0, kHeight - 22}, kLabel, label(curve_.x), kInk,
                     Align::Centre);
        canvas_.text({kLeft - 90, kTop - 14}, kLabel, label(curve_.y), kInk);
    }

    void draw_density() {
        const Density& d = curve_.density;
        if (d.share.empty()) return;
        const float most = *std::max_element(d.share.begin(), d.share.end());
        for (int r = 0; r < d.rows; ++r)
            for (int c = 0; c < d.cols; ++c) {
                const float s = d.share[static_cast<std::size_t>(r) * static_cast<std::size_t>(d.cols) +
                                        static_cast<std::size_t>(c)];
                if (s <= 0) continue;
                const auto u = [&](int i) { return d.u_low + (d.u_high - d.u_low) * i / d.cols; };
                const auto v = [&](int i) { return d.v_low + (d.v_high - d.v_low) * i / d.rows; };
                const Point low = at(u(c), v(r)), high = at(u(c + 1), v(r + 1));
                Colour colour = kInks[0];
                colour.alpha = static_cast<double>(density_shade(s, most));
                canvas_.rectangle({low.x, high.y}, high.x - low.x, low.y - high.y, colour);
            }
    }
    /// Few cells are seen beside many.
    static float density_shade(float share, float most) { return 0.12F + 0.88F * std::sqrt(share / most); }

    void draw_mark(const CurveMark& mark) {
        if (!(mark.at >= x_.low && mark.at <= x_.high)) return;
        canvas_.dashes(at(mark.at, y_.low), at(mark.at, y_.high), 2, ink(mark.ink));
        const Point top = at(mark.at, y_.high);
        const bool left = top.x > 0.7 * kWidth;
        canvas_.text({top.x + (left ? -8 : 8), top.y + 22 + 26 * mark.ink}, kLabel, mark.word, ink(mark.ink),
                     left ? Align::Right : Align::Left);
    }

    void draw_line(const CurveLine& line) {
        for (std::size_t i = 0; i + 1 < line.x.size(); ++i) {
            const bool shown = std::isfinite(line.y[i]) && std::isfinite(line.y[i + 1]) &&
                               within(line.x[i], line.y[i]) && within(line.x[i + 1], line.y[i + 1]);
            if (!shown) continue;
            canvas_.line(at(line.x[i], line.y[i]), at(line.x[i + 1], line.y[i + 1]),
                         line.faint || line.ink == 1 ? 1.5 : 3, ink(line.ink));
        }
    }
    bool within(double x, double y) const {
        return x >= x_.low && x <= x_.high && y >= y_.low && y <= y_.high;
    }

    /// The names of the lines, side by side above the plot's right end.
    void draw_names() {
        if (curve_.lines.size() < 2) return;
        double end = kWidth - kRight;
        for (auto line = curve_.lines.rbegin(); line != curve_.lines.rend(); ++line) {
            canvas_.text({end, kTop - 14}, kLabel, line->name, ink(line->ink), Align::Right);
            end -= PlotCanvas::text_width(kLabel, line->name) + 24;
        }
    }

    const Curve& curve_;
    PlotCanvas& canvas_;
    PlotRange x_, y_;
};

/// A name that holds a comma or a quote is quoted (RFC 4180).
std::string cell_of(const std::string& words) {
    if (words.find_first_of(",\"\n") == std::string::npos) return words;
    std::string quoted = "\"";
    for (const char c : words) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

}  // namespace

PlotRange x_range(const Curve& curve) {
    return over(curve.x, curve, &CurveLine::x);
}

PlotRange y_range(const Curve& curve) {
    return over(curve.y, curve, &CurveLine::y);
}

std::vector<double> round_ticks(const PlotRange& range, int most, bool logarithmic) {
    std::vector<double> ticks;
    if (logarithmic) {
        for (double decade = std::pow(10, std::floor(std::log10(range.low))); decade <= range.high;
             decade *= 10)
            for (const double factor : {1.0, 2.0, 5.0})
                if (factor * decade >= range.low && factor * decade <= range.high)
                    ticks.push_back(factor * decade);
        return ticks;
    }
    const double raw = (range.high - range.low) / most;
    if (!(raw > 0) || !std::isfinite(raw)) return ticks;
    const double decade = std::pow(10, std::floor(std::log10(raw)));
    double step = 10 * decade;
    for (const double factor : {5.0, 2.0, 1.0})
        if (factor * decade >= raw) step = factor * decade;
    const auto first = static_cast<std::int64_t>(std::ceil(range.low / step));
    for (std::int64_t i = first; static_cast<double>(i) * step <= range.high + 1e-9 * step; ++i)
        ticks.push_back(static_cast<double>(i) * step);
    return ticks;
}

Status write_table(const std::string& path, const Curve& curve) {
    return write_file(path, [&](std::ostream& out) {
        std::string line;
        for (const CurveColumn& c : curve.table)
            line += (line.empty() ? "" : ",") +
                    cell_of(c.unit.empty() ? c.name : fmt::format("{} [{}]", c.name, c.unit));
        out << line << '\n';
        const std::size_t rows = curve.table.empty() ? 0 : curve.table.front().values.size();
        for (std::size_t i = 0; i < rows; ++i) {
            for (std::size_t c = 0; c < curve.table.size(); ++c) {
                const double x = curve.table[c].values[i];
                out << (c > 0 ? "," : "") << (std::isfinite(x) ? fmt::format("{:.9g}", x) : "");
            }
            out << '\n';
        }
    });
}

Status write_plot_of(const std::string& path, const Curve& curve) {
    if (!PlotCanvas::has_typeface()) return Status::failure(std::string(text(Text::PlotNoTypeface)));
    PlotCanvas canvas(kWidth, kHeight, kPaper);
    Plot(curve, canvas).draw();
    return write_picture(path, canvas.picture());
}

}  // namespace gs
