#include "tests/bundle/figures.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/core/bench/roofs_json.h"

namespace gs::bundle {

namespace {

/// One line of CSV, quoted or not.
std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            cells.emplace_back();
        else if (c != '\r')
            cells.back() += c;
    }
    return cells;
}

}  // namespace

Figures read_figures(const std::string& name, std::istream& json) {
    const nlohmann::json all = nlohmann::json::parse(json);
    Figures figures;
    figures.name = name;
    figures.cancelled = all.at("cancelled");
    const nlohmann::json& machine = all.at("machine");
    if (machine.contains("cpu")) figures.cpu = roofs_from(machine["cpu"]);
    if (machine.contains("gpu")) figures.gpu = roofs_from(machine["gpu"]);
    for (const nlohmann::json& row : all.at("results"))
        figures.rows.push_back({row.at("kernel"), row.at("knobs"), row.at("width"), row.at("height"),
                                row.at("gcells_per_s"), row.at("min"), row.at("max"), row.at("gb_per_s"),
                                row.at("limit_share"), row.at("bound")});
    for (const nlohmann::json& row : all.at("not_measured"))
        figures.not_measured.push_back({row.at("kernel"), row.value("knobs", ""), row.at("reason"),
                                        row.value("width", 0), row.value("height", 0)});
    return figures;
}

Profile read_profile(std::istream& csv) {
    Profile profile;
    std::vector<std::string> names;
    std::string first_id;
    for (std::string line; std::getline(csv, line);) {
        if (!line.starts_with('"')) continue;  // other output of ncu
        const std::vector<std::string> cells = cells_of(line);
        if (names.empty()) {
            names = cells;
            continue;
        }
        const auto cell = [&](const char* name) {
            const auto at =
                static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
            return at < cells.size() ? cells[at] : std::string();
        };
        if (first_id.empty()) first_id = cell("ID");
        if (cell("ID") != first_id || cell("Metric Name").empty()) continue;
        const std::string unit = cell("Metric Unit");
        profile.emplace(cell("Metric Name"), cell("Metric Value") + (unit.empty() ? "" : " " + unit));
    }
    return profile;
}

}  // namespace gs::bundle
