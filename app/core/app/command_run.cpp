// Running, history.
#include "app/core/app/command_rows.h"

namespace gs {

namespace {

Status step(App& app, const Words& words) {
    std::int64_t n = 1;
    if (!words.empty())
        if (Status s = read_number("step", words[0], 0, 0x1p53, n); !s) return s;
    return app.step(n);
}

constexpr Command kCommands[] = {
    {"step", "[N]", "Runs N steps (by default 1), then stops.", 0, 1, step},
    {"play", "", "Starts the run.", 0, 0, [](App& app, const Words&) { return app.play(true); }},
    {"pause", "", "Pauses the run.", 0, 0, [](App& app, const Words&) { return app.play(false); }},
    {"toggle", "", "Runs if it is stopped, stops if it runs.", 0, 0,
     [](App& app, const Words&) { return app.play(!app.playing()); }},
    {"reset", "", "Goes back to the start.", 0, 0,
     [](App& app, const Words&) {
         Document start = app.document();
         slow_to_watch(start);
         return app.change(std::move(start), Effect::Restart, "reset");
     }},
    {"undo", "", "Takes the last change back.", 0, 0, [](App& app, const Words&) { return app.undo(); }},
    {"redo", "", "Does again what was taken back.", 0, 0, [](App& app, const Words&) { return app.redo(); }},
    {"recover", "",
     "After a blow-up: goes back to the last good moment, with a time step that holds. Else changes nothing.",
     0, 0, [](App& app, const Words&) { return app.recover(); }},
};

}  // namespace

std::span<const Command> run_commands() {
    return kCommands;
}

}  // namespace gs
