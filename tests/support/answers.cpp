#include "tests/support/answers.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "tests/support/npy_reader.h"

namespace gs::test {

namespace {

const std::filesystem::path kData = GS_TEST_DATA;

nlohmann::json read_json(const char* name) {
    std::ifstream file(kData / name);
    if (!file) throw std::runtime_error((kData / name).string() + ": not found");
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
    if (j.contains("rates")) p.rates = read_npy(kData / j.at("rates").get<std::string>());
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
        all.push_back({problem_of(j), read_npy(kData / j.at("field").get<std::string>())});
    return all;
}

}  // namespace gs::test
