#include "app/core/files/film.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <sstream>
#include <vector>

#include "app/core/document/auto_range.h"
#include "app/core/files/files.h"
#include "app/core/files/formats.h"
#include "app/core/files/frame_options.h"
#include "app/core/files/frame_picture.h"
#include "app/core/files/paths.h"
#include "app/core/files/png_text.h"
#include "app/core/text/strings.h"

namespace gs {

namespace fs = std::filesystem;

namespace {

constexpr const char* kEncoder = "ffmpeg";

/// The encoder's words: frames come as red, green and blue through its standard input, and are
/// written as the format's row says. Without -xerror, it counts a film whose end it could not write
/// (a full disk) as done.
std::vector<std::string> encoder_words(const std::string& film, const std::string& temporary,
                                       const Picture& picture, double fps, std::string_view made_by) {
    std::vector<std::string> words{kEncoder, "-hide_banner", "-loglevel", "error",    "-xerror",
                                   "-y",     "-f",           "rawvideo",  "-pix_fmt", "rgb24"};
    words.insert(words.end(), {"-video_size", fmt::format("{}x{}", picture.width, picture.height),
                               "-framerate", fmt::format("{}", fps), "-i", "pipe:0"});
    const WriteAs& format = find_format(ending_of(film))->write;
    // What players expect of high definition is BT.709; without its mark they would guess.
    if (format.halves_colours)
        words.insert(words.end(),
                     {"-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2,scale=out_color_matrix=bt709,format=yuv420p",
                      "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"});
    std::istringstream rest{std::string(format.film)};
    for (std::string word; rest >> word;) words.push_back(word);
    words.insert(words.end(), {"-metadata", fmt::format("comment={}", made_by), temporary});
    return words;
}

}  // namespace

Status check_film(const RecordingOptions& options) {
    const std::string& film = options.folder;
    if (options.resume) return Status::failure(say(Text::FilmResume, film));
    if (Status good = check_frame_options(options); !good) return good;
    if (options.kind != &frame_kinds().front()) return Status::failure(say(Text::FilmFormat, film));
    if (find_program(kEncoder).empty()) return Status::failure(say(Text::FilmNoEncoder, film));
    if (Status allowed = check_writable(film); !allowed) return allowed;
    std::error_code ignored;
    if (!options.replace && !is_automatic(film) && fs::is_regular_file(film, ignored))
        return Status::failure(say(Text::FilmThere, film));
    return {};
}

Film::Film(RecordingOptions options, const Document& document)
    : options_(std::move(options)), document_(document) {}

Film::~Film() {
    (void)Film::end(false);
}

Status Film::begin() {
    static std::atomic<unsigned> counter{0};
    if (Status allowed = check_film(options_); !allowed) return allowed;
    const fs::path folder = fs::path(options_.folder).parent_path();
    remove_parts(folder.empty() ? "." : folder.string());
    temporary_ = (folder / fmt::format("grayscope-{}-film-{}.part", getpid(), ++counter)).string();
    // One thread, since frames come in order; ffmpeg takes all cores.
    writers_ = std::make_unique<Writers>(1, 4, bytes_for_frames());
    begun_ = true;
    return {};
}

void Film::add(Exported present) {
    ++frames_;
    if (document_.auto_range) follow_range(document_, present.field);
    const std::size_t bytes = bytes_to_write(present.field, options_.look);
    auto kept = std::make_shared<const Exported>(std::move(present));
    writers_->post(
        [this, kept, document = document_, look = options_.look] {
            if (!failure()) return;
            const Status done = encode(*kept, document, look);
            const std::lock_guard lock(mutex_);
            if (failure_.ok()) failure_ = done;
        },
        bytes);
}

Status Film::start_encoder(const Picture& picture, const Exported& present, const Document& document) {
    width_ = picture.width;
    height_ = picture.height;
    const PictureFacts facts = facts_of(document, present);
    return encoder_.start(
        encoder_words(options_.folder, temporary_, picture, options_.pace.fps, fact(facts, kSettingsFact)));
}

Status Film::encode(const Exported& present, const Document& document, const FrameLook& look) {
    const Picture picture = frame_picture(present, document, look);
    if (!encoder_.running())
        if (Status started = start_encoder(picture, present, document); !started)
            return cant_write(options_.folder, started.why());
    if (picture.width != width_ || picture.height != height_)
        return Status::failure(say(Text::FilmSize, picture.width, picture.height, width_, height_));
    if (encoder_.write(picture.rgb)) return {};
    const Status ended = encoder_.finish();
    return cant_write(options_.folder, ended.ok() ? text(Text::FilmSilent) : std::string_view(ended.why()));
}

Status Film::failure() {
    const std::lock_guard lock(mutex_);
    return failure_;
}

Status Film::end(bool whole) {
    if (!begun_ || ended_) return failure();
    ended_ = true;
    if (!whole) {
        const std::lock_guard lock(mutex_);
        if (failure_.ok()) failure_ = Status::failure(say(Text::FilmCut, options_.folder));
    }
    writers_->finish();
    Status done = failure();
    if (done)
        if (Status packed = encoder_.finish(); !packed) done = cant_write(options_.folder, packed.why());
    encoder_.kill();
    if (done && frames_ > 0)
        if (const std::string why = sync_file(temporary_); !why.empty())
            done = cant_write(options_.folder, why);
    if (done && frames_ > 0)
        if (const std::string why = give_name(temporary_, options_.folder); !why.empty())
            done = cant_write(options_.folder, why);
    if (done) sync_folder_of(options_.folder);
    std::error_code ignored;
    fs::remove(temporary_, ignored);
    const std::lock_guard lock(mutex_);
    failure_ = done;
    return done;
}

std::unique_ptr<FrameSink> film_frames(RecordingOptions options, const Document& document) {
    return std::make_unique<Film>(std::move(options), document);
}

}  // namespace gs
