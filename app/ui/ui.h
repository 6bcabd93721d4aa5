// What the parts of the window share. Each part is a function or a small class in a file of its
// own.
#pragma once

#include "app/core/app/app.h"
#include "app/core/bench/rate_book.h"
#include "app/render/field_view.h"
#include "app/render/transfer.h"
#include "app/ui/cards.h"
#include "app/ui/equations.h"
#include "app/ui/frame_clock.h"
#include "app/ui/pages.h"
#include "app/ui/palette_editor.h"
#include "app/ui/presentation.h"
#include "app/ui/settings.h"
#include "app/ui/timeline.h"
#include "app/ui/widgets.h"

namespace gs {

class BenchPanel;
class CommandPalette;
class Console;
class Files;
class InstrumentColumn;
class RateMap;
class Thumbnails;

/// The window as its parts see it. Lives as long as the window; UI thread.
struct Ui {
    App& app;
    GlWindow& window;
    UiSettings& settings;
    Files& files;
    Thumbnails& thumbnails;
    Console& console;
    BenchPanel& bench;
    CommandPalette& commands;
    RateMap& map;
    InstrumentColumn& instruments;
    FieldView view{};
    Transfer transfer{};
    FrameClock clock{};
    Toasts toasts{};
    PropertyRows rows{app, toasts};
    SimState state{};                  // copied once per frame
    RateBook rates{};                  // how fast each kernel has been
    const Frame* frame = nullptr;      // the newest; valid for this frame
    double draw_ms = 0;                // of the picture, on the device that draws
    double paint_ms = 0;               // of it, on this thread, if the CPU paints
    std::int64_t steps_wanted = 1000;  // the number in the panel's "N steps"
    std::string measuring{};           // what a measurement says of itself while it runs, or empty
    bool cancel_asked = false;         // something was wanted that would spoil the measurement
    bool hidden = false;               // the interface is hidden by Tab
    Presentation presentation{};
    PaletteEditor palette_editor{};
    Page page = Page::None;  // the page that is open
    int overlay_before = 1;  // settings.overlay when the interface was hidden
    Timeline timeline{};
    Cards cards{};                // what the cards on the stage remember
    Equations equations{};        // what their section remembers
    std::string drawer_before{};  // settings.drawer then

    /// Does one command, and what it asks of the window, at once; a failure becomes a message.
    void execute(std::string_view line);
    void set(std::string_view key, const Value& value) { rows.set(key, value); }
};

/// Begins a window of one line at the foot of the field, with this text; the caller adds buttons
/// and ends it.
void begin_card(const Ui& ui, const char* name, std::string_view said);

// The window's parts, each drawn once per frame.
/// out: pixels of it that lie beyond the window's right edge.
void draw_panel(Ui& ui, float out = 0);
void draw_overlay(Ui& ui);
/// The time of a frame, for the overlay; width in pixels.
void draw_frame_bar(const Ui& ui, float width);

// The panel's sections.
void draw_run_section(Ui& ui);
void draw_equation_section(Ui& ui);
/// What the section remembers, and what it knows of the present document.
const Equations& equations_of(Ui& ui);
/// Marks by which a row remembers what the property was in the preset that it came from.
RowMarks origin_marks(Ui& ui, std::string_view key);
/// The row of a rate, "feed" or "kill", or what it is if it varies over the field.
void draw_rate_row(Ui& ui, const char* key);
void draw_field_section(Ui& ui);
void draw_tuning_section(Ui& ui);
/// How the knobs stand, for that section's head: "all automatic", "2 changed".
std::string tuning_in_words(const Ui& ui);
void draw_picture_section(Ui& ui);
void draw_brush_section(Ui& ui);
/// Draws the label of a row of the panel's head, and moves to the place of the widget beside it.
/// Returns that one's width.
float head_label(Ui& ui, const Property& row);
/// The kernel that runs, as a button that opens the ladder.
void draw_kernel_chooser(Ui& ui);
/// The preset that the equations match, as a button that opens all of them.
void draw_preset_chooser(Ui& ui);

}  // namespace gs
