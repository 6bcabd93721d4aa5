#include <limits>

#include "app/core/app/command_handlers.h"
#include "app/core/app/commands.h"
#include "app/core/document/properties.h"
#include "app/core/document/typed.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs::handlers {

Status step(App& app, const Words& words) {
    std::int64_t n = 1;
    if (!words.empty())
        if (Status s = whole("step", words[0], 0, std::int64_t{1} << 53, n); !s) return s;
    return app.step(n);
}

Status play(App& app, const Words&) {
    return app.play(true);
}

Status pause(App& app, const Words&) {
    return app.play(false);
}

Status toggle(App& app, const Words&) {
    return app.play(!app.playing());
}

Status reset(App& app, const Words&) {
    return app.change(app.document(), Effect::Restart, "reset");
}

Status undo(App& app, const Words&) {
    return app.undo();
}

Status redo(App& app, const Words&) {
    return app.redo();
}

namespace {

Status touch(App& app, const Words& words, const char* label, double u, double v) {
    const Document& d = app.document();
    request::Dab dab{0, 0, d.brush_radius, d.brush_strength, u, v};
    const double far = 2e6;
    if (Status s = real(std::string(label) + ", row", words[0], -far, far, dab.row); !s) return s;
    if (Status s = real(std::string(label) + ", column", words[1], -far, far, dab.col); !s) return s;
    if (words.size() > 2)
        if (Status s = real(std::string(label) + ", radius", words[2], 0.5, 1e5, dab.radius); !s) return s;
    if (words.size() > 3)
        if (Status s = real(std::string(label) + ", strength", words[3], 0, 1, dab.strength); !s) return s;
    return app.paint(dab, label);
}

}  // namespace

Status paint(App& app, const Words& words) {
    return touch(app, words, "paint", 0.5, 0.25);
}

Status erase(App& app, const Words& words) {
    return touch(app, words, "erase", 1, 0);
}

Status view(App& app, const Words& typed) {
    const std::vector<std::string> known{"fill",   "fit",        "1:1",   "zoom",
                                         "center", "fullscreen", "panel", "overlay"};
    Words words = typed;
    words[0] = meant_name(typed[0], known);
    if (words[0].empty()) return Status::failure(unknown_name(text(Text::View), typed[0], known));
    double number = 0;
    const std::size_t numbers = words[0] == "zoom" ? 1 : words[0] == "center" ? 2 : 0;
    if (words.size() != 1 + numbers) return Status::failure(say(Text::ViewNumbers, words[0], numbers));
    for (std::size_t i = 1; i <= numbers; ++i)
        if (Status s = real("view " + words[0], words[i], numbers == 1 ? 0.01 : -2e6,
                            numbers == 1 ? 1000 : 2e6, number);
            !s)
            return s;
    app.request_view({words});
    return {};
}

Status help(App& app, const Words& words) {
    const auto row = [](std::string_view what, std::string_view meaning) {
        return fmt::format("{:<44} {}", what, meaning);
    };
    const auto of_command = [&](const Command& c) {
        return row(std::string(c.name) + (c.arguments[0] != '\0' ? " " : "") + c.arguments, help_of(c));
    };
    if (words.empty()) {
        for (const Command& c : commands()) app.answer(of_command(c));
    } else if (const Command* command = find_command(words[0])) {
        app.answer(of_command(*command));
    } else if (const Property* property = find_typed_property(words[0], app.document())) {
        std::string meaning = property->help, symbols;
        for (const std::string& symbol : property->symbols) symbols += (symbols.empty() ? "" : ", ") + symbol;
        if (!symbols.empty()) meaning = say(Text::PropertySymbols, meaning, symbols);
        app.answer(row(property->key, say(Text::PropertyHelp, meaning, allowed_text(*property))));
    } else {
        std::vector<std::string> known;
        for (const Command& c : commands()) known.emplace_back(c.name);
        return Status::failure(
            unknown_name(text(Text::Command), words[0], known, property_keys(app.document())));
    }
    return {};
}

Status quit(App& app, const Words&) {
    app.quit();
    return {};
}

}  // namespace gs::handlers
