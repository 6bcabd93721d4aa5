// Zoom and pan: pure geometry.
#include <gtest/gtest.h>

#include "app/render/field_view.h"

namespace gs {
namespace {

FieldView view_of(int width, int height, int rows, int cols, int covered_right = 0) {
    FieldView view;
    view.set_window(width, height, 0, covered_right);
    view.set_field(rows, cols);
    return view;
}

TEST(FieldView, FillCoversTheWindowAndCentresTheRest) {
    const FieldView view = view_of(1280, 720, 512, 512);
    EXPECT_DOUBLE_EQ(view.scale(), 2.5);
    EXPECT_DOUBLE_EQ(view.origin().x, 0);
    EXPECT_DOUBLE_EQ(view.origin().y, (720 - 1280) / 2.0);
}

TEST(FieldView, FitShowsAllOfItBesideThePanel) {
    FieldView view = view_of(1280, 720, 512, 512, 480);
    view.set_mode(ViewMode::Fit);
    EXPECT_DOUBLE_EQ(view.scale(), 720.0 / 512);
    EXPECT_DOUBLE_EQ(view.origin().y, 0);
    EXPECT_DOUBLE_EQ(view.origin().x, (800 - 720) / 2.0);
}

TEST(FieldView, OneToOnePutsCellsOnPixels) {
    FieldView view = view_of(1281, 723, 512, 510);
    view.set_mode(ViewMode::OneToOne);
    EXPECT_DOUBLE_EQ(view.scale(), 1);
    EXPECT_DOUBLE_EQ(view.origin().x, 385);
    EXPECT_DOUBLE_EQ(view.origin().y, 105);
}

TEST(FieldView, EveryNamedViewHasItsMiddleOnTheStage) {
    FieldView view;
    view.set_field(540, 960);
    view.set_window(1280, 720, 100, 330);
    EXPECT_EQ(view.middle(), (Place{100 + 850 / 2.0, 360}));
    for (const ViewMode mode : {ViewMode::Fill, ViewMode::Fit, ViewMode::OneToOne}) {
        view.set_mode(mode);
        const Place cell = view.to_cell(view.middle());
        EXPECT_NEAR(cell.x, 480, 1);
        EXPECT_NEAR(cell.y, 270, 1);
    }
    view.set_mode(ViewMode::Fill);
    EXPECT_LE(view.to_pixel({0, 0}).x, 100);
    EXPECT_GE(view.to_pixel({960, 540}).x, 950);
    EXPECT_DOUBLE_EQ(view.scale(), 720.0 / 540);
}

TEST(FieldView, WhatIsInTheMiddleStaysThereWhenThePanelGoes) {
    FieldView view = view_of(1280, 720, 720, 1280, 330);
    view.zoom_at({300, 200}, 5);
    const Place before = view.to_cell(view.middle());
    view.set_window(1280, 720, 0, 0);
    EXPECT_EQ(view.middle(), (Place{640, 360}));
    EXPECT_NEAR(view.to_cell(view.middle()).x, before.x, 1e-9);
    EXPECT_NEAR(view.to_cell(view.middle()).y, before.y, 1e-9);
    view.set_window(1280, 720, 0, 330);
    EXPECT_NEAR(view.to_cell(view.middle()).x, before.x, 1e-9);
}

TEST(FieldView, TellsWhichCellsTheStageShows) {
    FieldView view;
    view.set_field(200, 400);
    view.set_window(1000, 500, 0, 200);
    view.set_mode(ViewMode::OneToOne);
    EXPECT_EQ(view.sight(), (Sight{100, 200, 200, 400})) << "no more than there are";
    view.zoom_at(view.middle(), 5);
    Sight sight = view.sight();
    EXPECT_DOUBLE_EQ(sight.rows, 100);
    EXPECT_DOUBLE_EQ(sight.cols, 160);
    const double row = sight.row, col = sight.col;
    view.pan(50, -25);
    sight = view.sight();
    EXPECT_DOUBLE_EQ(sight.row, row + 5);
    EXPECT_DOUBLE_EQ(sight.col, col - 10);
}

TEST(FieldView, ZoomKeepsTheCellUnderThePointer) {
    FieldView view = view_of(1280, 720, 720, 1280);
    const Place pointer{900, 200}, cell = view.to_cell(pointer);
    for (const double factor : {1.5, 3.0, 0.5}) {
        view.zoom_at(pointer, factor);
        EXPECT_NEAR(view.to_cell(pointer).x, cell.x, 1e-9);
        EXPECT_NEAR(view.to_cell(pointer).y, cell.y, 1e-9);
    }
    EXPECT_EQ(view.mode(), ViewMode::Free);
}

TEST(FieldView, ZoomHasEnds) {
    FieldView view = view_of(1280, 720, 720, 1280);
    for (int i = 0; i < 100; ++i) view.zoom_at({640, 360}, 2);
    EXPECT_LE(view.scale(), 256);
    for (int i = 0; i < 100; ++i) view.zoom_at({640, 360}, 0.5);
    EXPECT_GT(view.scale() * 720, 60);
}

TEST(FieldView, ThePictureCanNotBeLost) {
    FieldView view = view_of(1280, 720, 720, 1280);
    view.pan(1e6, -1e6);
    const Place middle = view.to_cell({640, 360});
    EXPECT_GE(middle.x, 0);
    EXPECT_LE(middle.y, 720);
}

TEST(FieldView, AnotherWindowKeepsTheMiddleInTheMiddle) {
    FieldView view = view_of(1280, 720, 720, 1280);
    view.zoom_at({640, 360}, 4);
    const Place before = view.to_cell({640, 360});
    view.set_window(800, 600, 0, 0);
    const Place after = view.to_cell({400, 300});
    EXPECT_NEAR(after.x, before.x, 1e-9);
    EXPECT_NEAR(after.y, before.y, 1e-9);
}

TEST(FieldView, AnotherFieldReturnsToTheNamedView) {
    FieldView view = view_of(1280, 720, 720, 1280);
    view.zoom_at({640, 360}, 4);
    view.set_field(360, 640);
    EXPECT_EQ(view.mode(), ViewMode::Fill);
    EXPECT_DOUBLE_EQ(view.scale(), 2);
}

}  // namespace
}  // namespace gs
