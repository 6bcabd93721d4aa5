#include "app/core/npy.h"

#include <algorithm>
#include <bit>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>
#include <vector>

#include "app/core/files.h"
#include "app/core/memory.h"
#include "app/core/strings.h"

namespace gs {

namespace {

constexpr std::string_view kMagic{"\x93NUMPY", 6};
constexpr std::size_t kLongestHeader = 1 << 16;

/// What the header's Python dictionary says.
struct Header {
    std::string type;  ///< "<f4"
    bool fortran = false;
    std::vector<std::int64_t> shape;
};

/// A reader of the few forms of Python that the header may hold.
class Literal {
  public:
    explicit Literal(std::string_view text) : text_(text) {}

    std::optional<Header> header() {
        Header h;
        int seen = 0;
        if (!take('{')) return {};
        while (!take('}')) {
            std::string key;
            if (!word(key) || !take(':')) return {};
            bool good = false;
            if (key == "descr")
                good = word(h.type), seen |= 1;
            else if (key == "fortran_order")
                good = truth(h.fortran), seen |= 2;
            else if (key == "shape")
                good = tuple(h.shape), seen |= 4;
            if (!good) return {};
            if (!take(',') && peek() != '}') return {};
        }
        return seen == 7 && peek() == '\0' ? std::optional(h) : std::nullopt;
    }

  private:
    char peek() {
        while (!text_.empty() && std::isspace(static_cast<unsigned char>(text_.front())))
            text_.remove_prefix(1);
        return text_.empty() ? '\0' : text_.front();
    }
    bool take(char c) {
        if (peek() != c || text_.empty()) return false;
        text_.remove_prefix(1);
        return true;
    }
    bool word(std::string& value) {
        const char quote = peek();
        if (quote != '\'' && quote != '"') return false;
        const std::size_t end = text_.find(quote, 1);
        if (end == std::string_view::npos) return false;
        value = text_.substr(1, end - 1);
        text_.remove_prefix(end + 1);
        return true;
    }
    bool truth(bool& value) {
        peek();
        value = text_.starts_with("True");
        if (!value && !text_.starts_with("False")) return false;
        text_.remove_prefix(value ? 4 : 5);
        return true;
    }
    bool tuple(std::vector<std::int64_t>& values) {
        if (!take('(')) return false;
        while (!take(')')) {
            peek();
            std::int64_t n = 0;
            const auto [at, error] = std::from_chars(text_.data(), text_.data() + text_.size(), n);
            if (error != std::errc() || n < 0 || values.size() >= 32) return false;
            text_.remove_prefix(static_cast<std::size_t>(at - text_.data()));
            values.push_back(n);
            if (!take(',') && peek() != ')') return false;
        }
        return true;
    }

    std::string_view text_;
};

std::string words_of(const std::vector<std::int64_t>& shape) {
    std::string words;
    for (const auto n : shape) words += (words.empty() ? "" : ", ") + std::to_string(n);
    return words;
}

template <class T>
void swap_bytes(std::span<T> values) {
    for (T& value : values) {
        auto* bytes = reinterpret_cast<unsigned char*>(&value);
        std::reverse(bytes, bytes + sizeof value);
    }
}

/// Reads the part before the values. The failure is the reason alone.
Status read_header(std::istream& in, Header& header) {
    char start[8];
    if (!in.read(start, sizeof start) || std::string_view(start, 6) != kMagic)
        return Status::failure(say(Text::NpyForeign));
    const int version = static_cast<unsigned char>(start[6]);
    if (version < 1 || version > 3) return Status::failure(say(Text::NpyVersion, version));
    unsigned char length[4]{};
    if (!in.read(reinterpret_cast<char*>(length), version == 1 ? 2 : 4))
        return Status::failure(say(Text::NpyTruncated));
    const std::size_t bytes = length[0] | std::size_t{length[1]} << 8U | std::size_t{length[2]} << 16U |
                              std::size_t{length[3]} << 24U;
    if (bytes > kLongestHeader) return Status::failure(say(Text::NpyBroken));
    std::string words(bytes, '\0');
    if (!in.read(words.data(), static_cast<std::streamsize>(bytes)))
        return Status::failure(say(Text::NpyTruncated));
    const auto parsed = Literal(words).header();
    if (!parsed) return Status::failure(say(Text::NpyBroken));
    header = *parsed;
    return {};
}

/// What of the header this program can't take.
Status check_header(const Header& h) {
    const bool float_type = h.type.size() == 3 && h.type[1] == 'f' &&
                            (h.type[2] == '4' || h.type[2] == '8') &&
                            std::string_view("<>=").find(h.type[0]) != std::string_view::npos;
    if (!float_type) return Status::failure(say(Text::NpyType, h.type.substr(0, 40)));
    if (h.fortran) return Status::failure(say(Text::NpyFortran));
    const auto fits = [](std::int64_t n) { return n >= 1 && n <= kLongestSide; };
    if (h.shape.size() != 3 || h.shape[0] != 2 || !fits(h.shape[1]) || !fits(h.shape[2]))
        return Status::failure(say(Text::NpyShape, words_of(h.shape), kLongestSide));
    return {};
}

Status read_values(std::istream& in, const Header& h, Field& field) {
    const auto scalar = h.type[2] == '4' ? GS_F32 : GS_F64;
    const auto rows = static_cast<int>(h.shape[1]), cols = static_cast<int>(h.shape[2]);
    const auto begin = in.tellg();
    in.seekg(0, std::ios::end);
    const auto there = static_cast<double>(in.tellg() - begin);
    in.seekg(begin);
    const double wanted = 2.0 * rows * cols * (scalar == GS_F32 ? 4 : 8);
    if (there < wanted) return Status::failure(say(Text::NpyTruncated));
    if (there > wanted) return Status::failure(say(Text::NpyTooLong));
    if (Status fits = fits_memory(rows, cols, wanted); !fits) return fits;
    Field next(rows, cols, scalar);
    const bool swap = h.type[0] != '=' && (h.type[0] == '>') != (std::endian::native == std::endian::big);
    bool whole = true;
    next.visit([&](auto u, auto v) {
        for (auto plane : {u, v}) {
            const auto bytes = static_cast<std::streamsize>(plane.size_bytes());
            whole = whole && in.read(reinterpret_cast<char*>(plane.data()), bytes).good();
            if (swap) swap_bytes(plane);
        }
    });
    if (!whole) return Status::failure(say(Text::NpyTruncated));
    field = std::move(next);
    return {};
}

}  // namespace

Status read_npy(const std::string& path, Field& field) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return Status::failure(say(Text::CantRead, path, text(Text::IsFolder)));
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) return Status::failure(say(Text::CantRead, path, system_reason()));
    Header header;
    Status done = read_header(in, header);
    if (done) done = check_header(header);
    if (done) done = read_values(in, header, field);
    return done ? done : Status::failure(say(Text::CantRead, path, done.why()));
}

void put_npy(std::ostream& out, const Field& field) {
    const char* type = field.scalar() == GS_F32 ? "f4" : "f8";
    std::string header =
        fmt::format("{{'descr': '{}{}', 'fortran_order': False, 'shape': (2, {}, {}), }}",
                    std::endian::native == std::endian::little ? '<' : '>', type, field.rows(), field.cols());
    header.append((64 - (10 + header.size() + 1) % 64) % 64, ' ');  // the values begin at a multiple of 64
    header += '\n';
    out << kMagic << '\1' << '\0' << static_cast<char>(header.size() & 0xFFU)
        << static_cast<char>(header.size() >> 8U) << header;
    field.visit([&](auto u, auto v) {
        for (auto plane : {u, v})
            out.write(reinterpret_cast<const char*>(plane.data()),
                      static_cast<std::streamsize>(plane.size_bytes()));
    });
}

Status write_npy(const std::string& path, const Field& field) {
    return write_file(path, [&](std::ostream& out) { put_npy(out, field); });
}

}  // namespace gs
