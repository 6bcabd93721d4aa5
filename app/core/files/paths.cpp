#include "app/core/files/paths.h"

#include <unistd.h>

#include <atomic>
#include <charconv>
#include <ctime>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>

#include "app/core/files/folders.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace fs = std::filesystem;

namespace {

/// The text with %20 and its like replaced by the bytes that they stand for.
std::string decoded(std::string_view written) {
    std::string plain;
    for (std::size_t i = 0; i < written.size(); ++i) {
        unsigned byte = 0;
        const char* const digits = written.data() + i + 1;
        if (written[i] == '%' && i + 2 < written.size() &&
            std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2 && byte != 0) {
            plain += static_cast<char>(byte);
            i += 2;
        } else {
            plain += written[i];
        }
    }
    return plain;
}

std::atomic<AutomaticFolder> automatic{AutomaticFolder::Present};

/// The automatic folder; why it is another one, or empty.
fs::path automatic_folder(std::string& trouble) {
    std::error_code failed;
    if (automatic == AutomaticFolder::Present) return fs::current_path(failed);
    fs::path folder = pictures_folder() / "grayscope";
    fs::create_directories(folder, failed);
    if (!failed && access(folder.c_str(), W_OK) == 0) return folder;
    const std::string why = failed ? failed.message() : std::generic_category().message(errno);
    fs::path home = home_folder();
    trouble = say(Text::NoPicturesFolder, shown_path(folder), why, shown_path(home));
    return home;
}

/// A name that was made up: what stands before the number, which makes it another one if it is
/// taken, and after it.
struct MadeUp {
    enum class State { Given, Taken, Written };
    std::string begin, ending;
    int number = 1;
    State state = State::Given;

    std::string path() const {
        return number == 1 ? fmt::format("{}.{}", begin, ending)
                           : fmt::format("{}-{}.{}", begin, number, ending);
    }
};

/// All that were, by their paths, so that none is given twice.
class MadeUpNames {
  public:
    /// This name, or the first one after it that was never given and is free now.
    std::string give(MadeUp name) {
        const std::lock_guard lock(mutex_);
        return first_free(std::move(name));
    }
    std::optional<MadeUp::State> state(const std::string& path) const {
        const std::lock_guard lock(mutex_);
        const auto found = names_.find(path);
        return found != names_.end() ? std::optional(found->second.state) : std::nullopt;
    }
    void change(const std::string& path, MadeUp::State state) {
        const std::lock_guard lock(mutex_);
        if (const auto found = names_.find(path); found != names_.end()) found->second.state = state;
    }
    std::string after(const std::string& path) {
        const std::lock_guard lock(mutex_);
        const auto found = names_.find(path);
        const bool taken = found != names_.end() && found->second.state == MadeUp::State::Taken;
        return taken ? first_free(found->second) : std::string();
    }

  private:
    std::string first_free(MadeUp name) {
        std::error_code failed;
        name.state = MadeUp::State::Given;
        while (names_.contains(name.path()) || fs::exists(fs::symlink_status(name.path(), failed)))
            ++name.number;
        std::string path = name.path();
        names_.emplace(path, std::move(name));
        return path;
    }

    mutable std::mutex mutex_;
    std::map<std::string, MadeUp> names_;
};

MadeUpNames& made_up() {
    static MadeUpNames all;
    return all;
}

}  // namespace

std::string shown_path(const std::string& path) {
    std::error_code failed;
    const fs::path whole = fs::absolute(path, failed);
    const std::string said = failed ? path : whole.lexically_normal().string();
    const std::string home = home_folder().string() + "/";
    return home.size() > 1 && said.starts_with(home) ? "~/" + said.substr(home.size()) : said;
}

void set_automatic_folder(AutomaticFolder folder) {
    automatic = folder;
}

Status user_path(std::string_view written, std::string& path) {
    constexpr std::string_view kFile = "file://", kHere = "localhost";
    if (written.starts_with(kFile)) {
        std::string_view rest = written.substr(kFile.size());
        if (rest.starts_with(kHere)) rest.remove_prefix(kHere.size());
        if (!rest.starts_with('/')) return Status::failure(say(Text::FileElsewhere, shown(written)));
        path = decoded(rest);
        return {};
    }
    if (written.starts_with("http://") || written.starts_with("https://") || written.starts_with("ftp://"))
        return Status::failure(say(Text::FileOnTheNet, shown(written)));
    path = written;
    if (!written.starts_with('~')) return {};
    const std::size_t slash = written.find('/');
    const std::string user(written.substr(1, slash == std::string_view::npos ? slash : slash - 1));
    const std::string home = home_folder(user);
    if (home.empty() && !user.empty() && slash == std::string_view::npos) return {};  // as a shell does
    if (home.empty())
        return Status::failure(user.empty() ? say(Text::NoHome, shown(written))
                                            : say(Text::NoHomeOf, shown(written), shown(user)));
    path = home + std::string(slash == std::string_view::npos ? "" : written.substr(slash));
    return {};
}

std::string unquoted(std::string_view pasted) {
    const std::size_t first = pasted.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    pasted = pasted.substr(first, pasted.find_last_not_of(" \t\r\n") + 1 - first);
    const char quote = pasted.front();
    if (pasted.size() >= 2 && (quote == '"' || quote == '\'') && pasted.back() == quote)
        pasted = pasted.substr(1, pasted.size() - 2);
    return std::string(pasted);
}

std::string automatic_path(std::int64_t steps_done, std::string_view ending, std::string_view what,
                           std::string* trouble) {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    char date[32];
    std::strftime(date, sizeof date, "%Y-%m-%d-%H%M%S", &local);
    const std::string name =
        fmt::format("grayscope-{}-{}{}step{:07}", date, what, what.empty() ? "" : "-", steps_done);
    std::string other;
    const fs::path folder = automatic_folder(other);
    if (trouble != nullptr) *trouble = std::move(other);
    return made_up().give({(folder / name).string(), std::string(ending)});
}

bool is_automatic(const std::string& path) {
    return made_up().state(path) == MadeUp::State::Given;
}

void note_taken(const std::string& path) {
    made_up().change(path, MadeUp::State::Taken);
}

std::string automatic_path_after(const std::string& path) {
    return made_up().after(path);
}

void note_written(const std::string& path) {
    made_up().change(path, MadeUp::State::Written);
}

}  // namespace gs
