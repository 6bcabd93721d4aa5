#include "tests/soak/random_hands.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "app/core/app/commands.h"
#include "app/core/document/properties.h"
#include "app/ui/shortcuts.h"

namespace gs {

namespace {

/// Commands that the lines below make up themselves, that measure the machine for minutes, or that
/// write as much as the disk holds.
constexpr std::array kLeftOut{"quit", "view", "record", "export", "size", "help"};

bool is_left_out(std::string_view command) {
    return std::any_of(kLeftOut.begin(), kLeftOut.end(), [&](const char* name) {
        return command == name || command.starts_with(std::string(name) + " ");
    });
}

/// Those that say by themselves which words may follow.
std::vector<const Command*> commands_with_words() {
    std::vector<const Command*> found;
    for (const Command& command : commands()) {
        const bool plain = command.most == 0 || command.candidates != nullptr;
        if (plain && command.holds == 0 && command.least <= 1 && !is_left_out(command.name))
            found.push_back(&command);
    }
    return found;
}

std::vector<const Shortcut*> keys() {
    std::vector<const Shortcut*> found;
    for (const Shortcut& key : shortcuts()) {
        const std::string_view command = key.command;
        const bool out = is_left_out(command) && !command.starts_with("view ");
        if (!out && key.chord != 0 && command != "view benchmark") found.push_back(&key);
    }
    return found;
}

}  // namespace

std::string RandomHands::place() {
    return fmt::format("{:.3f} {:.3f}", share(), share());
}

std::string RandomHands::setting() {
    static const std::vector<const Property*> all = [] {
        // A size that suits a quick run is run()'s; a budget is the soak's.
        constexpr std::array kKept{"cols", "rows", "keyframes", "kernel", "palette"};
        std::vector<const Property*> found;
        for (const Property& p : properties())
            if (std::find(kKept.begin(), kKept.end(), p.key) == kKept.end()) found.push_back(&p);
        return found;
    }();
    const Property& p = *all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    if (!p.choices.empty())
        return fmt::format("set {} {}", p.key,
                           p.choices[static_cast<std::size_t>(below(static_cast<int>(p.choices.size())))]);
    if (p.kind == Kind::Switch) return fmt::format("set {} {}", p.key, below(2) == 0 ? "on" : "off");
    const double value = p.slider_low + (p.slider_high - p.slider_low) * share();
    if (p.kind == Kind::Whole) return fmt::format("set {} {}", p.key, static_cast<std::int64_t>(value));
    return fmt::format("set {} {}", p.key, value);
}

std::string RandomHands::word_command() {
    static const std::vector<const Command*> all = commands_with_words();
    const Command& command = *all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    if (command.candidates == nullptr || (command.least == 0 && below(2) == 0)) return command.name;
    const std::vector<Completion> words = command.candidates(Document{}, {});
    if (words.empty()) return command.name;
    return fmt::format("{} {}", command.name,
                       words[static_cast<std::size_t>(below(static_cast<int>(words.size())))].word);
}

std::string RandomHands::hand() {
    const int row = below(140) - 10, col = below(220) - 10;
    switch (below(11)) {
        case 0:
            return fmt::format("paint {} {} {}", row, col, 1 + below(30));
        case 1:
            return fmt::format("line {} {} {} {}", row, col, below(120), below(200));
        case 2:
            return fmt::format("rectangle {} {} {} {}", row, col, below(120), below(200));
        case 3:
            return fmt::format("fill {} {}", below(120), below(200));
        case 4:
            return fmt::format("stamp u-skate {} {} {}", row, col, below(360));
        case 5:
            return fmt::format("select {} {} {} {}; copy", below(60), below(60), 60 + below(60),
                               60 + below(60));
        case 6:
            return fmt::format("paste {} {}", row, col);
        case 7:
            return fmt::format("noise 0.05 {}", below(1000));
        case 8:
            return fmt::format("shift {} {}", below(40) - 20, below(40) - 20);
        case 9:
            return fmt::format("text soak {}", below(100));
        default:
            return fmt::format("spots 5 {}", below(1000));
    }
}

std::string RandomHands::run() {
    switch (below(9)) {
        case 0:
            return fmt::format("go-to {}", below(3000));
        case 1:
            return "undo";
        case 2:
            return "redo";
        case 3:
            return fmt::format("step {}", 1 + below(200));
        case 4:
            return fmt::format("size {} {}", 40 + below(200), 30 + below(100));
        case 5:
            // Now and then one that does not fit into a cache.
            return below(6) == 0 ? "size 960 540" : fmt::format("turn {}", below(2) == 0 ? "left" : "right");
        case 6:
            return fmt::format("vary feed 0.02 {} across rows", 0.03 + 0.03 * share());
        case 7:
            return fmt::format("glide kill {} 2s", 0.05 + 0.015 * share());
        default:
            return "play";
    }
}

std::string RandomHands::key() {
    static const std::vector<const Shortcut*> all = keys();
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))]->command;
}

std::string RandomHands::next() {
    switch (below(14)) {
        case 0:
        case 1:
            return "execute " + setting();
        case 2:
            return "execute " + word_command();
        case 3:
            return "execute " + hand();
        case 4:
        case 5:
            return "execute " + run();
        case 6:
        case 7:
            return "key " + key();
        case 8:
        case 9:
            return fmt::format("{} {}", below(4) == 0 ? "right" : "click", place());
        case 10:
        case 11: {
            const std::string from = place(), to = place();
            return fmt::format("drag {} {}", from, to);
        }
        case 12: {
            const std::string at = place();
            return below(3) == 0 ? fmt::format("wheel {} {}", at, below(7) - 3) : "move " + at;
        }
        default:
            return below(4) == 0 ? fmt::format("window {} {}", 640 + below(1200), 400 + below(700))
                                 : fmt::format("frames {}", 1 + below(20));
    }
}

}  // namespace gs
