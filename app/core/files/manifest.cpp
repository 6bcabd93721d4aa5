#include "app/core/files/manifest.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/core/document/properties.h"
#include "app/core/document/share.h"
#include "app/core/files/files.h"
#include "app/core/files/frame_options.h"
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

std::string fact_of(const Facts& facts, std::string_view name) {
    for (const auto& [key, value] : facts)
        if (key == name) return value;
    return {};
}

Facts run_facts(const RecordingOptions& options, const Document& d, const std::string& kernel) {
    Facts facts{{"program", "Grayscope " GRAYSCOPE_VERSION}, {"kernel", kernel}};
    for (const Property& p : properties())
        if (p.effect != Effect::Run && p.effect != Effect::Kernel)
            facts.emplace_back(p.key, to_text(value_of(d, p)));
    for (const char* rate : {"feed", "kill"})
        for (auto& [name, value] : facts)
            if (name == rate) value = told(d, rate);
    facts.emplace_back("not-in-settings", left_out_of_share(d));
    for (const FrameOption& option : frame_options()) facts.emplace_back(option.name, option.told(options));
    for (const auto& [name, step] : {std::pair("first", options.first), {"last", options.last}})
        facts.emplace_back(name, std::to_string(step));
    return facts;
}

Status write_manifest(const std::string& path, const Manifest& manifest) {
    Json head{{kMark, kVersion}, {"machine", machine_name()}, {"kernel-with", manifest.runs_with}};
    const auto put = [&](const char* entry, const Facts& facts) {
        Json& json = head[entry] = Json::object();
        for (const auto& [name, value] : facts) json[name] = value;
    };
    put("made-from", manifest.made_from);
    put("run", manifest.run);
    const auto line = [](const Json& json, int indent) {
        return json.dump(indent, ' ', false, Json::error_handler_t::replace);
    };
    return write_file(path, [&](std::ostream& out) {
        std::string words = line(head, 2);
        words.resize(words.rfind('\n'));  // the brace that closes comes after the frames, one a line
        out << words << ",\n  \"frames\": [";
        const char* before = "\n    ";
        for (const FrameRow& row : manifest.frames) {
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

Status read_manifest(const std::string& path, Manifest& manifest) {
    std::string content;
    if (Status read = read_text(path, content); !read) return read;
    Json json;
    if (Status parsed = parse_json(content, json); !parsed) return cant_read(path, parsed.why());
    try {
        if (json.at(kMark).get<int>() != kVersion) return cant_read(path, text(Text::ManifestForeign));
        Manifest read;
        const auto take = [&](const char* entry, Facts& facts) {
            for (const auto& [name, value] : json.at(entry).items())
                facts.emplace_back(name, value.get<std::string>());
        };
        take("run", read.run);
        if (json.contains("made-from")) take("made-from", read.made_from);
        read.runs_with = json.value("kernel-with", "");
        for (const Json& row : json.at("frames"))
            read.frames.push_back({row.at("file").get<std::string>(), row.at("step").get<std::int64_t>(),
                                   row.at("time").get<double>(), row.at("hash").get<std::string>(),
                                   row.at("bytes").get<std::uint64_t>()});
        manifest = std::move(read);
    } catch (const Json::exception&) {
        return cant_read(path, text(Text::ManifestForeign));
    }
    return {};
}

bool is_manifest(const std::string& path) {
    Manifest manifest;
    return read_manifest(path, manifest).ok();
}

}  // namespace gs
