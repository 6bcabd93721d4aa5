#include "app/core/files/npy.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string_view>
#include <vector>

#include "app/core/document/memory.h"
#include "app/core/files/contents.h"
#include "app/core/files/files.h"
#include "app/core/files/npy_header.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

template <class T>
void swap_bytes(std::span<T> values) {
    for (T& value : values) {
        auto* bytes = reinterpret_cast<unsigned char*>(&value);
        std::reverse(bytes, bytes + sizeof value);
    }
}

/// How an array of another shape can be turned into a field, if that is clear.
std::string shape_hint(const std::vector<std::int64_t>& shape) {
    if (shape.size() == 2) return std::string(text(Text::NpyOnePlane));
    if (shape.size() == 3 && shape[2] == 2) return std::string(text(Text::NpyChannelsLast));
    if (shape.size() == 4 && shape[1] == 2) return std::string(text(Text::NpyManyFields));
    if (shape.size() == 3 && shape[0] != 2) return std::string(text(Text::NpyManyPlanes));
    return {};
}

/// Fails with the part of the header that this program does not support.
Status check_header(const NpyHeader& h) {
    if (!h.is_float()) return Status::failure(say(Text::NpyType, describe_type(h.type), shown(h.type)));
    const auto fits = [](std::int64_t n) { return n >= 1 && n <= kLongestSide; };
    if (h.shape.size() != 3 || h.shape[0] != 2 || !fits(h.shape[1]) || !fits(h.shape[2]))
        return Status::failure(
            say(Text::NpyShape, describe_shape(h.shape), kLongestSide, shape_hint(h.shape)));
    if (h.fortran) return Status::failure(say(Text::NpyFortran));
    return {};
}

/// Reads one plane and checks its values block by block, while each block is still in the cache.
template <class T>
bool read_plane(std::istream& in, std::span<T> plane, bool swap, const ValueRange& range,
                std::size_t& outside) {
    constexpr std::size_t kBlock = (std::size_t{1} << 18) / sizeof(T);
    for (std::size_t begin = 0; begin < plane.size(); begin += kBlock) {
        const auto block = plane.subspan(begin, std::min(kBlock, plane.size() - begin));
        const auto bytes = static_cast<std::streamsize>(block.size_bytes());
        if (!in.read(reinterpret_cast<char*>(block.data()), bytes)) return false;
        if (swap) swap_bytes(block);
        outside += count_outside(std::span<const T>(block), range);
    }
    return true;
}

Status read_values(std::istream& in, const NpyHeader& h, const ValueRange& range, Field& field) {
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
    std::size_t outside = 0;
    const bool whole = next.visit([&](auto u, auto v) {
        return read_plane(in, u, swap, range, outside) && read_plane(in, v, swap, range, outside);
    });
    if (!whole) return Status::failure(say(Text::NpyTruncated));
    if (outside > 0) return check_values(next, range);
    field = std::move(next);
    return {};
}

/// A failure is the reason without the file's name.
Status read_array(std::istream& in, const std::string& path, const ValueRange& range, Field& field) {
    char start[kKindBytes];
    in.read(start, sizeof start);
    const std::string_view seen(start, static_cast<std::size_t>(in.gcount()));
    if (!seen.starts_with(kNpyMagic))
        return Status::failure(why_not_a(Text::ANumpyFile, file_kind(seen, path), path));
    in.clear();
    in.seekg(0);
    NpyHeader header;
    if (Status read = read_npy_header(in, header); !read) return read;
    if (Status good = check_header(header); !good) return good;
    return read_values(in, header, range, field);
}

}  // namespace

Status read_npy(const std::string& path, Field& field, const ValueRange& range) {
    std::ifstream file;
    std::istringstream piped;
    const bool pipe = is_no_regular_file(path);
    if (pipe) {  // a pipe has no size and can be read only once; a folder fails here, too
        std::string bytes;
        if (Status read = read_text(path, bytes); !read) return read;
        piped.str(std::move(bytes));
    } else if (Status opened = open_to_read(path, file); !opened) {
        return opened;
    }
    std::istream& in = pipe ? static_cast<std::istream&>(piped) : file;
    const Status done = read_array(in, path, range, field);
    return done ? done : cant_read(path, done.why());
}

namespace {

/// type: a NumPy type without its order of bytes ("f4").
void put_header(std::ostream& out, std::string_view type, const std::vector<std::int64_t>& shape) {
    std::string header =
        fmt::format("{{'descr': '{}{}', 'fortran_order': False, 'shape': ({}), }}",
                    std::endian::native == std::endian::little ? '<' : '>', type, describe_shape(shape));
    header.append((64 - (10 + header.size() + 1) % 64) % 64, ' ');  // the values begin at a multiple of 64
    header += '\n';
    out << kNpyMagic << '\1' << '\0' << static_cast<char>(header.size() & 0xFFU)
        << static_cast<char>(header.size() >> 8U) << header;
}

template <class T>
void put_values(std::ostream& out, std::span<T> values) {
    out.write(reinterpret_cast<const char*>(values.data()),
              static_cast<std::streamsize>(values.size_bytes()));
}

}  // namespace

void put_npy(std::ostream& out, const Field& field) {
    put_header(out, field.scalar() == GS_F32 ? "f4" : "f8", {2, field.rows(), field.cols()});
    field.visit([&](auto u, auto v) {
        put_values(out, u);
        put_values(out, v);
    });
}

void put_npy(std::ostream& out, std::span<const float> plane, int rows, int cols) {
    put_header(out, "f4", {rows, cols});
    put_values(out, plane);
}

Status write_npy(const std::string& path, const Field& field) {
    return write_file(path, [&](std::ostream& out) { put_npy(out, field); });
}

}  // namespace gs
