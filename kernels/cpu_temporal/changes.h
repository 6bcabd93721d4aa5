// Where a step changed a field: what a kernel must know to leave out the steps that change nothing.
//
// A cell's next value depends on the 3 x 3 cells around it alone. If none of them changed a bit in
// a step, the next step, with the same parameters, computes the same from the same, and changes no
// bit of the cell. So what changes in a step lies within one cell of what changed in the step
// before, and what changes in any of T steps lies within T cells.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernels/cpu_temporal/rows.h"

namespace gs {

/// Blocks of cells in which a bit of u or v differs between the last two states. Any number of
/// threads may mark; all else is done by one, while none does.
class ChangeMap {
  public:
    /// A block is a square of so many cells, but for what is left at the eastern and southern edge.
    static constexpr int kBlock = 16;

    ChangeMap() = default;
    /// For a field of this size, in cells; nothing has changed.
    ChangeMap(int rows, int cols);

    /// In blocks.
    int rows() const { return rows_; }
    int cols() const { return cols_; }
    bool operator()(int row, int col) const { return at(row, col) != 0; }
    void mark(int row, int col);

    void clear();
    void mark_all();
    /// All that lies at an edge of the field.
    void mark_edges();
    /// Blocks with a cell that is at most kBlock cells from a marked block, in each direction and,
    /// if the field wraps, across its edges. A block that ends at the edge may be narrow: then two
    /// blocks are near.
    ChangeMap grown(bool wraps) const;
    /// Takes the mark off all that are marked in `other`, which is of the same size. Whether any is
    /// left.
    bool take_away(const ChangeMap& other);
    /// The part of the blocks that are marked, 0 to 1.
    double share() const;
    bool operator==(const ChangeMap&) const = default;

    /// One byte for each block, 0 or 1, row by row.
    const std::vector<std::uint8_t>& bytes() const { return bytes_; }

  private:
    std::size_t index(int row, int col) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(cols_) +
               static_cast<std::size_t>(col);
    }
    std::uint8_t at(int row, int col) const { return bytes_[index(row, col)]; }

    int rows_ = 0, cols_ = 0;
    /// Whether the last block is narrower (lower) than the others.
    bool narrow_ = false, low_ = false;
    std::vector<std::uint8_t> bytes_;
};

/// Compares the rows that one task writes with what they were a step earlier, and marks where they
/// differ. One thread.
class ChangeWatch {
  public:
    /// For rows of at most so many vectors. Throws std::bad_alloc.
    ChangeWatch(const TemporalRowFunctions& functions, std::ptrdiff_t most_vectors);

    /// Rows in the lane-transposed layout whose column 0 is column x of the field; `own` columns
    /// count, which lie in the field.
    void begin(ChangeMap& map, int x, const TemporalColumns& own, std::ptrdiff_t vectors);
    /// Rows come from north to south.
    void see(int y, const float* before, const float* after);
    void end();

  private:
    void mark_blocks();

    const TemporalRowFunctions* functions_;
    ChangeMap* map_ = nullptr;
    std::ptrdiff_t x_ = 0, vectors_ = 0;
    TemporalColumns own_{};
    /// The row of blocks that is being looked at, or -1.
    int row_ = -1;
    /// The bits that differed in it: of each column, in the layout of the rows, and in order.
    std::vector<float> sum_, columns_;
};

}  // namespace gs
