#include "app/core/files/frame_options.h"

#include <fmt/format.h>

#include "app/core/document/properties.h"
#include "app/core/document/typed.h"
#include "app/core/document/words.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

using Options = RecordingOptions;
using Names = std::vector<std::string>;

template <Text id>
std::string help_of() {
    return std::string(text(id));
}

Names no_words() {
    return {};
}

Names format_words() {
    Names words;
    for (const FrameKind& kind : frame_kinds()) words.emplace_back(kind.word);
    return words;
}

Names show_words() {
    return {"field", "view"};
}

Names number_words() {
    return {"steps", "frames"};
}

/// The place in a list of the word that was meant.
Status read_word(Text what, const std::string& typed, const Names& known, std::size_t& place) {
    const std::string word = meant_name(typed, known);
    if (word.empty()) return Status::failure(unknown_name(text(what), typed, known));
    place = static_cast<std::size_t>(std::find(known.begin(), known.end(), word) - known.begin());
    return {};
}

template <class Member>
Status read_choice(Text what, const std::string& typed, const Names& known, Member& member) {
    std::size_t place = static_cast<std::size_t>(member);
    Status read = read_word(what, typed, known, place);
    member = static_cast<Member>(place);
    return read;
}

Status read_format(const std::string& typed, Options& options) {
    std::size_t place = 0;
    Status read = read_word(Text::FrameFormat, typed, format_words(), place);
    if (read) options.kind = &frame_kinds()[place];
    return read;
}

Status read_caption(const std::string& typed, Options& options) {
    Status good = check_caption(typed);
    if (good) options.look.caption = typed;
    return good;
}

std::string format_help() {
    std::string kinds;
    for (const FrameKind& kind : frame_kinds())
        kinds += fmt::format("{}{} ({})", kinds.empty() ? "" : ", ", kind.word, kind.help);
    return say(Text::FrameOptionFormat, kinds);
}

std::string told_pixels(const Options& o) {
    return o.look.width > 0 ? fmt::format("{}x{}", o.look.width, o.look.height) : "";
}

std::string told_show(const Options& o) {
    return show_words()[static_cast<std::size_t>(o.look.shows)];
}

std::string told_number(const Options& o) {
    return number_words()[static_cast<std::size_t>(o.numbers)];
}

constexpr FrameOption kOptions[] = {
    {"every", "N|X/s", help_of<Text::FrameOptionEvery>,
     [](const std::string& typed, Options& o) { return read_pace(typed, o.pace); },
     [](const Options& o) { return pace_text(o.pace); }, no_words},
    {"fps", "X", help_of<Text::FrameOptionFps>,
     [](const std::string& typed, Options& o) { return read_number("fps", typed, 0.1, 1000, o.pace.fps); },
     [](const Options& o) { return to_text(o.pace.fps); }, no_words},
    {"pixels", "COLSxROWS", help_of<Text::FrameOptionPixels>,
     [](const std::string& typed, Options& o) { return read_pixels(typed, o.look); }, told_pixels, no_words},
    {"show", "field|view", help_of<Text::FrameOptionShow>,
     [](const std::string& typed, Options& o) {
         return read_choice(Text::FrameShow, typed, show_words(), o.look.shows);
     },
     told_show, show_words},
    {"caption", "TEXT", [] { return say(Text::FrameOptionCaption, caption_words()); }, read_caption,
     [](const Options& o) { return o.look.caption; }, no_words},
    {"format", "NAME", format_help, read_format, [](const Options& o) { return std::string(o.kind->word); },
     format_words},
    {"number", "steps|frames", help_of<Text::FrameOptionNumber>,
     [](const std::string& typed, Options& o) {
         return read_choice(Text::RenderNumbers, typed, number_words(), o.numbers);
     },
     told_number, number_words},
};

}  // namespace

std::span<const FrameOption> frame_options() {
    return kOptions;
}

const FrameOption* find_frame_option(std::string_view typed) {
    Names known;
    for (const FrameOption& option : kOptions) known.emplace_back(option.name);
    const std::string name = meant_name(typed, known);
    for (const FrameOption& option : kOptions)
        if (option.name == name) return &option;
    return nullptr;
}

std::string frame_option_names() {
    std::string names;
    for (const FrameOption& option : kOptions)
        names += (names.empty() ? "" : ", ") + std::string(option.name);
    return names;
}

Status read_frame_options(std::span<const std::string> words, RecordingOptions& options) {
    for (; !words.empty(); words = words.subspan(2)) {
        const FrameOption* option = find_frame_option(words[0]);
        if (option == nullptr) return Status::failure(say(Text::ExportWord, words[0], frame_option_names()));
        if (words.size() < 2) return Status::failure(say(Text::ExportValue, option->name));
        if (Status read = option->read(words[1], options); !read) return read;
    }
    return {};
}

std::string frame_option_words(const RecordingOptions& options) {
    const RecordingOptions usual;
    std::string words;
    for (const FrameOption& option : kOptions)
        if (option.told(options) != option.told(usual))
            words += fmt::format(" {} {}", option.name, as_word(option.told(options)));
    return words;
}

Status check_frame_options(const RecordingOptions& options) {
    const FrameLook& look = options.look;
    if (options.kind->drawn) return {};
    if (look.width > 0) return Status::failure(say(Text::PixelsOfNumbers, options.kind->word));
    if (!look.caption.empty()) return Status::failure(say(Text::CaptionOfNumbers, options.kind->word));
    if (look.shows == FrameShows::View) return Status::failure(say(Text::ShowOfNumbers, options.kind->word));
    return {};
}

}  // namespace gs
