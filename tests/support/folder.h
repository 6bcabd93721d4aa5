// A folder that is there as long as a test needs it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace gs::test {

/// A folder of its own for one test, removed at its end.
class Folder {
  public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "grayscope-test-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = pattern;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string operator/(const char* name) const { return (path_ / name).string(); }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// The program works in this folder while this exists, and then in the one where it was.
class Within {
  public:
    explicit Within(const std::filesystem::path& folder) : before_(std::filesystem::current_path()) {
        std::filesystem::current_path(folder);
    }
    ~Within() {
        std::error_code ignored;
        std::filesystem::current_path(before_, ignored);
    }
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;
    const std::filesystem::path& before() const { return before_; }

  private:
    std::filesystem::path before_;
};

}  // namespace gs::test
