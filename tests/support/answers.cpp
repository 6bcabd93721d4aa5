#include "tests/support/answers.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <system_error>

#include "tests/support/npy_reader.h"

namespace gs::test {

namespace {

/// The folder of the data. A test program that was carried to another machine has its data beside
/// it, or is told where they are, since the loader that starts it there may count as the running
/// program.
std::filesystem::path data_folder() {
    if (const char* told = std::getenv("GRAYSCOPE_TEST_DATA")) return told;
    std::error_code error;
    const auto beside = std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / "data";
    return std::filesystem::is_directory(beside, error) ? beside : std::filesystem::path(GS_TEST_DATA);
}

std::filesystem::path data(const std::string& name) {
    static const std::filesystem::path folder = data_folder();
    return folder / name;
}

nlohmann::json read_json(const char* name) {
    std::ifstream file(data(name));
    if (!file)
        throw std::runtime_error(data(name).string() +
                                 ": not found; GRAYSCOPE_TEST_DATA names the folder tests/data");
    return nlohmann::json::parse(file);
}

gs_boundary boundary_of(const std::string& name) {
    for (const gs_boundary boundary : {GS_PERIODIC, GS_NO_FLUX, GS_FIXED})
        if (name == name_of(boundary)) return boundary;
    throw std::runtime_error("unknown boundary " + name);
}

Problem problem_of(const nlohmann::json& j) {
    Problem p;
    p.name = j.at("name");
    p.rows = j.at("rows");
    p.cols = j.at("cols");
    p.steps = j.at("steps");
    p.params = {j.at("feed"),
                j.at("kill"),
                j.at("du"),
                j.at("dv"),
                j.at("dt"),
                j.at("edge"),
                j.at("corner"),
                boundary_of(j.at("boundary")),
                j.value("boundary_u", 0.0),
                j.value("boundary_v", 0.0)};
    p.seed = j.at("seed") == "school" ? Seed::School : Seed::Textured;
    if (j.contains("rates")) p.rates = read_npy(data(j.at("rates")));
    return p;
}

}  // namespace

std::vector<AnsweredProblem> answered_problems() {
    std::vector<AnsweredProblem> all;
    for (const auto& j : read_json("conformance_cases.json")) {
        const auto& e = j.at("expect");
        AnsweredProblem a{problem_of(j), e.at("sum_u"), e.at("sum_v"), e.at("sum_uu"), e.at("sum_vv"),
                          e.at("min_u"), e.at("max_u"), e.at("min_v"), e.at("max_v"),  {}};
        for (const auto& probe : e.at("probes"))
            a.probes.push_back({probe.at("row"), probe.at("col"), probe.at("u"), probe.at("v")});
        all.push_back(std::move(a));
    }
    return all;
}

std::vector<SolvedProblem> solved_problems() {
    std::vector<SolvedProblem> all;
    for (const auto& j : read_json("field_cases.json"))
        all.push_back({problem_of(j), read_npy(data(j.at("field")))});
    return all;
}

}  // namespace gs::test
