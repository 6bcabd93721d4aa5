// The one word for what the simulation is doing: the panel, the figures and whatever else says it
// take it from here.
#pragma once

#include <optional>
#include <string>

namespace gs {

struct Ui;

/// What the simulation does, in a few words ("running", "held at 600 steps/s").
struct StateLine {
    std::string words;
    /// It needs the user.
    bool trouble = false;
    /// It computes.
    bool runs = false;
};

/// What holds now, the most urgent first. UI thread.
StateLine state_line(const Ui& ui);

/// Steps per second that the kernel could do, if the wanted speed holds it back: 0 if that is not
/// known yet, nothing if it is not held.
std::optional<double> held_from(const Ui& ui);

}  // namespace gs
