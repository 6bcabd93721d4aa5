#include "kernels/cpu_temporal/ring.h"

#include <algorithm>
#include <cassert>

#include "kernels/cpu_temporal/seam.h"

namespace gs {

std::ptrdiff_t ring_pitch(std::ptrdiff_t vectors, int lanes) {
    constexpr std::ptrdiff_t page = 1024, offset = 208;
    const std::ptrdiff_t need = (vectors + 2) * 2 * lanes;
    const std::ptrdiff_t pitch = need / page * page + offset;
    return pitch < need ? pitch + page : pitch;
}

TemporalEnds TemporalPass::ends(const TemporalPlace& place) const {
    const float* const ghost = boundary == GS_FIXED ? fixed : nullptr;
    return {place.wraps, place.west_edge ? ghost : nullptr, place.east_edge ? ghost : nullptr};
}

namespace {

int rounded_up(int i, int step) {
    return (i + step - 1) / step * step;
}

/// Calls of a turn are counted level by level.
std::size_t call_of(const TemporalPass& pass, int level, int block) {
    return static_cast<std::size_t>(level - 1) * static_cast<std::size_t>(pass.blocks) +
           static_cast<std::size_t>(block);
}

}  // namespace

/// A place's rows [first, last) in a pass.
struct TemporalRing::Band {
    const TemporalPass* pass;
    TemporalPlace* place;
    int first, last;
    TemporalSeam* north_seam;
    TemporalSeam* south_seam;
    TemporalEnds ends;
    /// Rows by which all levels advance in one turn.
    int turn_rows;

    bool periodic() const { return pass->boundary == GS_PERIODIC; }
    /// Rows of a level that are needed and exist: [low, high).
    int low(int level) const {
        const int y = first - (pass->depth - level);
        return periodic() ? y : std::max(y, 0);
    }
    int high(int level) const {
        const int y = last + (pass->depth - level);
        return periodic() ? y : std::min(y, pass->rows);
    }
    /// The first row that a level makes in the turn in which level 1 begins at row `south`.
    static int row_of(int level, int south) { return south + 1 - level; }
    /// Levels [begin, end) of that turn that are needed in all of their calls, stay in the ring and
    /// touch no edge and no seam in the north or south. They follow each other, since each level
    /// begins a row further north than the one before and is needed for two rows less.
    struct Levels {
        int begin, end;
    };
    Levels inner(int south) const {
        const int rows = pass->functions->rows;
        // How far its rows stay from the first and the last one that is needed: calls make a few
        // more, unless those are to be kept.
        const int from_north = north_seam != nullptr ? TemporalSeam::kKept : 1 - rows;
        const int from_south = south_seam != nullptr ? TemporalSeam::kKept : 1 - rows;
        Levels levels{1, pass->depth};
        if (row_of(1, south) + turn_rows > high(1) - from_south) return {1, 1};
        while (levels.end > 1 && row_of(levels.end - 1, south) < low(levels.end - 1) + from_north)
            --levels.end;
        if (periodic()) return levels;
        levels.begin = std::max(1, south + 2 + turn_rows - pass->rows);
        levels.end = std::max(levels.begin, std::min(levels.end, south + 1));
        return levels;
    }
};

TemporalRing::TemporalRing(std::ptrdiff_t most_vectors, int most_depth, const TemporalRowFunctions& functions,
                           int blocks)
    : most_vectors_(most_vectors),
      lanes_(functions.lanes),
      most_slots_(2 * most_depth + functions.rows * blocks),
      memory_(static_cast<std::size_t>(ring_pitch(most_vectors, lanes_)) *
              (static_cast<std::size_t>(most_slots_) + 3)) {}

void TemporalRing::lay_out(int slots, std::ptrdiff_t vectors) {
    assert(slots <= most_slots_ && vectors <= most_vectors_);
    if (slots == slots_ && vectors == vectors_) return;
    slots_ = slots;
    vectors_ = vectors;
    const std::ptrdiff_t pitch = ring_pitch(vectors, lanes_);
    float* vector_0 = memory_.data() + 2 * lanes_;
    // A turn's levels go north by two slots each, and the last one fetches those before its own.
    margin_ = slots + 8;
    table_.clear();
    for (int i = -margin_; i < slots + margin_; ++i)
        table_.push_back(vector_0 + (i + margin_ * slots) % slots * pitch);
    unused_ = vector_0 + slots * pitch;
    fixed_row_ = unused_ + pitch;
}

/// All levels advance by turn_rows rows a turn. The first turn begins so far north that the last
/// level's calls start exactly at the band's first row; or, before a seam, that they end exactly at
/// the last one, since all levels end there in the same turn.
void TemporalRing::run(const TemporalPass& pass, TemporalPlace& place, int first, int last,
                       TemporalSeam* north_seam, TemporalSeam* south_seam) {
    if (north_seam != nullptr) first += pass.depth;
    if (south_seam != nullptr) last -= pass.depth;
    assert(first < last);
    const Band band{&pass,
                    &place,
                    first,
                    last,
                    north_seam,
                    south_seam,
                    pass.ends(place),
                    pass.functions->rows * pass.blocks};
    lay_out(2 * pass.depth + band.turn_rows, place.vectors);
    if (pass.boundary == GS_FIXED)
        for (std::ptrdiff_t i = -2 * lanes_; i < (vectors_ + 1) * 2 * lanes_; ++i)
            fixed_row_[i] = pass.fixed[(i + 2 * lanes_) / lanes_ % 2];
    const int behind = pass.depth - 1;
    const int start = south_seam == nullptr ? first : last - rounded_up(last - first, band.turn_rows);
    int south = start + behind - rounded_up(2 * behind, band.turn_rows);
    enter(band, south - 1);
    enter(band, south);
    for (; south - behind < last; south += band.turn_rows) turn(band, south);
}

/// One turn: the next source rows come in, then each level makes turn_rows rows.
/// `south` is the first row of level 1.
void TemporalRing::turn(const Band& band, int south) {
    const TemporalPass& pass = *band.pass;
    for (int y = south + 1; y <= south + band.turn_rows; ++y) enter(band, y);
    plan_fetches(band, south);
    const auto inner = band.inner(south);
    for (int level = 1; level <= pass.depth; ++level) {
        if (level == inner.begin && inner.begin < inner.end) {
            step_levels(band, inner.begin, inner.end, south);
            level = inner.end;
        }
        for (int block = 0; block < pass.blocks; ++block) step_call(band, level, block, south);
    }
}

/// Brings a source row into the ring as level 0.
void TemporalRing::enter(const Band& band, int y) {
    const TemporalPass& pass = *band.pass;
    if (!band.periodic() && (y < 0 || y >= pass.rows)) return;
    float* const* to = table_.data() + margin_ + wrapped(y, slots_);
    const int from = wrapped(y, pass.rows);
    band.place->enter(from, wrapped(from + band.turn_rows, pass.rows), *to);
    pass.functions->close_ends(to, 1, vectors_, band.ends);
    keep(band, 0, y, to, 1);
}

/// Copies what the seams need of a level's rows, the first of which is `row`, before the next level
/// is written over them.
void TemporalRing::keep(const Band& band, int level, int row, float* const* rows, int count) {
    constexpr int kKept = TemporalSeam::kKept;
    const int north = band.low(level), south = band.high(level) - kKept;
    for (int y = row; y < row + count; ++y) {
        if (band.north_seam != nullptr && y >= north && y < north + kKept)
            band.north_seam->keep(level, kKept + y - north, rows[y - row]);
        if (band.south_seam != nullptr && y >= south && y < south + kKept)
            band.south_seam->keep(level, y - south, rows[y - row]);
    }
}

/// Where the slots of the rows that a level is made from stand: first that of the row north of the
/// first one.
float* const* TemporalRing::source(int level, int south) const {
    return table_.data() + margin_ + wrapped(Band::row_of(level, south) - level, slots_);
}

void TemporalRing::step_levels(const Band& band, int begin, int end, int south) {
    const TemporalPass& pass = *band.pass;
    pass.functions->step_levels(pass.coefficients, {source(begin, south), end - begin, pass.blocks,
                                                    later_.data() + call_of(pass, begin, 0),
                                                    pass.fetch == kFetchNext, vectors_, band.ends});
}

/// One call of a level, if it is needed. Rows outside of [low, high) come out wrong, into slots
/// that hold nothing that is needed. A ghost row is a pointer to the row that it repeats.
void TemporalRing::step_call(const Band& band, int level, int block, int south) {
    const TemporalPass& pass = *band.pass;
    const int rows = pass.functions->rows;
    const int row = Band::row_of(level, south) + block * rows;
    if (row + rows <= band.low(level) || row >= band.high(level)) return;
    float* const* own = source(level, south) + block * rows;
    TemporalRows at;
    for (int k = 0; k < rows + 2; ++k) at.in[k] = own[k];
    if (!band.periodic()) {
        const bool fixed = pass.boundary == GS_FIXED;
        if (row <= 0) at.in[-row] = fixed ? fixed_row_ : own[1 - row];
        if (row + rows >= pass.rows) at.in[pass.rows - row + 1] = fixed ? fixed_row_ : own[pass.rows - row];
    }
    const bool last = level == pass.depth;
    for (int k = 0; k < rows; ++k)
        at.out[k] = !last                                          ? own[k]
                    : row + k >= band.first && row + k < band.last ? band.place->out(row + k)
                                                                   : unused_;
    const bool fetch = pass.fetch == kFetchNext;
    at.soon[0] = fetch ? own[-2] : nullptr;
    at.soon[1] = fetch ? own[-1] : nullptr;
    at.later = static_cast<const char*>(later_[call_of(pass, level, block)]);
    pass.functions->step(pass.coefficients, at, vectors_);
    if (!last) {
        pass.functions->close_ends(own, rows, vectors_, band.ends);
        return keep(band, level, row, own, rows);
    }
    for (int k = 0; k < rows; ++k)
        if (at.out[k] != unused_) band.place->leave(row + k, own[k + 1]);
}

/// What the turn's calls fetch for later, a line a vector: the next turn's source rows first, then
/// the rows that this turn will write.
void TemporalRing::plan_fetches(const Band& band, int south) {
    const TemporalPass& pass = *band.pass;
    const int parts = std::max(1, lanes_ / 8);
    later_.resize(call_of(pass, pass.depth + 1, 0));
    const int last_level = Band::row_of(pass.depth, south);
    for (std::size_t call = 0; call < later_.size();) {
        const int row = static_cast<int>(call) / parts;
        const bool comes = row < band.turn_rows;
        const int y = comes ? wrapped(south + band.turn_rows + 1 + row, pass.rows)
                            : std::clamp(last_level + row - band.turn_rows, band.first, band.last - 1);
        for (int part = 0; part < parts && call < later_.size(); ++part, ++call)
            later_[call] = (comes ? band.place->coming : band.place->going).of(y, part);
    }
}

}  // namespace gs
