#include "app/core/bench/roofs_json.h"

namespace gs {

nlohmann::json json_of(const Roofs& roofs) {
    nlohmann::json compute = nlohmann::json::array(), memory = nlohmann::json::array();
    for (const ComputeRoof& roof : roofs.compute)
        compute.push_back({{"isa", roof.isa}, {"f32", roof.f32}, {"f64", roof.f64}});
    for (const MemoryRoof& roof : roofs.memory)
        memory.push_back({{"level", roof.level}, {"capacity", roof.capacity}, {"gb_per_s", roof.gb_per_s}});
    return {{"device", roofs.device}, {"threads", roofs.threads}, {"compute", compute}, {"memory", memory}};
}

Roofs roofs_from(const nlohmann::json& value) {
    Roofs roofs;
    roofs.device = value.at("device").get<std::string>();
    roofs.threads = value.at("threads").get<int>();
    for (const nlohmann::json& roof : value.at("compute"))
        roofs.compute.push_back(
            {roof.at("isa").get<std::string>(), roof.at("f32").get<double>(), roof.at("f64").get<double>()});
    for (const nlohmann::json& roof : value.at("memory"))
        roofs.memory.push_back({roof.at("level").get<std::string>(), roof.at("capacity").get<std::size_t>(),
                                roof.at("gb_per_s").get<double>()});
    return roofs;
}

}  // namespace gs
