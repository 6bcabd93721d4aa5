# Run by gs_embed at build time: FILES (a list) -> HEADER and SOURCE.
file(WRITE ${HEADER} "#pragma once
#include <span>
#include <string_view>

namespace gs::embedded {
#ifndef GS_EMBEDDED_FILE
#define GS_EMBEDDED_FILE
/// A file that was compiled into the program; both views live as long as the program.
struct File {
    std::string_view name;
    std::string_view bytes;
};
#endif
std::span<const File> ${GROUP}();
std::string_view ${GROUP}(std::string_view name);
}  // namespace gs::embedded
")

set(arrays "")
set(rows "")
set(number 0)
foreach(file ${FILES})
    file(RELATIVE_PATH name "${ROOT}" "${file}")
    if(name MATCHES "^\\.\\." OR name MATCHES "^build")
        get_filename_component(name "${file}" NAME)
    endif()
    file(READ "${file}" hex HEX)
    string(LENGTH "${hex}" length)
    math(EXPR length "${length} / 2")
    string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    # A closing zero, uncounted, so that an empty file is still an array and text still ends where C expects it.
    string(APPEND arrays "constexpr unsigned char kFile${number}[] = {\n${bytes}0};\n")
    string(APPEND rows "    File{\"${name}\", view(kFile${number}, ${length})},\n")
    math(EXPR number "${number} + 1")
endforeach()

file(WRITE ${SOURCE} "#include \"embedded/${GROUP}.h\"

#include <array>
#include <cstddef>

namespace gs::embedded {
namespace {
${arrays}
std::string_view view(const unsigned char* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}
}  // namespace

std::span<const File> ${GROUP}() {
    static const std::array<File, ${number}> files{
${rows}    };
    return files;
}

std::string_view ${GROUP}(std::string_view name) {
    for (const File& file : ${GROUP}())
        if (file.name == name) return file.bytes;
    return {};
}
}  // namespace gs::embedded
")
