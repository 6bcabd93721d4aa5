#include "app/core/hands/fill.h"

#include <cmath>
#include <cstddef>

namespace gs {

namespace {

/// A field in which cells are found and marked.
class Search {
  public:
    Search(const edit::Fill& fill, const Field& field)
        : fill_(fill), field_(field), seen_(field.cells(), false) {}

    /// Adds the cells that hang together with this one.
    void begin(int row, int col) {
        const double like = value(row, col);
        wanted(row, col, like);
        // What has been found is also what is still to be looked around at.
        for (; looked_ < found_.size(); ++looked_) {
            const int y = found_[looked_] / field_.cols(), x = found_[looked_] % field_.cols();
            beside(y - 1, x, like);
            beside(y + 1, x, like);
            beside(y, x - 1, like);
            beside(y, x + 1, like);
        }
    }
    std::vector<int> take() { return std::move(found_); }

  private:
    double value(int row, int col) const { return fill_.by_u ? field_.u(row, col) : field_.v(row, col); }
    void beside(int row, int col, double like) {
        const int rows = field_.rows(), cols = field_.cols();
        if (fill_.ink.symmetry.periodic) return wanted((row + rows) % rows, (col + cols) % cols, like);
        if (row >= 0 && col >= 0 && row < rows && col < cols) wanted(row, col, like);
    }
    void wanted(int row, int col, double like) {
        const int cell = row * field_.cols() + col;
        if (seen_[static_cast<std::size_t>(cell)]) return;
        if (!(std::abs(value(row, col) - like) <= fill_.tolerance)) return;
        seen_[static_cast<std::size_t>(cell)] = true;
        found_.push_back(cell);
    }

    const edit::Fill& fill_;
    const Field& field_;
    std::vector<bool> seen_;
    std::vector<int> found_;
    std::size_t looked_ = 0;
};

}  // namespace

std::vector<int> alike(const edit::Fill& fill, const Field& field) {
    Search search(fill, field);
    for (const Image& image : images(fill.ink.symmetry, {field.rows(), field.cols()})) {
        const CellPoint at = image.to(fill.at);
        const double row = std::round(at.row), col = std::round(at.col);
        if (row >= 0 && col >= 0 && row < field.rows() && col < field.cols())
            search.begin(static_cast<int>(row), static_cast<int>(col));
    }
    return search.take();
}

}  // namespace gs
