// Checks that the CPU paints what the shader draws, for tests that have an OpenGL context.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <utility>
#include <vector>

#include "app/render/presenter.h"
#include "app/render/transfer.h"

namespace gs::test {

/// A frame on the host whose values differ from cell to cell.
inline Frame waves(int rows, int cols) {
    Frame frame;
    frame.rows = rows;
    frame.cols = cols;
    frame.number = 1;
    frame.planes = {true, true};
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x) {
            frame.u.push_back(static_cast<float>(0.5 + 0.4 * std::sin(0.31 * x + 0.17 * y)));
            frame.v.push_back(static_cast<float>(0.25 + 0.3 * std::cos(0.23 * x - 0.4 * y)));
        }
    return frame;
}

/// A palette whose red is the level.
inline std::array<std::array<std::uint8_t, 3>, 256> levels() {
    std::array<std::array<std::uint8_t, 3>, 256> colours{};
    for (std::size_t i = 0; i < 256; ++i) colours[i] = {static_cast<std::uint8_t>(i), 200, 100};
    return colours;
}

/// The pictures of the shader and of the painter, in this order, width x height pixels of the bound
/// framebuffer.
inline std::array<std::vector<std::uint8_t>, 2> both_pictures(Presenter& presenter, const Frame& frame,
                                                              const FieldView& view, const Look& look,
                                                              int width, int height) {
    Transfer transfer;
    EXPECT_TRUE(transfer.show(presenter.textures(), frame, frame.planes).ok());
    for (const bool by_the_cpu : {false, true}) {
        const Status ready = presenter.prepare(look, by_the_cpu);
        EXPECT_TRUE(ready.ok()) << ready.why();
        if (!ready) return {};
    }
    presenter.draw(view, look, width, height);
    std::vector<std::uint8_t> drawn = Presenter::read_pixels(width, height);
    presenter.draw_painted(frame, view, look, width, height);
    return {std::move(drawn), Presenter::read_pixels(width, height)};
}

/// Compares both pictures, width x height pixels of the bound framebuffer: the same field on the
/// same background, with levels that seldom differ, and by rounding only. The presenter must have
/// the palette of levels().
inline void compare_pictures(Presenter& presenter, const Frame& frame, const FieldView& view,
                             const Look& look, int width, int height) {
    const auto [drawn, painted] = both_pictures(presenter, frame, view, look, width, height);
    int others = 0;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        // A pixel whose middle lies on the border of two cells may belong to either.
        const bool level = i % 3 == 0;
        if (drawn[i] != painted[i]) ++others;
        if (look.smooth && level) {
            ASSERT_LE(std::abs(drawn[i] - painted[i]), 1) << "byte " << i;
        }
    }
    EXPECT_LT(others, static_cast<int>(drawn.size()) / 100);
    EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
}

/// The same for ways of colouring with two numbers a pixel, each of which may be rounded otherwise:
/// bytes seldom differ by more than `slack`. Where cells are squares, a contour line along a border
/// of cells may fall on either side of it.
inline void compare_tones(Presenter& presenter, const Frame& frame, const FieldView& view, const Look& look,
                          int width, int height, int slack) {
    const auto [drawn, painted] = both_pictures(presenter, frame, view, look, width, height);
    std::size_t others = 0;
    for (std::size_t i = 0; i < drawn.size(); ++i)
        if (std::abs(drawn[i] - painted[i]) > slack) ++others;
    EXPECT_LT(others, drawn.size() / (look.smooth ? 100 : 50));
    EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
}

}  // namespace gs::test
