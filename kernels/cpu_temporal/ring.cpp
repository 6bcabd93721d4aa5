#include "kernels/cpu_temporal/ring.h"

#include <algorithm>
#include <cassert>

namespace gs {

namespace {

/// Slots that are repeated on both sides of the table.
constexpr int kMargin = 8;

/// Floats from row to row: room for both ends, and 832 bytes more than whole 4 KiB pages, so that
/// the rows of one call share no cache sets and no store is mistaken for a source of a load.
std::ptrdiff_t ring_pitch(std::ptrdiff_t vectors, int lanes) {
    constexpr std::ptrdiff_t page = 1024, offset = 208;
    const std::ptrdiff_t need = (vectors + 2) * 2 * lanes;
    const std::ptrdiff_t pitch = need / page * page + offset;
    return pitch < need ? pitch + page : pitch;
}

}  // namespace

/// A place's rows [first, last) in a pass.
struct TemporalRing::Band {
    const TemporalPass* pass;
    TemporalPlace* place;
    int first, last;
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
    table_.clear();
    for (int i = -kMargin; i < slots + kMargin; ++i)
        table_.push_back(vector_0 + (i + kMargin * slots) % slots * pitch);
    unused_ = vector_0 + slots * pitch;
    fixed_row_ = unused_ + pitch;
}

/// Where the pointers to slots number, number + 1, ... stand; also number - 1, ... for some.
float* const* TemporalRing::slot(int number) const {
    const int i = number % slots_;
    return table_.data() + kMargin + (i < 0 ? i + slots_ : i);
}

int TemporalRing::wrapped(const Band& band, int y) const {
    const int rows = band.pass->rows;
    const int i = y % rows;
    return i < 0 ? i + rows : i;
}

/// All levels advance by turn_rows rows a turn. The first turn begins so far north that the last
/// level's calls start exactly at the band's first row.
void TemporalRing::run(const TemporalPass& pass, TemporalPlace& place, int first, int last) {
    const bool fixed = pass.boundary == GS_FIXED;
    const Band band{&pass,
                    &place,
                    first,
                    last,
                    {place.wraps, fixed && place.west_edge ? pass.fixed : nullptr,
                     fixed && place.east_edge ? pass.fixed : nullptr},
                    pass.functions->rows * pass.blocks};
    lay_out(2 * pass.depth + band.turn_rows, place.vectors);
    if (fixed)
        for (std::ptrdiff_t i = -2 * lanes_; i < (vectors_ + 1) * 2 * lanes_; ++i)
            fixed_row_[i] = pass.fixed[(i + 2 * lanes_) / lanes_ % 2];
    const int behind = pass.depth - 1;
    int south = first + behind - (2 * behind + band.turn_rows - 1) / band.turn_rows * band.turn_rows;
    enter(band, south - 1);
    enter(band, south);
    for (; south - behind < last; south += band.turn_rows) turn(band, south);
}

/// One turn: the next source rows come in, then each level makes turn_rows rows.
/// `south` is the first row of level 1.
void TemporalRing::turn(const Band& band, int south) {
    for (int y = south + 1; y <= south + band.turn_rows; ++y) enter(band, y);
    const int rows = band.pass->functions->rows;
    int call = 0;
    for (int level = 1; level <= band.pass->depth; ++level)
        for (int block = 0; block < band.pass->blocks; ++block, ++call) {
            const int row = south - (level - 1) + block * rows;
            if (row + rows > band.low(level) && row < band.high(level))
                step_level(band, level, row, call, south);
        }
}

/// Brings a source row into the ring as level 0.
void TemporalRing::enter(const Band& band, int y) {
    const TemporalPass& pass = *band.pass;
    if (!band.periodic() && (y < 0 || y >= pass.rows)) return;
    float* to = *slot(y);
    y = wrapped(band, y);
    band.place->enter(y, wrapped(band, y + band.turn_rows), to);
    pass.functions->close_ends(to, vectors_, band.ends);
}

/// Rows [row, row + rows of a call) of a level from the level before. Rows outside of [low,
/// high) come out wrong, into slots that hold nothing that is needed. A ghost row is a
/// pointer to the row that it repeats.
void TemporalRing::step_level(const Band& band, int level, int row, int call, int south) {
    const TemporalPass& pass = *band.pass;
    const int rows = pass.functions->rows;
    float* const* own = slot(row - level);  // row - 1 of the level before
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
    at.later = upcoming(band, call, south);
    pass.functions->step(pass.coefficients, at, vectors_);
    for (int k = 0; k < rows; ++k)
        if (!last)
            pass.functions->close_ends(own[k], vectors_, band.ends);
        else if (at.out[k] != unused_)
            band.place->leave(row + k, own[k + 1]);
}

/// What a call fetches for later: the next turn's source rows first, then the
/// rows that this turn will write.
const char* TemporalRing::upcoming(const Band& band, int call, int south) const {
    const TemporalPass& pass = *band.pass;
    const int parts = std::max(1, lanes_ / 8);  // a call fetches a line a vector, which is this part of a row
    const int index = call / parts;
    const int part = call % parts;
    const TemporalPlace& place = *band.place;
    if (index < band.turn_rows)
        return static_cast<const char*>(
            place.coming(wrapped(band, south + band.turn_rows + 1 + index), part));
    return static_cast<const char*>(place.going(
        std::clamp(south - (pass.depth - 1) + index - band.turn_rows, band.first, band.last - 1), part));
}

}  // namespace gs
