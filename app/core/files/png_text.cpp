#include "app/core/files/png_text.h"

#include <libdeflate.h>

#include <algorithm>
#include <cstring>

#include "app/core/document/properties.h"

namespace gs {

namespace {

constexpr std::size_t kHeaderEnd = 8 + 25;  // the signature and the chunk IHDR

void append_number(std::string& bytes, std::uint32_t n) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>((n >> shift) & 0xFFU);
}

std::string text_chunk(const std::string& name, const std::string& value) {
    const std::string content = "tEXt" + name + '\0' + value;
    std::string chunk;
    append_number(chunk, static_cast<std::uint32_t>(content.size() - 4));
    chunk += content;
    append_number(chunk, libdeflate_crc32(0, content.data(), content.size()));
    return chunk;
}

}  // namespace

void insert_facts(std::vector<char>& png, const PictureFacts& facts) {
    constexpr char kSignature[] = "\x89PNG\r\n\x1a\n";
    if (png.size() < kHeaderEnd || std::memcmp(png.data(), kSignature, 8) != 0) return;
    std::string chunks;
    for (const auto& [name, value] : facts) chunks += text_chunk(name, value);
    png.insert(png.begin() + kHeaderEnd, chunks.begin(), chunks.end());
}

PictureFacts facts_of(const Document& d, const Exported& field) {
    PictureFacts facts{{"Software", "Grayscope " GRAYSCOPE_VERSION},
                       {"step", std::to_string(field.steps_done)}};
    facts.emplace_back("time", to_text(field.time));
    for (const char* key : {"feed", "kill", "du", "dv", "dt", "edge", "corner", "boundary"})
        facts.emplace_back(key, to_text(value_of(d, *find_property(key, d))));
    const auto varies_along = [](const Gradient& g) { return g.along != Gradient::Along::Nothing; };
    for (auto& [name, value] : facts)
        if ((name == "feed" && (d.rates || varies_along(d.vary_feed))) ||
            (name == "kill" && (d.rates || varies_along(d.vary_kill))))
            value = "varies";
    facts.emplace_back("kernel", field.kernel);
    return facts;
}

}  // namespace gs
