#include <filesystem>
#include <memory>

#include "app/core/app/command_rows.h"
#include "app/core/bench/bench_kept.h"
#include "app/core/document/memory.h"
#include "app/core/document/palettes.h"
#include "app/core/files/contents.h"
#include "app/core/files/drawn_axes.h"
#include "app/core/files/files.h"
#include "app/core/files/formats.h"
#include "app/core/files/legend.h"
#include "app/core/files/palette_file.h"
#include "app/core/files/paths.h"
#include "app/core/files/png.h"
#include "app/core/files/session.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

using Then = Jobs::Then;

// What runs on a writer's thread: reads, and leaves in `then` what goes on with it.

Status read_field(App& app, const std::string& path, Then& then) {
    auto field = std::make_shared<Field>();
    if (Status read = format_to_read(path, kField).read.field(path, *field, kFieldValues); !read) return read;
    then = [&app, field] {
        Document next = app.document();
        next.rows = field->rows();
        next.cols = field->cols();
        next.seed = SeedKind::File;
        next.start = field;
        next.start_steps = 0;
        return app.change(std::move(next), Effect::Restart, "load-field");
    };
    return {};
}

Status read_rates(App& app, const std::string& path, Then& then) {
    auto planes = std::make_shared<Field>();
    if (Status read = format_to_read(path, kField).read.field(path, *planes, kRateValues); !read) return read;
    then = [&app, planes, path] {
        Document next = app.document();
        if (planes->rows() != next.rows || planes->cols() != next.cols)
            return Status::failure(
                say(Text::RatesSize, path, planes->cols(), planes->rows(), next.cols, next.rows));
        next.rates = planes;
        return app.change(std::move(next), Effect::Rates, "load-rates");
    };
    return {};
}

/// A session brings its palette along, which joins those that there are. One of the same name that
/// has other colours gets a new one.
void add_palettes(Document& d, const Document& before) {
    if (!d.own_palettes) return;
    OwnPalettes all(own_palettes(before).begin(), own_palettes(before).end());
    for (OwnPalette palette : own_palettes(d)) {
        const std::string name = palette.name;
        const OwnPalette* there = find_own_palette(before, name);
        if (there != nullptr && there->stops == palette.stops) continue;
        for (int number = 2; there != nullptr; ++number) {
            palette.name = fmt::format("{} {}", name, number);
            there = find_own_palette(before, palette.name);
        }
        if (d.palette == name) d.palette = palette.name;
        all.push_back(std::move(palette));
    }
    d.own_palettes = std::make_shared<const OwnPalettes>(std::move(all));
}

Status read_whole_session(App& app, const std::string& path, Then& then) {
    auto session = std::make_shared<Session>();
    if (Status read = format_to_read(path, kSession).read.session(path, *session); !read) return read;
    then = [&app, session] {
        add_palettes(session->document, app.document());
        return app.change({.document = session->document,
                           .effect = Effect::Restart,
                           .label = "load-session",
                           .field = session->field,
                           .loss_meant = true,
                           .kernel_chosen = true});
    };
    return {};
}

Status read_commands(App& app, const std::string& path, Then& then) {
    auto script = std::make_shared<std::string>();
    if (Status read = format_to_read(path, kScript).read.script(path, *script); !read) return read;
    then = [&app, script, path] { return app.include_script(*script, path); };
    return {};
}

/// The settings that made a picture, if it tells them.
Status read_settings_of(App& app, const std::string& path, const FileKind& kind, Then& then) {
    auto facts = std::make_shared<PictureFacts>();
    if (Status read = read_facts(path, *facts); !read) return read;
    if (fact(*facts, kSettingsFact).empty())
        return Status::failure(say(Text::CantRead, path, why_not_a(Text::AnOpenable, kind, path)));
    then = [&app, facts] {
        if (Status taken = take_shared(app, std::string(fact(*facts, kSettingsFact))); !taken) return taken;
        if (const std::string_view left = fact(*facts, kLeftOutFact); !left.empty())
            app.warn(say(Text::PictureLacks, left));
        app.say_message({Message::Kind::Info, say(Text::PictureTells, fact(*facts, kStepFact)), ""});
        return Status();
    };
    return {};
}

/// A file as what its content says that it is.
Status read_any(App& app, const std::string& path, Then& then) {
    if (is_palette(path)) return read_palette_for(app, path, then);
    FileKind kind;
    if (Status seen = read_file_kind(path, kind); !seen) return seen;
    switch (kind.content) {
        case Content::Array:
            return read_field(app, path, then);
        case Content::Session:
        case Content::Json:
            return read_whole_session(app, path, then);
        case Content::Run:
            return read_run_for(app, path, then);
        case Content::Script:
            return read_commands(app, path, then);
        case Content::Picture:
            return read_settings_of(app, path, kind, then);
        default:
            break;
    }
    return Status::failure(say(Text::CantRead, path, why_not_a(Text::AnOpenable, kind, path)));
}

template <Status (*read)(App& app, const std::string& path, Then& then)>
Status open_with(App& app, const Words& words) {
    std::string path;
    if (Status meant = user_path(words[0], path); !meant) return meant;
    return app.with_file([&app, path](Then& then) { return read(app, path, then); });
}

Status write_field(const std::string& path, const Document&, const Exported& e) {
    return format_to_write(path, kField).write.field(path, e.field);
}

Status write_image(const std::string& path, const Document& document, const Exported& e) {
    Document shown = document;
    if (shown.auto_range) follow_range(shown, e.field);
    return write_picture(path, with_legend(with_axes(coloured(e.field, shown), axes_of(shown)), shown),
                         facts_of(shown, e));
}

Status write_whole_session(const std::string& path, const Document& document, const Exported& e) {
    return format_to_write(path, kSession).write.session(path, document, e);
}

template <Holds holds, Text what,
          Status (*write)(const std::string& path, const Document& document, const Exported& e)>
Status save(App& app, const Words& words) {
    std::string path;
    if (words.empty()) {
        std::string trouble;
        path = automatic_path(app.state().steps_done, "png", {}, &trouble);  // only a picture needs no name
        if (!trouble.empty()) app.warn(std::move(trouble));
    } else {
        if (Status meant = user_path(words[0], path); !meant) return meant;
        if (Status good = check_name(path, holds); !good) return good;
    }
    return app.save(path, what, [document = app.document()](const std::string& named, const Exported& e) {
        return write(named, document, e);
    });
}

Status save_bench(App& app, const Words& words) {
    const std::shared_ptr<const KeptReport> measured = last_report();
    if (!measured) return Status::failure(std::string(text(Text::BenchNothingToSave)));
    std::string path;
    if (words.empty()) {
        path = automatic_path(app.state().steps_done, "png", "benchmark");
    } else {
        if (Status meant = user_path(words[0], path); !meant) return meant;
        const Format* format = find_format(ending_of(path));
        const bool picture = format != nullptr && (format->holds & kPicture) != 0;
        if (Status good = check_name(path, picture ? kPicture : kFigures); !good) return good;
    }
    return app.write(path, Text::SavedBench,
                     [measured](const std::string& named) { return write_report(named, *measured); });
}

constexpr Command kCommands[] = {
    {"open", "FILE",
     "Opens a field, a session, a run, a script, or the settings that made a picture; its content says which "
     "it is.",
     1, 1, open_with<read_any>},
    {"load-rates", "FILE", "Takes a feed and a kill rate for each cell, shape [2, rows, cols].", 1, 1,
     open_with<read_rates>, nullptr, nullptr, kField},
    {"load-field", "FILE", "Takes a field, shape [2, rows, cols], u then v; it sets the size.", 1, 1,
     open_with<read_field>, nullptr, nullptr, kField},
    {"save-field", "FILE", "Writes the field in the kernel's scalar.", 1, 1,
     save<kField, Text::SavedField, write_field>, nullptr, nullptr, kField},
    {"save-image", "[FILE]", "Writes the field as a picture, one pixel per cell.", 0, 1,
     save<kPicture, Text::SavedPicture, write_image>, nullptr, nullptr, kPicture},
    {"load-session", "FILE", "Takes all settings and the field from a session.", 1, 1,
     open_with<read_whole_session>, nullptr, nullptr, kSession},
    {"save-session", "FILE", "Writes all settings, and the field beside them.", 1, 1,
     save<kSession, Text::SavedSession, write_whole_session>, nullptr, nullptr, kSession},
    {"save-bench", "[FILE]", "Writes the last measurement: the plot, or its figures.", 0, 1, save_bench,
     nullptr, nullptr, kPicture | kFigures},
};

}  // namespace

std::span<const Command> file_commands() {
    return kCommands;
}

}  // namespace gs
