#include "app/core/files/png_text.h"

#include <fmt/core.h>
#include <libdeflate.h>

#include <algorithm>
#include <cstring>
#include <fstream>

#include "app/core/document/properties.h"
#include "app/core/document/share.h"
#include "app/core/files/field_hash.h"
#include "app/core/files/files.h"
#include "app/core/files/png_chunks.h"

namespace gs {

namespace {

void append_text(std::vector<char>& chunks, const std::string& name, const std::string& value) {
    const bool ascii = std::all_of(value.begin(), value.end(), [](char c) { return c > 0; });
    // Of iTXt the value is not compressed, and language and translated name are empty.
    const std::string content = ascii ? name + '\0' + value : name + std::string(5, '\0') + value;
    png::append_chunk(chunks, ascii ? "tEXt" : "iTXt", content);
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t n = 0;
    for (std::size_t i = at; i < at + 4; ++i) n = n << 8U | static_cast<unsigned char>(bytes[i]);
    return n;
}

/// Adds the fact that a chunk holds, if it holds one.
void add_fact(std::string_view kind, std::string_view content, PictureFacts& facts) {
    const std::size_t end = content.find('\0');
    if (end == std::string_view::npos) return;
    const std::string name(content.substr(0, end));
    std::string_view rest = content.substr(end + 1);
    if (kind == "iTXt") {
        if (rest.size() < 2 || rest[0] != 0) return;  // compressed, which facts are not
        rest.remove_prefix(2);
        for (int i = 0; i < 2; ++i) {
            const std::size_t next = rest.find('\0');
            if (next == std::string_view::npos) return;
            rest.remove_prefix(next + 1);
        }
    }
    facts.emplace_back(name, rest);
}

}  // namespace

void insert_facts(std::vector<char>& png, const PictureFacts& facts) {
    if (!std::string_view(png.data(), png.size()).starts_with(png::kSignature) ||
        png.size() < png::kHeaderEnd)
        return;
    std::vector<char> chunks;
    for (const auto& [name, value] : facts) append_text(chunks, name, value);
    png.insert(png.begin() + png::kHeaderEnd, chunks.begin(), chunks.end());
}

PictureFacts facts_in(std::string_view png) {
    PictureFacts facts;
    if (!png.starts_with(png::kSignature)) return facts;
    for (std::size_t at = png::kSignature.size(); png.size() - at >= 12;) {
        const std::size_t length = number_at(png, at);
        if (length > png.size() - at - 12) break;
        const std::string_view chunk = png.substr(at + 4, 4 + length), kind = chunk.substr(0, 4);
        if (kind == "IDAT" ||
            number_at(png, at + 8 + length) != libdeflate_crc32(0, chunk.data(), chunk.size()))
            break;
        if (kind == "tEXt" || kind == "iTXt") add_fact(kind, chunk.substr(4), facts);
        at += 12 + length;
    }
    return facts;
}

Status read_facts(const std::string& path, PictureFacts& facts) {
    constexpr std::size_t kBeginning = 1 << 20;  // the facts are some hundred bytes
    std::ifstream in;
    if (Status opened = open_to_read(path, in); !opened) return opened;
    std::string bytes(kBeginning, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    facts = facts_in(bytes);
    return {};
}

bool tells_settings(const std::string& path) {
    PictureFacts facts;
    return read_facts(path, facts) && !fact(facts, kSettingsFact).empty();
}

std::string_view fact(const PictureFacts& facts, std::string_view name) {
    for (const auto& [key, value] : facts)
        if (key == name) return value;
    return {};
}

std::string told(const Document& d, std::string_view key) {
    const auto varies_along = [](const Gradient& g) { return g.along != Gradient::Along::Nothing; };
    if ((key == "feed" && (d.rates || varies_along(d.vary_feed))) ||
        (key == "kill" && (d.rates || varies_along(d.vary_kill))))
        return "varies";
    return to_text(value_of(d, *find_property(key, d)));
}

PictureFacts facts_of(const Document& d, const Exported& field) {
    PictureFacts facts{{"Software", "Grayscope " GRAYSCOPE_VERSION},
                       {std::string(kStepFact), std::to_string(field.steps_done)}};
    facts.emplace_back("time", to_text(field.time));
    for (const char* key : {"feed", "kill", "du", "dv", "dt", "edge", "corner", "boundary"})
        facts.emplace_back(key, told(d, key));
    facts.emplace_back("kernel", field.kernel);
    Document made = d;
    const Document fresh;
    for (const Property& p : properties())
        if (p.effect == Effect::Run) assign(made, p, value_of(fresh, p));
    made.interop = fresh.interop;
    made.knobs.clear();
    made.path = nullptr;
    facts.emplace_back(kSettingsFact, share_text(made));
    if (std::string left = left_out_of_share(made); !left.empty())
        facts.emplace_back(kLeftOutFact, std::move(left));
    facts.emplace_back(kFieldFact, hash_of(field.field));
    return facts;
}

}  // namespace gs
