// The roofs in the user's cache folder: one JSON file, with each machine's roofs under its name.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>

#include "app/core/bench/roofline.h"
#include "app/core/bench/roofs_json.h"

namespace gs {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Empty if the user has no home folder.
fs::path cache_file() {
    const char* xdg = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    fs::path folder;
    if (xdg != nullptr && *xdg == '/') folder = xdg;
    if (folder.empty() && home != nullptr && *home != '\0') folder = fs::path(home) / ".cache";
    return folder.empty() ? folder : folder / "grayscope" / "roofs.json";
}

/// The entry for this machine, this kind of memory and this version of the program.
std::string key_of(gs_memory memory) {
    return machine_name() + (memory == GS_CUDA ? " | CUDA | " : " | CPU | ") + GRAYSCOPE_VERSION;
}

/// The whole file; an empty object if there is none, or if another program wrote it.
json read_file() {
    const fs::path path = cache_file();
    if (path.empty()) return json::object();
    std::ifstream file(path);
    json all = json::parse(file, nullptr, false);
    return all.is_object() ? all : json::object();
}

void write_file(const json& all) {
    const fs::path path = cache_file();
    if (path.empty()) return;
    std::error_code failed;  // a cache that can't be written costs only a second at the next start
    fs::create_directories(path.parent_path(), failed);
    const fs::path temporary = path.string() + ".new";
    {
        std::ofstream file(temporary);
        file << all.dump(2) << '\n';
        if (!file.flush()) return;
    }
    fs::rename(temporary, path, failed);
}

std::mutex mutex;
std::map<gs_memory, std::optional<Roofs>> known;  // guarded by mutex; an empty value: the file has no entry

}  // namespace

std::optional<Roofs> known_roofs(gs_memory memory) {
    const std::scoped_lock lock(mutex);
    const auto found = known.find(memory);
    if (found != known.end()) return found->second;
    std::optional<Roofs>& roofs = known[memory];
    try {
        const json all = read_file();
        if (const auto entry = all.find(key_of(memory)); entry != all.end()) roofs = roofs_from(*entry);
    } catch (const json::exception&) {
        // A foreign or damaged file counts as none, and is replaced by the next measurement.
        roofs.reset();
    }
    return roofs;
}

void remember_roofs(gs_memory memory, const Roofs& roofs) {
    const std::scoped_lock lock(mutex);
    known[memory] = roofs;
    json all = read_file();
    all[key_of(memory)] = json_of(roofs);
    write_file(all);
}

}  // namespace gs
