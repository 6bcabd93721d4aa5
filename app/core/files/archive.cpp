#include "app/core/files/archive.h"

#include <fmt/format.h>
#include <libdeflate.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string_view>
#include <vector>

#include "app/core/files/npy_header.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

constexpr std::size_t kMostRead = std::size_t{1} << 20;  // bytes read of the table of contents
constexpr std::size_t kMostNamed = 8;                    // entries that one sentence lists
constexpr std::size_t kLongestEnd = 65557;               // bytes of the last record with its comment

/// An array in the archive, as far as it could be read.
struct Entry {
    /// Its name without ".npy".
    std::string name;
    std::optional<NpyHeader> header;
};

struct Contents {
    std::vector<Entry> arrays;
    std::vector<std::string> others;
    /// Number of entries that were not looked at.
    std::uint64_t more = 0;
};

/// The number in `size` little-endian bytes at `at`; 0 beyond the end.
std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t size) {
    if (at > bytes.size() || bytes.size() - at < size) return 0;
    std::uint64_t n = 0;
    for (std::size_t i = size; i-- > 0;) n = n << 8U | static_cast<unsigned char>(bytes[at + i]);
    return n;
}

/// Up to `most` bytes of the file from `at` on; fewer at its end.
std::string bytes_at(std::ifstream& in, std::uint64_t at, std::size_t most) {
    std::string bytes(most, '\0');
    in.clear();
    in.seekg(static_cast<std::streamoff>(at));
    in.read(bytes.data(), static_cast<std::streamsize>(most));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

/// The place of the table of contents, and the number of its entries.
struct Table {
    std::uint64_t at = 0, entries = 0;
};

std::optional<Table> find_table(std::ifstream& in) {
    in.seekg(0, std::ios::end);
    const auto from = std::max<std::streamoff>(0, in.tellg() - std::streamoff{kLongestEnd});
    const std::string end = bytes_at(in, static_cast<std::uint64_t>(from), kLongestEnd);
    const std::size_t record = end.rfind("PK\5\6");
    if (record == std::string::npos || end.size() - record < 22) return {};
    Table table{number(end, record + 16, 4), number(end, record + 10, 2)};
    // Large archives have a second such record with 64-bit numbers.
    if (record >= 20 && end.compare(record - 20, 4, "PK\6\7") == 0) {
        const std::string wide = bytes_at(in, number(end, record - 12, 8), 56);
        if (wide.size() == 56 && wide.starts_with("PK\6\6"))
            table = {number(wide, 48, 8), number(wide, 32, 8)};
    }
    return table;
}

/// The header of an array, from the first bytes of its entry, which may be compressed.
std::optional<NpyHeader> header_of(const std::string& stored, std::uint64_t method) {
    std::string start = stored;
    if (method == 8) {
        const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> unpacker(
            libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
        if (!unpacker) return {};
        // If the output is full, its beginning is there all the same; the reader below decides what
        // it is.
        start.assign(4096, '\0');
        libdeflate_deflate_decompress(unpacker.get(), stored.data(), stored.size(), start.data(),
                                      start.size(), nullptr);
    } else if (method != 0) {
        return {};
    }
    std::istringstream in(start);
    NpyHeader header;
    return read_npy_header(in, header) ? std::optional(header) : std::nullopt;
}

std::optional<NpyHeader> read_entry(std::ifstream& in, std::uint64_t at) {
    const std::string local = bytes_at(in, at, 30);
    if (local.size() < 30 || !local.starts_with("PK\3\4")) return {};
    const std::uint64_t begin = at + 30 + number(local, 26, 2) + number(local, 28, 2);
    return header_of(bytes_at(in, begin, 4096), number(local, 8, 2));
}

std::optional<Contents> read_contents(std::ifstream& in) {
    const auto table = find_table(in);
    if (!table) return {};
    const std::string bytes = bytes_at(in, table->at, kMostRead);
    Contents contents;
    std::size_t at = 0;
    std::uint64_t seen = 0;
    for (; seen < table->entries; ++seen) {
        if (bytes.size() - at < 46 || bytes.compare(at, 4, "PK\1\2") != 0) break;
        const std::size_t name = number(bytes, at + 28, 2),
                          rest = number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
        if (bytes.size() - at - 46 < name + rest) break;
        std::string called = bytes.substr(at + 46, name);
        const std::uint64_t local = number(bytes, at + 42, 4);
        at += 46 + name + rest;
        if (!called.ends_with(".npy")) {
            contents.others.push_back(std::move(called));
        } else if (contents.arrays.size() < 64) {
            called.resize(called.size() - 4);
            contents.arrays.push_back({std::move(called), read_entry(in, local)});
        } else {
            ++contents.more;
        }
    }
    if (seen == 0 && table->entries > 0) return {};
    contents.more += table->entries - seen;
    return contents;
}

std::string listed(const std::vector<std::string>& names, std::uint64_t more) {
    const std::size_t count = std::min(names.size(), kMostNamed);
    const std::string list =
        fmt::format("{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(count), ", "));
    more += names.size() - count;
    return more > 0 ? say(Text::ArchiveMore, list, more) : list;
}

/// The Python line that turns the arrays of the archive into a field.
std::string recipe(const std::vector<Entry>& arrays, const std::string& path) {
    const auto named = [&](std::string_view name, char capital) -> const Entry* {
        for (const Entry& e : arrays)
            if (e.name == name || e.name == std::string(1, capital)) return &e;
        return nullptr;
    };
    const std::string file = std::filesystem::path(path).filename().string();
    for (const Entry& e : arrays)
        if (e.header && e.header->shape.size() == 3 && e.header->shape[0] == 2)
            return say(Text::ArchiveTakeOne, shown(file), shown(e.name));
    const Entry *u = named("u", 'U'), *v = named("v", 'V');
    if (u != nullptr && v != nullptr) return say(Text::ArchiveTakeTwo, shown(file), u->name, v->name);
    return say(Text::ArchiveTakeOne, shown(file), shown(arrays.front().name));
}

}  // namespace

std::string describe_archive(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    const auto contents = in ? read_contents(in) : std::nullopt;
    if (!contents) return std::string(text(Text::ArchiveBroken));
    std::vector<std::string> names;
    for (const Entry& e : contents->arrays)
        names.push_back(e.header ? say(Text::ArchiveArray, shown(e.name), describe_type(e.header->type),
                                       describe_shape(e.header->shape))
                                 : shown(e.name));
    if (!names.empty())
        return say(Text::ArchiveOfArrays, listed(names, contents->more), recipe(contents->arrays, path));
    for (const std::string& name : contents->others) names.push_back(shown(name));
    if (names.empty()) return std::string(text(Text::ArchiveEmpty));
    return say(Text::ArchiveOfOthers, listed(names, contents->more));
}

}  // namespace gs
