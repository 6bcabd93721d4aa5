// `share` and `from`: all settings as one line of text, and back.
#include <algorithm>

#include "app/core/app/command_rows.h"
#include "app/core/document/share.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

/// What going from one document to the other means.
Effect effect_between(const Document& before, const Document& after) {
    Effect effect =
        before.ranges != after.ranges || before.origin != after.origin ? Effect::View : Effect::Run;
    if (before.knobs != after.knobs) effect = Effect::Kernel;
    const bool vary = before.vary_feed != after.vary_feed || before.vary_kill != after.vary_kill;
    if (vary || before.rates != after.rates) effect = Effect::Rates;
    for (const Property& p : properties())
        if (value_of(before, p) != value_of(after, p)) effect = std::max(effect, p.effect);
    return effect;
}

Status share(App& app, const Words&) {
    // The window says it when the line is on the clipboard.
    if (!app.has_window()) app.answer(share_text(app.document()));
    if (const std::string left = left_out_of_share(app.document()); !left.empty())
        app.warn(say(Text::SharedNot, left));
    return run_command(app, *find_command("view"), {"copy"});
}

constexpr Command kCommands[] = {
    {"share", "", "Says all settings as one short line, and puts it on the clipboard.", 0, 0, share},
    {"from", "'TEXT'",
     "Takes the settings of a line that `share` made, or of what other programs' users paste.", 1, 1000,
     [](App& app, const Words& words) { return take_shared(app, joined(words)); }},
};

}  // namespace

Status take_shared(App& app, const std::string& text) {
    const Document& before = app.document();
    Document next = before;
    SharedText said;
    if (Status read = read_shared(text, next, said); !read) return read;
    const Effect effect = effect_between(before, next);
    if (effect == Effect::Restart && next.speed == before.speed) slow_to_watch(next);
    const bool chosen = next.kernel != before.kernel;
    Status done =
        app.change({.document = std::move(next), .effect = effect, .label = "from", .kernel_chosen = chosen});
    if (!done) return done;
    const std::string told = said.left_out.empty() ? say(Text::PastedTook, said.took)
                                                   : say(Text::PastedLeft, said.took, said.left_out);
    app.say_message({Message::Kind::Info, told, ""});
    return done;
}

std::span<const Command> share_commands() {
    return kCommands;
}

}  // namespace gs
