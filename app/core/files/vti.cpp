#include "app/core/files/vti.h"

#include <fmt/format.h>

#include <bit>
#include <span>

#include "app/core/document/properties.h"
#include "app/core/files/files.h"

namespace gs {

namespace {

void put_array(std::ostream& out, const char* name, const char* type, std::uint64_t offset) {
    out << fmt::format(R"(        <DataArray type="{}" Name="{}" format="appended" offset="{}"/>)", type,
                       name, offset)
        << '\n';
}

/// The values behind the number of their bytes, the last row first.
template <class T>
void put_plane(std::ostream& out, std::span<T> plane, int rows, int cols) {
    const std::uint64_t bytes = plane.size_bytes();
    out.write(reinterpret_cast<const char*>(&bytes), sizeof bytes);
    const auto width = static_cast<std::size_t>(cols);
    for (auto y = static_cast<std::size_t>(rows); y-- > 0;) {
        const std::span<T> row = plane.subspan(y * width, width);
        out.write(reinterpret_cast<const char*>(row.data()), static_cast<std::streamsize>(row.size_bytes()));
    }
}

}  // namespace

void put_vti(std::ostream& out, const Field& field, const Snapshot* present) {
    const char* type = field.scalar() == GS_F32 ? "Float32" : "Float64";
    const std::string extent = fmt::format("0 {} 0 {} 0 0", field.cols() - 1, field.rows() - 1);
    // Without a declaration of XML in front, so that the first bytes tell what the file is.
    out << fmt::format(R"(<VTKFile type="ImageData" version="1.0" byte_order="{}" header_type="UInt64">)",
                       std::endian::native == std::endian::little ? "LittleEndian" : "BigEndian");
    out << fmt::format("\n  <ImageData WholeExtent=\"{}\" Origin=\"0 0 0\" Spacing=\"1 1 1\">\n", extent);
    if (present != nullptr)
        out << fmt::format(
            "    <FieldData>\n"
            "      <DataArray type=\"Float64\" Name=\"TimeValue\" NumberOfTuples=\"1\" "
            "format=\"ascii\">{}</DataArray>\n"
            "      <DataArray type=\"Int64\" Name=\"Step\" NumberOfTuples=\"1\" "
            "format=\"ascii\">{}</DataArray>\n"
            "    </FieldData>\n",
            to_text(present->time), present->steps_done);
    out << fmt::format("    <Piece Extent=\"{}\">\n      <PointData Scalars=\"v\">\n", extent);
    put_array(out, "u", type, 0);
    put_array(out, "v", type, sizeof(std::uint64_t) + field.bytes() / 2);
    out << "      </PointData>\n    </Piece>\n  </ImageData>\n  <AppendedData encoding=\"raw\">\n_";
    field.visit([&](auto u, auto v) {
        put_plane(out, u, field.rows(), field.cols());
        put_plane(out, v, field.rows(), field.cols());
    });
    out << "\n  </AppendedData>\n</VTKFile>\n";
}

Status write_vti(const std::string& path, const Field& field) {
    return write_file(path, [&](std::ostream& out) { put_vti(out, field); });
}

}  // namespace gs
