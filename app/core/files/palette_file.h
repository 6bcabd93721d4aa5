// Palettes in files: the user's own in the folder for settings, and those that are handed on.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>

#include "app/core/document/palettes.h"
#include "kernels/engine/status.h"

namespace gs {

/// Reads a palette: JSON with stops, a GIMP palette (.gpl), a colour table of GMT (.cpt), or lines
/// of colours as #rrggbb or as three numbers of 0 to 255. Its name is the one that the file gives,
/// or the file's. Fails with a sentence. Any thread.
Status read_palette(const std::string& path, OwnPalette& palette);
/// Writes a palette, whole or not at all: as a GIMP palette of 256 colours if the name ends in
/// .gpl, else as JSON. Any thread.
Status write_palette(const std::string& path, const OwnPalette& palette);
/// True for a regular file that is a palette, by what it begins with. Any thread.
bool is_palette(const std::string& path);

/// Palettes as an entry of a session, and back. A failure is the reason.
nlohmann::ordered_json json_of(const OwnPalettes& palettes);
Status palettes_of(const nlohmann::ordered_json& json, OwnPalettes& palettes);

/// Where the user's own are kept; empty if there is no folder for settings. Any thread.
std::string palettes_path();

/// The user's own file. Any thread.
class PalettesFile {
  public:
    explicit PalettesFile(std::string path) : path_(std::move(path)) {}

    /// None if there is no file. One that can't be read stays under another name, which `trouble`
    /// says.
    OwnPalettes read(std::string& trouble);
    /// Brings the file up to date, unless a call with a higher number was before this one. What
    /// another window has added in the meantime stays.
    Status write(const OwnPalettes& palettes, std::uint64_t number, std::string& trouble);

  private:
    OwnPalettes read_or_set_aside(std::string& trouble);

    const std::string path_;
    std::mutex mutex_;
    std::uint64_t written_ = 0;
    /// Names (fold()) that this program has read or written: what is missing of them was forgotten.
    std::set<std::string> known_;
};

}  // namespace gs
