#include "tests/gpu/interop_checks.h"

#include <gtest/gtest.h>

#include <utility>

#include "kernels/cuda/device_frame.h"
#include "kernels/engine/registry.h"
#include "tests/conformance/run.h"
#include "tests/support/fields.h"

namespace gs::test {

Frame InteropBench::stepped(int rows, int cols, bool on_device) {
    Problem p;
    p.rows = rows;
    p.cols = cols;
    p.params = params_for({"", 0.2, 0.05}, GS_PERIODIC);
    Frame frame;
    EXPECT_TRUE(prepare(engine, *find_kernel("cuda-vector"), p, first_field(p)));
    EXPECT_TRUE(engine.step(scale.steps).ok());
    frame.rows = rows;
    frame.cols = cols;
    if (on_device) {
        frame.device = DeviceFrame::make();
        const Status captured = frame.device->capture(engine);
        EXPECT_TRUE(captured.ok()) << captured.why();
        frame.planes = kBoth;
    } else {
        frame.u.resize(static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols));
        frame.v = frame.u;
        EXPECT_TRUE(engine.copy_to(frame.u.data(), frame.v.data()));
        frame.planes = kBoth;
    }
    return frame;
}

Field InteropBench::drawn() const {
    Field field(textures.rows(), textures.cols(), GS_F32);
    field.visit([&](auto u, auto v) {
        glPixelStorei(GL_PACK_ALIGNMENT, 1);
        glBindTexture(GL_TEXTURE_2D, textures.u());
        glGetTexImage(GL_TEXTURE_2D, 0, GL_RED, GL_FLOAT, u.data());
        glBindTexture(GL_TEXTURE_2D, textures.v());
        glGetTexImage(GL_TEXTURE_2D, 0, GL_RED, GL_FLOAT, v.data());
    });
    EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
    return field;
}

void check_bits(InteropBench& bench) {
    const std::pair largest(bench.scale.rows, bench.scale.cols);
    for (const auto& [rows, cols] : {largest, std::pair(77, 131), std::pair(1, 1)}) {
        const Frame frame = bench.stepped(rows, cols, true);
        const Field expected = field_of(bench.engine);
        for (int again = 0; again < 3; ++again) {
            const Status shown = bench.transfer.show(bench.textures, frame, kBoth);
            ASSERT_TRUE(shown.ok()) << shown.why();
        }
        EXPECT_EQ(bench.transfer.path(), Path::Interop);
        ASSERT_TRUE(bench.engine.step(bench.scale.steps).ok());  // what is shown must not change
        EXPECT_TRUE(same_bits(expected, bench.drawn())) << rows << " x " << cols;
        glFinish();
        EXPECT_TRUE(bench.engine.finish().ok());
        EXPECT_GT(bench.transfer.device_ms(), 0);
    }
}

void check_switching(InteropBench& bench) {
    for (const bool on_device : {true, false, true}) {
        const Frame frame = bench.stepped(bench.scale.rows / 2, bench.scale.cols / 2, on_device);
        const Status shown = bench.transfer.show(bench.textures, frame, kBoth);
        ASSERT_TRUE(shown.ok()) << shown.why();
        EXPECT_EQ(bench.transfer.path(), on_device ? Path::Interop : Path::PixelBuffers);
        EXPECT_TRUE(same_bits(field_of(bench.engine), bench.drawn()));
    }
}

void check_outliving(InteropBench& bench) {
    const Frame frame = bench.stepped(bench.scale.rows / 2, bench.scale.cols / 2, true);
    const Field expected = field_of(bench.engine);
    ASSERT_TRUE(bench.engine.select(*find_kernel("cpu-reference")).ok());
    const Status shown = bench.transfer.show(bench.textures, frame, kBoth);
    ASSERT_TRUE(shown.ok()) << shown.why();
    EXPECT_TRUE(same_bits(expected, bench.drawn()));
}

}  // namespace gs::test
