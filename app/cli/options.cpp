#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/cli/cli.h"
#include "app/cli/subcommands.h"
#include "app/core/app/app.h"
#include "app/core/document/presets.h"
#include "app/core/document/properties.h"
#include "app/core/document/share.h"
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

namespace {

/// An option as a `set` command. A value of several words is written as the command takes it
/// ("fixed 1 0").
std::string set_line(const std::string& key, const std::string& value) {
    const bool words = !value.empty() && value.find_first_of(";#\"'") == std::string::npos;
    return fmt::format("set {} {}", key, words ? value : as_word(value));
}

template <class Value>
CLI::Option* add(CLI::App& parser, const char* name, Value& value, std::string_view help, const char* type) {
    return parser.add_option(name, value, std::string(help))->type_name(type);
}

/// Puts the path that the user means in the place of what is written; returns why that fails.
std::string expand_path(std::string& written) {
    std::string path;
    if (Status good = user_path(written, path); !good) return good.why();
    written = path;
    return {};
}

}  // namespace

void CommandLine::subcommand(const char* name, Text help, Action does,
                             std::function<void(CommandLine)> options) {
    CLI::App* sub = parser_.add_subcommand(name, std::string(gs::text(help)));
    sub->callback([&action = action_, does = std::move(does)] { action = does; });
    sub->preparse_callback([sub, &action = action_, options = std::move(options)](std::size_t) {
        options(CommandLine(*sub, action));
    });
}

void CommandLine::text(const char* name, std::string& value, Text help, const char* type) {
    text(name, value, gs::text(help), type);
}

void CommandLine::text(const char* name, std::string& value, std::string_view help, const char* type) {
    add(parser_, name, value, help, type)->capture_default_str();
}

void CommandLine::path(const char* name, std::string& value, Text help, const char* type) {
    path(name, value, gs::text(help), type);
}

void CommandLine::path(const char* name, std::string& value, std::string_view help, const char* type) {
    add(parser_, name, value, help, type)->transform(CLI::Validator(expand_path, ""));
}

void CommandLine::list(const char* name, std::vector<std::string>& values, Text help, const char* type) {
    add(parser_, name, values, gs::text(help), type)->expected(1)->take_all();
}

void CommandLine::flag(const char* name, bool& given, Text help) {
    parser_.add_flag(name, given, std::string(gs::text(help)));
}

void CommandLine::settings(PropertyOptions& typed) {
    static constexpr const char* kTypes[] = {"X", "N", "on|off", "NAME"};
    const std::string group(gs::text(Text::HelpSettings));
    const std::string names = fmt::format("{}", fmt::join(ids_of(presets()), ", "));
    add(parser_, "--preset", typed.preset, say(Text::HelpPreset, names), "NAME")->group(group);
    add(parser_, "--from", typed.from, gs::text(Text::HelpFrom), "TEXT")->group(group);
    add(parser_, "--size", typed.size, gs::text(Text::HelpSize), "COLSxROWS")->group(group);
    const auto add_value = [&](const std::string& key, const char* type, std::string_view help) {
        const auto read = [&typed, key](const std::string& value) { typed.values[key] = value; };
        parser_.add_option_function<std::string>("--" + key, read, std::string(help))
            ->type_name(type)
            ->group(group);
    };
    add_value("stencil", "NAME|EDGE CORNER", gs::text(Text::HelpStencil));
    add_value("knob", "NAME=VALUE", gs::text(Text::HelpKnob));
    add_value("vary", "RATE LOW HIGH across columns|rows", gs::text(Text::HelpVary));
    for (const Property& p : properties())
        add_value(p.key, kTypes[static_cast<int>(p.kind)], say(Text::PropertyHelp, p.help, allowed_text(p)));
}

void CommandLine::hide(const char* name) {
    parser_.get_option(name)->group("");
}

Status PropertyOptions::apply_to(gs::App& app) const {
    // A preset and a shared text may set a size; the other options override it.
    if (!preset.empty())
        if (Status done = app.execute("preset " + as_word(preset)); !done) return done;
    if (!from.empty())
        if (Status done = app.execute(command_from(from)); !done) return done;
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
