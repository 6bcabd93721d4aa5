// What this program measured on this machine, in JSON files of the user's cache folder. Each holds
// an entry for each machine and each version of the program, since one home may serve several.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace gs {

/// The entry of this machine and this version under this name in the file ("roofs.json"); null if
/// there is none, or if the file is damaged, foreign or larger than 4 MiB. Any thread.
nlohmann::json cached(const std::string& file, const std::string& name);
/// Puts the entry into the file, which is replaced whole. A folder that can't be written is no
/// failure: what is lost can be measured again. Any thread.
void cache(const std::string& file, const std::string& name, const nlohmann::json& entry);

}  // namespace gs
