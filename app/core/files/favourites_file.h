// Favourites in a JSON file: the user's own in the folder for settings, and those that are handed
// on.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>

#include "app/core/document/favourites.h"
#include "kernels/engine/status.h"

namespace gs {

/// Where the user's own are kept; empty if there is no folder for settings. Any thread.
std::string favourites_path();

/// Reads all favourites of a file, or fails with a sentence. Any thread.
Status read_favourites(const std::string& path, Kept& kept);
/// Writes them, whole or not at all. Any thread.
Status write_favourites(const std::string& path, const Kept& kept);

/// The user's own file. Any thread.
class FavouritesFile {
  public:
    explicit FavouritesFile(std::string path) : path_(std::move(path)) {}

    /// None if there is no file. One that can't be read stays under another name, which `trouble`
    /// says; else that is left as it is.
    Kept read(std::string& trouble);
    /// Brings the file up to date, unless a call with a higher number was before this one. What
    /// another window has added in the meantime stays.
    Status write(const Favourites& favourites, std::uint64_t number, std::string& trouble);

  private:
    Kept read_or_set_aside(std::string& trouble) const;

    const std::string path_;
    std::mutex mutex_;
    std::uint64_t written_ = 0;
};

}  // namespace gs
