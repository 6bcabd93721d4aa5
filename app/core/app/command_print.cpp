// Texts and pictures on the field.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/core/app/command_rows.h"
#include "app/core/document/typed.h"
#include "app/core/files/paths.h"
#include "app/core/files/plot_canvas.h"
#include "app/core/files/read_picture.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"

namespace gs {

namespace {

/// The letters, as large as the field allows; black if none of them shows.
Mask written(const std::string& words, const Extent& field) {
    constexpr double kWide = 0.9, kHigh = 0.6;          // of the field, at most
    constexpr double kTrial = 100, kMostPixels = 3900;  // of the canvas's side
    const double width = PlotCanvas::text_width(kTrial, words);
    if (width <= 0) return {};
    const double wide = std::min(kWide * field.cols, kMostPixels);
    const double size = std::min({kTrial * wide / width, kHigh * field.rows, kMostPixels / 1.5});
    const Colour black{}, white{255, 255, 255};
    PlotCanvas canvas(static_cast<int>(PlotCanvas::text_width(size, words)) + 4,
                      static_cast<int>(std::ceil(1.5 * size)) + 4, black);
    canvas.text({2, 1.1 * size}, size, words, white);
    const Picture& drawn = canvas.picture();
    return trimmed(grey_of({drawn.height, drawn.width}, drawn.rgb));
}

/// Writes with what the brush paints, in the middle of the field.
Status write(App& app, const Words& words) {
    const Document& d = app.document();
    const Extent field{static_cast<int>(d.rows), static_cast<int>(d.cols)};
    const std::string said = joined(words);
    if (!PlotCanvas::has_typeface()) return Status::failure(say(Text::NoTypeface));
    const auto mask = std::make_shared<const Mask>(written(said, field));
    if (mask->shares.empty()) return Status::failure(say(Text::WrittenNothing, shown(said)));
    // A letter must have more than a dot's height.
    constexpr int kLeast = 3;
    if (mask->size.rows < kLeast)
        return Status::failure(say(Text::WrittenTooLong, shown(said), d.cols, d.rows));
    const edit::Print print{
        mask, (field.rows - mask->size.rows) / 2, (field.cols - mask->size.cols) / 2, {}, aim_of(d, false)};
    return lay(app, print, "text");
}

/// What a picture is to become.
struct Wanted {
    std::string use;
    Tone tone;
    /// The values of black and white; of a seed, v's.
    double low = 0, high = 0;
};

constexpr std::array kUses{"seed", "feed", "kill"};
constexpr std::array kPlacings{"fit", "fill", "stretch"};

std::vector<std::string> words_of(std::span<const char* const> words) {
    return {words.begin(), words.end()};
}

/// "0.02:0.06"
Status read_range(const std::string& word, Wanted& wanted) {
    const std::size_t colon = word.find(':');
    if (colon == std::string::npos) return Status::failure(say(Text::PictureOption, shown(word)));
    if (Status s = read_number("picture, range", word.substr(0, colon), 0, 2, wanted.low); !s) return s;
    return read_number("picture, range", word.substr(colon + 1), 0, 2, wanted.high);
}

Status read_wanted(const Words& words, Wanted& wanted) {
    wanted.use = words.size() > 1 ? meant_name(words[1], words_of(kUses)) : "seed";
    if (wanted.use.empty())
        return Status::failure(unknown_name(text(Text::PictureUse), words[1], words_of(kUses)));
    const bool feed = wanted.use == "feed", seed = wanted.use == "seed";
    wanted.low = seed ? 0 : feed ? 0.02 : 0.055;
    wanted.high = seed ? 0.25 : feed ? 0.06 : 0.065;
    for (std::size_t i = 2; i < words.size(); ++i) {
        const std::string word = fold(words[i]);
        const auto placing = std::find(kPlacings.begin(), kPlacings.end(), word);
        const bool more = i + 1 < words.size();
        if (placing != kPlacings.end()) {
            wanted.tone.placing = static_cast<Placing>(placing - kPlacings.begin());
        } else if (word == "invert") {
            wanted.tone.invert = true;
        } else if (word == "threshold" && more) {
            if (Status s = read_number("picture, threshold", words[++i], 0, 1, wanted.tone.threshold); !s)
                return s;
        } else if (word == "range" && more) {
            if (Status s = read_range(words[++i], wanted); !s) return s;
        } else {
            return Status::failure(say(Text::PictureOption, shown(words[i])));
        }
    }
    return {};
}

Status print(App& app, const std::shared_ptr<const Mask>& mask, const Wanted& wanted) {
    // u falls by twice of what v rises, as where the reaction has used it up.
    const auto used_up = [](double v) { return std::max(0.0, 1 - 2 * v); };
    if (wanted.use == "seed")
        return app.edit(
            edit::Print{mask, 0, 0, {used_up(wanted.low), wanted.low}, {used_up(wanted.high), wanted.high}},
            "picture");
    const bool feed = wanted.use == "feed";
    return app.edit_rates(feed ? edit::Print{mask, 0, 0, {wanted.low, {}}, {wanted.high, {}}}
                               : edit::Print{mask, 0, 0, {{}, wanted.low}, {{}, wanted.high}},
                          "picture");
}

Status picture(App& app, const Words& words) {
    Wanted wanted;
    std::string path;
    if (Status meant = user_path(words[0], path); !meant) return meant;
    if (Status read = read_wanted(words, wanted); !read) return read;
    const Extent field{static_cast<int>(app.document().rows), static_cast<int>(app.document().cols)};
    return app.with_file([&app, path, wanted, field](Jobs::Then& then) -> Status {
        Picture decoded;
        if (Status read = read_picture(path, decoded); !read) return read;
        const auto mask = std::make_shared<const Mask>(
            fitted(grey_of({decoded.height, decoded.width}, decoded.rgb), field, wanted.tone));
        then = [&app, mask, wanted] { return print(app, mask, wanted); };
        return {};
    });
}

Candidates picture_words(const Document&, const Words& before) {
    Candidates all;
    if (before.size() == 1)
        for (const char* word : kUses) all.push_back({word, ""});
    if (before.size() > 1) {
        for (const char* word : kPlacings) all.push_back({word, ""});
        for (const char* word : {"invert", "threshold", "range"}) all.push_back({word, ""});
    }
    return all;
}

constexpr Command kCommands[] = {
    {"text", "WORDS", "Writes words into the middle of the field with what the brush paints.", 1, 64, write},
    {"picture", "FILE [seed|feed|kill] [fit|fill|stretch] [invert] [threshold X] [range A:B]",
     "Takes a PNG or JPEG as a start, or as a map of F or k: black is A, white is B.", 1, 9, picture,
     picture_words},
};

}  // namespace

std::span<const Command> print_commands() {
    return kCommands;
}

}  // namespace gs
