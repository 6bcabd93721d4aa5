// How the field is seen: ranges, and the moment to compare with.
#include "app/core/app/command_rows.h"
#include "app/core/document/pasted.h"
#include "app/core/document/typed.h"
#include "app/core/document/values.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"

namespace gs {

namespace {

/// The share of the cells that `range percentile` takes.
constexpr double kUsualShare = 98;

Candidates range_words(const Document&, const Words& before) {
    return first(before, {{"hand", ""}, {"follow", ""}, {"percentile", ""}});
}

SettingText range_text(const Document& d) {
    const std::string ends = fmt::format("{} {}", to_text(shown_range(d).low), to_text(shown_range(d).high));
    const std::string now = !d.auto_range ? ends : d.range_within < 100 ? to_text(d.range_within) : "follow";
    return {now, "hand, follow, 50 to 100 [%], or LOW HIGH"};
}

/// The three ways to come to a range, or its two ends.
Status range(App& app, const Words& words) {
    Document next = app.document();
    const std::string word = fold(words[0]);
    if (words.size() == 2) {
        Range& ends = shown_range(next);
        const Property& row = *find_property("low", next);
        if (Status s = read_number("range, low", words[0], row.low, row.high, ends.low); !s) return s;
        if (Status s = read_number("range, high", words[1], row.low, row.high, ends.high); !s) return s;
        next.auto_range = false;
    } else if (word == "hand" || word == "byhand") {
        next.auto_range = false;
    } else {
        next.auto_range = true;
        next.range_within = word == "percentile" ? kUsualShare : 100;
        const Property& row = *find_property("cells-in-range", next);
        if (begins_as_number(words[0])) {
            Status read = read_number("range, share", words[0], row.low, row.high, next.range_within);
            if (!read) return read;
        } else if (word != "follow" && word != "percentile") {
            return Status::failure(say(Text::RangeUsage, words[0]));
        }
    }
    return app.change(std::move(next), Effect::View, "range");
}

Candidates moment_words(const Document&, const Words& before) {
    return first(before, {{"show", ""}});
}

Status remember_moment(App& app, const Words& words) {
    const bool show = !words.empty();
    if (show && fold(words[0]) != "show") return Status::failure(say(Text::MomentUsage, words[0]));
    return app.with_present([&app, show](const Exported& present) -> Jobs::Then {
        auto field = std::make_shared<const Field>(present.field.converted(GS_F32));
        // Nothing could read it again from a session or a run.
        Status sound = check_values(*field, kFieldValues);
        return [&app, show, field, sound = std::move(sound), steps = present.steps_done] {
            if (!sound) return sound;
            Document next = app.document();
            next.moment = field;
            if (show) next.colouring = Colouring::Change;
            if (Status done = app.change(std::move(next), Effect::View, "remember-moment"); !done)
                return done;
            app.say_message({Message::Kind::Info, say(Text::MomentKept, steps), ""});
            return Status();
        };
    });
}

constexpr Command kCommands[] = {
    {"range", "hand|follow|percentile|PERCENT or LOW HIGH",
     "Sets how the palette's ends come to their values: by hand, or following all or most cells.", 1, 2,
     range, range_words, range_text},
    {"remember-moment", "[show]",
     "Keeps the present field, to which the colouring `change` compares; `show` colours by it.", 0, 1,
     remember_moment, moment_words},
};

}  // namespace

std::span<const Command> eye_commands() {
    return kCommands;
}

}  // namespace gs
