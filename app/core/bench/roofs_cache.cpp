// The roofs in the user's cache folder.
#include <map>
#include <mutex>

#include "app/core/bench/cache_file.h"
#include "app/core/bench/roofline.h"
#include "app/core/bench/roofs_json.h"

namespace gs {

namespace {

constexpr const char* kFile = "roofs.json";

const char* name_of(gs_memory memory) {
    return memory == GS_CUDA ? "CUDA" : "CPU";
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
        if (const nlohmann::json entry = cached(kFile, name_of(memory)); !entry.is_null())
            roofs = roofs_from(entry);
    } catch (const nlohmann::json::exception&) {
        // A foreign or damaged entry counts as none, and is replaced by the next measurement.
        roofs.reset();
    }
    return roofs;
}

void remember_roofs(gs_memory memory, const Roofs& roofs) {
    const std::scoped_lock lock(mutex);
    known[memory] = roofs;
    cache(kFile, name_of(memory), json_of(roofs));
}

}  // namespace gs
