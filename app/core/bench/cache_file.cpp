#include "app/core/bench/cache_file.h"

#include <filesystem>
#include <fstream>
#include <mutex>

#include "app/core/files/files.h"
#include "app/core/files/folder_lock.h"
#include "app/core/files/folders.h"
#include "kernels/roofs/roofs.h"

namespace gs {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uintmax_t kLongest = 4 << 20;  // bytes

std::mutex mutex;  // of the files

/// Empty if the user has no home folder.
std::string key_of(const std::string& name) {
    return machine_name() + " | " + name + " | " + GRAYSCOPE_VERSION;
}

/// The whole file; an empty object if there is none, or if another program wrote it.
json read_file(const fs::path& path) {
    std::error_code failed;
    if (path.empty() || fs::file_size(path, failed) > kLongest || failed) return json::object();
    std::ifstream file(path);
    json all = json::parse(file, nullptr, false);
    return all.is_object() ? all : json::object();
}

}  // namespace

json cached(const std::string& file, const std::string& name) {
    const std::scoped_lock lock(mutex);
    return read_file(own_cache(file)).value(key_of(name), json());
}

void cache(const std::string& file, const std::string& name, const json& entry) {
    const fs::path path = own_cache(file);
    if (path.empty()) return;
    const std::scoped_lock lock(mutex);
    const FolderLock alone(path.string());
    json all = read_file(path);
    all[key_of(name)] = entry;
    (void)write_file(path, [&](std::ostream& out) {
        out << all.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
    });
}

}  // namespace gs
