#include "app/core/files/manifest.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/core/document/properties.h"
#include "app/core/document/share.h"
#include "app/core/files/files.h"
#include "app/core/files/frame_kinds.h"
#include "app/core/files/json_text.h"
#include "app/core/files/png_text.h"
#include "app/core/files/recording.h"
#include "app/core/text/strings.h"
#include "kernels/roofs/roofs.h"

namespace gs {

namespace {

using Json = nlohmann::ordered_json;
constexpr const char* kMark = "grayscope-frames";
constexpr int kVersion = 1;

}  // namespace

RunFacts run_facts(const RecordingOptions& options, const Document& d, const std::string& kernel) {
    RunFacts facts{{"program", "Grayscope " GRAYSCOPE_VERSION}, {"kernel", kernel}};
    for (const Property& p : properties())
        if (p.effect != Effect::Run && p.effect != Effect::Kernel)
            facts.emplace_back(p.key, to_text(value_of(d, p)));
    for (const char* rate : {"feed", "kill"})
        for (auto& [name, value] : facts)
            if (name == rate) value = told(d, rate);
    facts.emplace_back("not-in-settings", left_out_of_share(d));
    facts.emplace_back("format", options.kind->word);
    const FrameLook& look = options.look;
    facts.emplace_back("pixels", look.width > 0 ? fmt::format("{}x{}", look.width, look.height) : "");
    facts.emplace_back("caption", look.caption);
    facts.emplace_back("number", options.numbers == FrameNumbers::Steps ? "steps" : "frames");
    for (const auto& [name, step] :
         {std::pair("first", options.first), {"last", options.last}, {"every", options.every}})
        facts.emplace_back(name, std::to_string(step));
    return facts;
}

Status write_manifest(const std::string& path, const RunFacts& run, const std::string& runs_with,
                      const std::vector<FrameRow>& frames) {
    Json head{{kMark, kVersion}, {"machine", machine_name()}, {"kernel-with", runs_with}};
    Json& facts = head["run"];
    for (const auto& [name, value] : run) facts[name] = value;
    const auto line = [](const Json& json, int indent) {
        return json.dump(indent, ' ', false, Json::error_handler_t::replace);
    };
    return write_file(path, [&](std::ostream& out) {
        std::string words = line(head, 2);
        words.resize(words.rfind('\n'));  // the brace that closes comes after the frames, one a line
        out << words << ",\n  \"frames\": [";
        const char* before = "\n    ";
        for (const FrameRow& row : frames) {
            out << before
                << line({{"file", row.file},
                         {"step", row.step},
                         {"time", row.time},
                         {"hash", row.hash},
                         {"bytes", row.bytes}},
                        -1);
            before = ",\n    ";
        }
        out << "\n  ]\n}\n";
    });
}

Status read_manifest(const std::string& path, RunFacts& run, std::map<std::string, FrameRow>& frames) {
    std::string content;
    if (Status read = read_text(path, content); !read) return read;
    Json json;
    if (Status parsed = parse_json(content, json); !parsed) return cant_read(path, parsed.why());
    try {
        if (json.at(kMark).get<int>() != kVersion) return cant_read(path, text(Text::ManifestForeign));
        RunFacts facts;
        std::map<std::string, FrameRow> rows;
        for (const auto& [name, value] : json.at("run").items())
            facts.emplace_back(name, value.get<std::string>());
        for (const Json& row : json.at("frames")) {
            FrameRow read{row.at("file").get<std::string>(), row.at("step").get<std::int64_t>(),
                          row.at("time").get<double>(), row.at("hash").get<std::string>(),
                          row.at("bytes").get<std::uint64_t>()};
            rows.emplace(read.file, read);
        }
        run = std::move(facts);
        frames = std::move(rows);
    } catch (const Json::exception&) {
        return cant_read(path, text(Text::ManifestForeign));
    }
    return {};
}

bool is_manifest(const std::string& path) {
    RunFacts run;
    std::map<std::string, FrameRow> frames;
    return read_manifest(path, run, frames).ok();
}

}  // namespace gs
