#include "app/core/files/npy_header.h"

#include <fmt/format.h>

#include <cctype>
#include <charconv>
#include <optional>
#include <set>

#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

constexpr std::size_t kLongestHeader = 1 << 16;

/// Reads the few forms of Python literals that a header may hold.
class Literal {
  public:
    explicit Literal(std::string_view text) : text_(text) {}

    std::optional<NpyHeader> header() {
        NpyHeader h;
        std::set<std::string> seen;
        if (!take('{')) return {};
        while (!take('}')) {
            std::string key;
            if (!word(key) || !take(':')) return {};
            const bool good = key == "descr"           ? word(h.type)
                              : key == "fortran_order" ? truth(h.fortran)
                                                       : key == "shape" && tuple(h.shape);
            if (!good) return {};
            seen.insert(key);
            if (!take(',') && peek() != '}') return {};
        }
        return seen.size() == 3 && peek() == '\0' ? std::optional(h) : std::nullopt;
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

}  // namespace

bool NpyHeader::is_float() const {
    return type.size() == 3 && type[1] == 'f' && (type[2] == '4' || type[2] == '8') &&
           std::string_view("<>=").find(type[0]) != std::string_view::npos;
}

Status read_npy_header(std::istream& in, NpyHeader& header) {
    char start[8];
    if (!in.read(start, sizeof start) || std::string_view(start, 6) != kNpyMagic)
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

std::string describe_shape(const std::vector<std::int64_t>& shape) {
    return fmt::format("{}", fmt::join(shape, ", "));
}

std::string describe_type(const std::string& type) {
    struct Name {
        char kind;
        const char* name;
    };
    static constexpr Name kNames[] = {{'f', "float"}, {'i', "int"}, {'u', "uint"}, {'c', "complex"}};
    int bytes = 0;
    if (type.size() >= 3 && type.size() <= 4) {
        std::from_chars(type.data() + 2, type.data() + type.size(), bytes);
        for (const Name& known : kNames)
            if (type[1] == known.kind && bytes > 0) return known.name + std::to_string(8 * bytes);
        if (type[1] == 'b') return "bool";
    }
    return shown(type);
}

}  // namespace gs
