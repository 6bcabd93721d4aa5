// Scripts, on a small field. Commands that name files are left out, and large numbers are made
// small: what a step or a size costs is no matter of a reader.
#include <algorithm>
#include <array>
#include <cctype>

#include "app/core/app/app.h"
#include "app/core/app/command_rows.h"
#include "app/core/document/words.h"
#include "tests/fuzz/fuzz.h"

namespace {

/// Commands that a script of unknown bytes may do here: none of them reads or writes a file.
constexpr std::array kHarmless = {"range",
                                  "remember-moment",
                                  "keep",
                                  "forget",
                                  "glide",
                                  "path",
                                  "paint",
                                  "erase",
                                  "line",
                                  "rectangle",
                                  "fill",
                                  "stamp",
                                  "select",
                                  "copy",
                                  "cut",
                                  "paste",
                                  "clear",
                                  "noise",
                                  "spots",
                                  "shift",
                                  "mirror",
                                  "turn",
                                  "resize",
                                  "instrument",
                                  "pin-probe",
                                  "unpin",
                                  "profile",
                                  "palette-stops",
                                  "rename-palette",
                                  "text",
                                  "step",
                                  "play",
                                  "pause",
                                  "toggle",
                                  "reset",
                                  "undo",
                                  "redo",
                                  "recover",
                                  "set",
                                  "get",
                                  "preset",
                                  "revert",
                                  "knob",
                                  "size",
                                  "boundary",
                                  "stencil",
                                  "seed",
                                  "vary",
                                  "rates",
                                  "rates-of",
                                  "palette",
                                  "next",
                                  "scale",
                                  "speed",
                                  "share",
                                  "from",
                                  "go-to",
                                  "view",
                                  "help",
                                  "quit"};

/// Numbers of more than two digits keep two, so that no field is larger than a window's corner.
std::string with_small_numbers(std::string_view script) {
    std::string small;
    int digits = 0;
    for (const char c : script) {
        digits = std::isdigit(static_cast<unsigned char>(c)) != 0 ? digits + 1 : 0;
        if (digits <= 2) small += c;
    }
    return small;
}

bool is_harmless(const std::string& command) {
    gs::Words words;
    if (!gs::split_words(command, words) || words.empty()) return true;  // refused before anything is done
    const gs::Command* known = gs::find_command(words[0]);
    return known == nullptr ||
           std::find(kHarmless.begin(), kHarmless.end(), std::string_view(known->name)) != kHarmless.end();
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string script = with_small_numbers(gs::fuzz::words_of(data, size));
    gs::Document small;
    small.cols = small.rows = 16;
    gs::App app(gs::App::Mode::Direct, small);
    int asked = 0;
    app.set_progress([&](std::int64_t, std::int64_t) { return ++asked < 3; });
    if (!app.execute("kernel cpu-reference")) return -1;
    std::size_t at = 0;
    for (int lines = 0; at < script.size() && lines < 12; ++lines) {
        const std::size_t end = std::min(script.find('\n', at), script.size());
        const std::string line = script.substr(at, end - at);
        at = end + 1;
        const auto commands = gs::split_commands(line);
        if (!std::all_of(commands.begin(), commands.end(), is_harmless)) continue;
        (void)app.run_script(line, "fuzzed");
        (void)app.take_messages();
        if (app.document().rows * app.document().cols > 128 * 128) return 0;
    }
    (void)gs::complete_line(app.document(), gs::fuzz::words_of(data, size));
    return 0;
}
