#include <fmt/format.h>

#include <cstdio>

#include "app/cli/cli.h"
#include "app/cli/subcommands.h"
#include "app/core/document/presets.h"
#include "app/core/document/properties.h"
#include "app/core/document/typed.h"
#include "app/core/document/words.h"
#include "app/core/files/paths.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

void answer(const std::string& line) {
    std::fputs((line + "\n").c_str(), stdout);
}

void remark(const std::string& line) {
    std::fputs((line + "\n").c_str(), stderr);
}

void complain(const std::string& sentence) {
    remark("grayscope: " + sentence);
}

void print_messages(gs::App& app) {
    for (const Message& m : app.take_messages()) {
        if (m.kind != Message::Kind::Info)
            complain(m.text);
        else if (m.answer)
            answer(m.text);
        else
            remark(m.text);
    }
    std::fflush(stdout);
}

int exit_code(gs::App& app, const Status& status) {
    print_messages(app);
    if (status) return kDone;
    complain(status.why());
    return app.failed_while_running() ? kFailed : kWrongInput;
}

CLI::Option* add_option(CLI::App& command, const char* name, std::string& value, Text help) {
    return command.add_option(name, value, std::string(text(help)));
}

namespace {

/// An option as a `set` command. A value of several words is written as the command takes it
/// ("fixed 1 0").
std::string set_line(const std::string& key, const std::string& value) {
    const bool words = !value.empty() && value.find_first_of(";#\"'") == std::string::npos;
    return fmt::format("set {} {}", key, words ? value : as_word(value));
}

}  // namespace

CLI::Option* add_path(CLI::App& command, const char* name, std::string& value, Text help) {
    const auto meant = [](std::string& written) {
        std::string path;
        if (Status good = user_path(written, path); !good) return good.why();
        written = path;
        return std::string();
    };
    return add_option(command, name, value, help)->transform(CLI::Validator(meant, ""));
}

void PropertyOptions::add_to(CLI::App& cli) {
    static constexpr const char* kTypes[] = {"X", "N", "on|off", "NAME"};
    const std::string group(text(Text::HelpSettings));
    const std::string names = fmt::format("{}", fmt::join(ids_of(presets()), ", "));
    cli.add_option("--preset", preset, say(Text::HelpPreset, names))->type_name("NAME")->group(group);
    add_option(cli, "--size", size, Text::HelpSize)->type_name("COLSxROWS")->group(group);
    const auto add = [&](const std::string& key, const char* type, std::string_view help) {
        const auto read = [this, key](const std::string& value) { values[key] = value; };
        cli.add_option_function<std::string>("--" + key, read, std::string(help))
            ->type_name(type)
            ->group(group);
    };
    add("stencil", "NAME|EDGE CORNER", text(Text::HelpStencil));
    add("knob", "NAME=VALUE", text(Text::HelpKnob));
    add("vary", "RATE LOW HIGH across columns|rows", text(Text::HelpVary));
    for (const Property& p : properties())
        add(p.key, kTypes[static_cast<int>(p.kind)], say(Text::PropertyHelp, p.help, allowed_text(p)));
}

Status PropertyOptions::apply_to(gs::App& app) const {
    // A preset may set a size of its own; the other options override it.
    if (!preset.empty())
        if (Status done = app.execute("preset " + as_word(preset)); !done) return done;
    if (!size.empty()) {
        std::int64_t cols = 0, rows = 0;
        if (Status read = parse_size(size, cols, rows); !read) return read;
        if (Status done = app.execute(fmt::format("size {} {}", cols, rows)); !done) return done;
    }
    for (const auto& [key, value] : values) {
        if (Status done = app.execute(set_line(key, value)); !done) return done;
    }
    return {};
}

}  // namespace gs
