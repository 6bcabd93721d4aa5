// A curve as the window draws it and as files hold it: one description for all three.
#pragma once

#include <string>
#include <vector>

#include "app/core/measure/measures.h"
#include "kernels/engine/status.h"

namespace gs {

/// A quantity and its values.
struct CurveColumn {
    std::string name, unit;
    std::vector<double> values;
};

/// A line of a plot. ink: 0 is the main one's colour, 1 a quiet one, 2 and more tell apart what
/// lies beside each other.
struct CurveLine {
    std::string name;
    int ink = 0;
    std::vector<double> x, y;
    /// Drawn thin: it goes with another one of its ink.
    bool faint = false;
};

/// An upright line across a plot, with a word.
struct CurveMark {
    double at = 0;
    std::string word;
    int ink = 1;
};

/// The axis of a plot. Without a range (low = high) it reaches over the values.
struct CurveAxis {
    std::string name{}, unit{};
    double low = 0, high = 0;
    bool logarithmic = false;
};

/// What an instrument shows.
struct Curve {
    std::string title{};
    /// The parameters and the moment, for a picture that travels alone.
    std::string subtitle{};
    /// The number that tells most, for the title's end; or empty.
    std::string headline{};
    /// What is said beside that number, in the plot's corner; or empty.
    std::string note{};
    /// Sentences about these values beside the instrument's own help; or empty.
    std::string remark{};
    /// Why there is nothing to show; empty if there is.
    std::string lack{};
    CurveAxis x{}, y{};
    std::vector<CurveLine> lines{};
    std::vector<CurveMark> marks{};
    /// Beneath the lines: cells over a plane; empty without shares.
    Density density{};
    /// Fill between the first line and 0.
    bool filled = false;
    /// What a table has; all columns are equally long.
    std::vector<CurveColumn> table{};
};

/// Writes the table as comma-separated values: a line of names with units, then a line for each
/// value; a value that is missing is left empty. Whole or not at all.
Status write_table(const std::string& path, const Curve& curve);
/// Draws the curve on white, with axes and units, 1200 x 675 pixels, and writes it in the format
/// of the name's ending. Fails if the program was built without a typeface.
Status write_plot_of(const std::string& path, const Curve& curve);

/// The least and the most of all finite values of the lines along an axis, or the axis' own range.
struct PlotRange {
    double low = 0, high = 1;
};
PlotRange x_range(const Curve& curve);
PlotRange y_range(const Curve& curve);
/// Round numbers within a range, at most about so many.
std::vector<double> round_ticks(const PlotRange& range, int most, bool logarithmic);

}  // namespace gs
