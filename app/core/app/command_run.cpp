// Running, painting, history.
#include "app/core/app/command_rows.h"

namespace gs {

namespace {

Status step(App& app, const Words& words) {
    std::int64_t n = 1;
    if (!words.empty())
        if (Status s = read_number("step", words[0], 0, 0x1p53, n); !s) return s;
    return app.step(n);
}

Status touch(App& app, const Words& words, const char* label, double u, double v) {
    const Document& d = app.document();
    request::Dab dab{0, 0, d.brush_radius, d.brush_strength, u, v};
    const double far = 2e6;
    if (Status s = read_number(std::string(label) + ", row", words[0], -far, far, dab.row); !s) return s;
    if (Status s = read_number(std::string(label) + ", column", words[1], -far, far, dab.col); !s) return s;
    if (words.size() > 2)
        if (Status s = read_number(std::string(label) + ", radius", words[2], 0.5, 1e5, dab.radius); !s)
            return s;
    if (words.size() > 3)
        if (Status s = read_number(std::string(label) + ", strength", words[3], 0, 1, dab.strength); !s)
            return s;
    return app.paint(dab, label);
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
    {"paint", "ROW COL [RADIUS [STRENGTH]]", "Dabs V onto the field with a soft round brush.", 2, 4,
     [](App& app, const Words& words) { return touch(app, words, "paint", 0.5, 0.25); }},
    {"erase", "ROW COL [RADIUS [STRENGTH]]", "Wipes V off with the brush.", 2, 4,
     [](App& app, const Words& words) { return touch(app, words, "erase", 1, 0); }},
};

}  // namespace

std::span<const Command> run_commands() {
    return kCommands;
}

}  // namespace gs
