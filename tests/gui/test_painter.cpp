// The CPU paints what the shader draws.
#include <gtest/gtest.h>

#include <limits>

#include "app/ui/gl_window.h"
#include "tests/gui/painter_checks.h"

namespace gs {
namespace {

constexpr int kWidth = 480, kHeight = 320;

using test::levels, test::waves;

class PainterTest : public testing::Test {
  protected:
    void SetUp() override {
        Placement placement;
        placement.width = kWidth;
        placement.height = kHeight;
        const Status opened = GlWindow::open(placement, window_);
        ASSERT_TRUE(opened.ok()) << opened.why();
        window_->pixels(width_, height_);
        presenter_ = std::make_unique<Presenter>();
        ASSERT_TRUE(presenter_->start().ok());
        presenter_->set_palette(levels());
    }
    void compare(const Frame& frame, const FieldView& view, const Look& look) {
        test::compare_pictures(*presenter_, frame, view, look, width_, height_);
    }
    FieldView view_of(const Frame& frame) const {
        FieldView view;
        view.set_window(width_, height_, 0, 0);
        view.set_field(frame.rows, frame.cols);
        return view;
    }

    std::unique_ptr<GlWindow> window_;
    std::unique_ptr<Presenter> presenter_;
    int width_ = 0, height_ = 0;
};

TEST_F(PainterTest, EveryChannelFilterAndRange) {
    const Frame frame = waves(90, 140);
    for (const int channel : {0, 1, 2})
        for (const bool smooth : {true, false}) {
            Look look;
            look.channel = channel;
            look.smooth = smooth;
            compare(frame, view_of(frame), look);
            look.low = 0.6;
            look.high = -0.1;
            compare(frame, view_of(frame), look);
            look.smooth = false;
            look.low = look.high = 0.3;  // a step: values between may fall on either side
            compare(frame, view_of(frame), look);
        }
}

TEST_F(PainterTest, EveryPlaceOfTheField) {
    for (const auto& [rows, cols] : {std::pair{90, 140}, {700, 900}, {1, 1}, {3, 400}}) {
        const Frame frame = waves(rows, cols);
        FieldView view = view_of(frame);
        for (const ViewMode mode : {ViewMode::Fill, ViewMode::Fit, ViewMode::OneToOne}) {
            view.set_mode(mode);
            compare(frame, view, {});
        }
        view.zoom_at({100.3, 40.7}, 3.7);
        compare(frame, view, {});
        view.pan(-150.25, 90.5);
        compare(frame, view, {});
        view.zoom_at({10, 10}, 0.05);
        compare(frame, view, {});
    }
}

TEST_F(PainterTest, WhatHasChangedIsPaintedAnew) {
    Frame frame = waves(90, 140);
    FieldView view = view_of(frame);
    Look look;
    compare(frame, view, look);
    for (float& v : frame.v) v += 0.2F;
    ++frame.number;
    compare(frame, view, look);
    view.pan(31, 17);
    compare(frame, view, look);
    look.high = 0.9;
    compare(frame, view, look);
}

TEST_F(PainterTest, EveryWayOfColouring) {
    for (const auto& [rows, cols] : {std::pair{90, 140}, {700, 900}, {1, 1}, {2, 300}}) {
        const Frame frame = waves(rows, cols);
        FieldView view = view_of(frame);
        for (const Colouring way : {Colouring::Relief, Colouring::Contours, Colouring::TwoChannels})
            for (const int channel : {0, 1, 2})
                for (const bool smooth : {true, false}) {
                    Look look;
                    look.channel = way == Colouring::TwoChannels ? 1 : channel;
                    look.smooth = smooth;
                    look.shading.way = way;
                    look.shading.light_angle = 200;
                    const auto check = [&](const char* what) {
                        SCOPED_TRACE(testing::Message()
                                     << what << ", way " << static_cast<int>(way) << ", channel " << channel
                                     << ", smooth " << smooth << ", rows " << frame.rows);
                        test::compare_tones(*presenter_, frame, view, look, width_, height_, 5);
                    };
                    view.set_mode(ViewMode::Fill);
                    check("fill");
                    view.zoom_at({100.3, 40.7}, 3.7);
                    check("near");
                    view.pan(-150.25, 90.5);
                    check("at an edge");
                    view.zoom_at({10, 10}, 0.05);
                    check("far");
                }
    }
}

TEST_F(PainterTest, APlaneThatIsMadeOfBoth) {
    Frame frame = waves(90, 140);
    frame.derived = frame.u;
    for (float& x : frame.derived) x -= 0.5F;
    frame.planes.derived = true;
    Look look;
    look.channel = 3;
    look.low = -0.3;
    look.high = 0.3;
    compare(frame, view_of(frame), look);
}

TEST_F(PainterTest, TheWayOfColouringChangesAtOneSize) {
    const Frame frame = waves(90, 140);
    Look look;
    for (const Colouring way :
         {Colouring::Plain, Colouring::Relief, Colouring::Plain, Colouring::TwoChannels}) {
        look.shading.way = way;
        test::compare_tones(*presenter_, frame, view_of(frame), look, width_, height_, 5);
    }
}

TEST_F(PainterTest, NotANumberIsTheLowestLevel) {
    Frame frame = waves(90, 140);
    for (float& v : frame.v) v = std::numeric_limits<float>::quiet_NaN();
    presenter_->draw_painted(frame, view_of(frame), {}, width_, height_);
    const auto painted = Presenter::read_pixels(width_, height_);
    for (std::size_t i = 0; i < painted.size(); i += 3) ASSERT_EQ(painted[i], 0);
}

}  // namespace
}  // namespace gs
