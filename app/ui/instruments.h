// The instruments in the window: a column under the figures, one of them enlarged, and what they
// draw on the picture.
#pragma once

#include <imgui.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/core/measure/instruments.h"
#include "app/render/field_view.h"

namespace gs {

struct Ui;
struct Area;

/// Nothing is measured, nor a curve made, for what is not drawn. UI thread.
class InstrumentColumn {
  public:
    /// Opens what was open when the window was closed.
    void start(Ui& ui);
    /// Says which instruments are in sight; true if there is something new to draw.
    bool update(Ui& ui);
    /// Draws the column, and the enlarged instrument at the stage's lower left.
    void draw(Ui& ui);
    /// Takes the mouse over the picture: Ctrl+click pins a probe, and an armed instrument takes the
    /// next click or drag. True if this frame's mouse is not the brush's. over: the pointer is over
    /// the picture and not over a panel; cell: under it.
    bool takes_mouse(Ui& ui, bool over, Place cell);
    /// Draws the pinned cells and the line of the profile on the picture.
    void draw_on_picture(Ui& ui) const;

    /// Opens or closes the column; kept with the settings of the window.
    static void flip(Ui& ui);
    static bool column_open(const Ui& ui);
    /// Height in pixels that the open column wants of the stage; 0 if it is closed.
    static float wanted_height(const Ui& ui);
    /// Enlarges the instrument under the pointer, else the first open one; or ends that.
    void flip_large(Ui& ui);
    const std::optional<Instrument>& large() const { return large_; }
    /// What the next click in the picture is for.
    enum class Armed { Nothing, Pin, Line };
    Armed armed() const { return armed_; }
    /// Disarms, or ends the enlargement; false if there is neither.
    bool go_back();
    void arm(Armed armed) { armed_ = armed_ == armed ? Armed::Nothing : armed; }

  private:
    const Curve& curve_of(const Ui& ui, Instrument instrument);
    void draw_column(Ui& ui);
    void draw_large(Ui& ui);
    void draw_one(Ui& ui, const InstrumentRow& row, float plot_height);
    void draw_title(Ui& ui, const InstrumentRow& row, const Curve* curve);
    void draw_aside(Ui& ui, const InstrumentRow& row, const Curve& curve, ImVec2 low, float words);
    void draw_links(Ui& ui, const InstrumentRow& row);
    void draw_body(Ui& ui, const InstrumentRow& row, ImVec2 size, bool large);
    void draw_handles(Ui& ui, const Curve& curve, const Area& area);

    InstrumentSet drawn_;  // in the last frame
    InstrumentSet open_before_;
    /// In which order they are given room: the one that was opened last comes first.
    std::vector<Instrument> order_;
    /// Gives this one room before all others.
    void raise(Instrument instrument);
    InstrumentSet with_room(const Instruments& instruments, int plots) const;
    struct Kept {
        std::uint64_t revision = 0, document = 0;
        bool made = false;
        Curve curve;
    };
    std::array<Kept, kInstruments> curves_;
    std::uint64_t seen_ = 0;
    std::optional<Instrument> large_, hovered_;
    std::string told_;  // of the place under the pointer, and in whose plot that is
    std::optional<Instrument> told_of_;
    Armed armed_ = Armed::Nothing;
    std::optional<ProfileLine> dragged_;
    bool pressed_ = false;  // the mouse button went down for an instrument
};

/// The colour of a line.
ImVec4 instrument_ink(int ink);
/// Draws a curve into a plot of this size; told: x and y under the pointer, or empty. Returns where
/// the plot's own area lies.
Area draw_curve(const Curve& curve, ImVec2 size, bool large, std::string& told);

}  // namespace gs
