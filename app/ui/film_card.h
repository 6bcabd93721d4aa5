// The card that asks what film of the run is to be made, and the words about one that is on its
// way.
#pragma once

#include <cstdint>
#include <string>

#include "app/core/files/recording.h"

namespace gs {

struct Ui;

/// What was typed into it. UI thread.
class FilmCard {
  public:
    /// Opens it for this stretch of the run. speed: steps per second that a film of it may begin
    /// with.
    void open(std::int64_t from, std::int64_t to, double speed);
    /// Draws it above the timeline, if it is open.
    void draw(Ui& ui);

  private:
    void draw_stretch();
    void draw_pace();
    void draw_kind();
    void draw_picture();
    void draw_foot(Ui& ui);
    /// What the rows ask for, but for the words that are still to be read.
    RecordingOptions options() const;
    std::string command(const Ui& ui) const;

    bool wanted_ = false;
    std::int64_t from_ = 0, to_ = 0, every_ = 1;
    double speed_ = 0, fps_ = FramePace().fps;
    bool by_speed_ = false;
    /// Index into the kinds; 0: the first one.
    int kind_ = 0;
    FrameShows shows_ = FrameShows::Field;
    std::string size_, caption_;
};

/// The buttons beside the timeline's step: a film begins or ends, the card opens.
void draw_film_buttons(Ui& ui, FilmCard& card);
/// What is being written, with its buttons. False if nothing is.
bool draw_film_progress(Ui& ui);

}  // namespace gs
