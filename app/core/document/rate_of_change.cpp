#include "app/core/document/rate_of_change.h"

#include <algorithm>
#include <cassert>
#include <vector>

#include "kernels/gray_scott.h"

namespace gs {

namespace {

/// Three rows of a plane with their ghost cells: above, at and below the row that is computed.
class RowsAround {
  public:
    RowsAround(std::span<const float> plane, int rows, int cols, Boundary boundary, double beyond)
        : plane_(plane), rows_(rows), cols_(cols), boundary_(boundary), beyond_(static_cast<float>(beyond)) {
        for (auto& row : rows_around_) row.resize(static_cast<std::size_t>(cols) + 2);
        for (int i = 0; i < 3; ++i) fill(rows_around_[static_cast<std::size_t>(i)], i - 1);
    }
    /// Goes on to the row below.
    void next() {
        ++row_;
        std::rotate(rows_around_.begin(), rows_around_.begin() + 1, rows_around_.end());
        fill(rows_around_[2], row_ + 1);
    }
    Around<float> at(std::size_t col) const {
        const auto& [n, c, s] = rows_around_;
        return {n[col],     n[col + 1], n[col + 2], c[col],    c[col + 1],
                c[col + 2], s[col],     s[col + 1], s[col + 2]};
    }

  private:
    /// The row that stands at this place, which may lie one beyond an edge.
    void fill(std::vector<float>& row, int place) const {
        const bool outside = place < 0 || place >= rows_;
        if (outside && boundary_ == Boundary::Fixed) {
            std::fill(row.begin(), row.end(), beyond_);
            return;
        }
        const int from =
            boundary_ == Boundary::Periodic ? (place + rows_) % rows_ : std::clamp(place, 0, rows_ - 1);
        const auto cells = plane_.subspan(static_cast<std::size_t>(from) * static_cast<std::size_t>(cols_),
                                          static_cast<std::size_t>(cols_));
        std::copy(cells.begin(), cells.end(), row.begin() + 1);
        const bool around = boundary_ == Boundary::Periodic, fixed = boundary_ == Boundary::Fixed;
        row.front() = fixed ? beyond_ : around ? cells.back() : cells.front();
        row.back() = fixed ? beyond_ : around ? cells.front() : cells.back();
    }

    std::span<const float> plane_;
    int rows_, cols_;
    Boundary boundary_;
    float beyond_;
    int row_ = 0;
    std::array<std::vector<float>, 3> rows_around_;
};

float of_channel(Channel channel, float u, float v) {
    return channel == Channel::U ? u : channel == Channel::V ? v : u - v;
}

}  // namespace

void rate_of_change(std::span<const float> u, std::span<const float> v, const Document& d,
                    std::span<float> rate) {
    const int rows = static_cast<int>(d.rows), cols = static_cast<int>(d.cols);
    assert(rate.size() == u.size() && u.size() == v.size());
    assert(u.size() == static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols));
    RowsAround around_u(u, rows, cols, d.boundary, d.boundary_u),
        around_v(v, rows, cols, d.boundary, d.boundary_v);
    Rates<float> p = rates_of<float>(params_of(d));
    const bool varying = varies(d);
    float* to = rate.data();
    for (int row = 0; row < rows; ++row) {
        for (int col = 0; col < cols; ++col) {
            if (varying) {
                const auto [feed, kill] = rates_at(d, row, col);
                p.feed = static_cast<float>(feed);
                p.kill = static_cast<float>(kill);
            }
            const Around<float> a = around_u.at(static_cast<std::size_t>(col)),
                                b = around_v.at(static_cast<std::size_t>(col));
            const float uvv = a.c * b.c * b.c;
            const float du = p.du * laplacian(a, p.edge, p.corner) - uvv + p.feed * (1 - a.c);
            const float dv = p.dv * laplacian(b, p.edge, p.corner) + uvv - (p.feed + p.kill) * b.c;
            *to++ = of_channel(d.channel, du, dv);
        }
        around_u.next();
        around_v.next();
    }
}

void change_since_moment(std::span<const float> u, std::span<const float> v, const Document& d,
                         std::span<float> change) {
    assert(d.moment && d.moment->cells() == u.size() && change.size() == u.size());
    d.moment->visit([&](auto before_u, auto before_v) {
        for (std::size_t i = 0; i < change.size(); ++i)
            change[i] = of_channel(d.channel, u[i] - static_cast<float>(before_u[i]),
                                   v[i] - static_cast<float>(before_v[i]));
    });
}

void derive(std::span<const float> u, std::span<const float> v, const Document& d, std::span<float> plane) {
    if (d.colouring == Colouring::Rate)
        rate_of_change(u, v, d, plane);
    else
        change_since_moment(u, v, d, plane);
}

}  // namespace gs
