#include "app/core/files/paths.h"

#include <unistd.h>

#include <atomic>
#include <charconv>
#include <ctime>
#include <filesystem>
#include <mutex>
#include <set>

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
    static std::mutex mutex;
    static std::set<std::string> given;
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    char date[32];
    std::strftime(date, sizeof date, "%Y-%m-%d-%H%M%S", &local);
    const std::string name =
        fmt::format("grayscope-{}-{}{}step{:07}", date, what, what.empty() ? "" : "-", steps_done);
    std::error_code failed;
    std::string other;
    const fs::path folder = automatic_folder(other);
    if (trouble != nullptr) *trouble = std::move(other);
    std::string path = folder / fmt::format("{}.{}", name, ending);
    const std::lock_guard lock(mutex);
    for (int i = 2; fs::exists(path, failed) || given.contains(path); ++i)
        path = folder / fmt::format("{}-{}.{}", name, i, ending);
    given.insert(path);
    return path;
}

}  // namespace gs
