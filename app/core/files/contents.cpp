#include "app/core/files/contents.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>

#include "app/core/document/words.h"
#include "app/core/files/archive.h"
#include "app/core/files/files.h"
#include "app/core/files/formats.h"
#include "app/core/files/npy_header.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";  // the byte order mark that some editors put before UTF-8

/// The bytes with which a file of a format begins that the program neither reads nor writes.
struct Foreign {
    std::string_view mark;
    Content content;
    std::string_view name;
    Text hint;
};
using namespace std::string_view_literals;
constexpr Foreign kForeign[] = {
    {"PK\3\4"sv, Content::Archive, "a ZIP archive", Text::NoHint},
    {"PK\5\6"sv, Content::Archive, "a ZIP archive", Text::NoHint},
    {"GIF8"sv, Content::Picture, "a GIF picture", Text::HintPicture},
    {"II*\0"sv, Content::Picture, "a TIFF picture", Text::HintPicture},
    {"MM\0*"sv, Content::Picture, "a TIFF picture", Text::HintPicture},
    {"\x89HDF\r\n"sv, Content::Other, "an HDF5 file", Text::HintHdf5},
    {"CDF\1"sv, Content::Other, "a NetCDF file", Text::HintConvert},
    {"CDF\2"sv, Content::Other, "a NetCDF file", Text::HintConvert},
    {"MATLAB 5.0"sv, Content::Other, "a MATLAB file", Text::HintMatlab},
    {"\x1F\x8B"sv, Content::Other, "a file compressed with gzip", Text::HintGzip},
    {"BZh"sv, Content::Other, "a file compressed with bzip2", Text::HintUnpack},
    {"\xFD\x37zXZ"sv, Content::Other, "a file compressed with xz", Text::HintUnpack},
    {"\x28\xB5\x2F\xFD"sv, Content::Other, "a file compressed with zstd", Text::HintUnpack},
    {"%PDF"sv, Content::Other, "a PDF document", Text::NoHint},
    {"\xFF\xFE"sv, Content::Other, "text in UTF-16", Text::HintUtf16},
    {"\xFE\xFF"sv, Content::Other, "text in UTF-16", Text::HintUtf16},
};

bool is_text(std::string_view bytes) {
    return std::none_of(bytes.begin(), bytes.end(), [](unsigned char c) {
        return (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F;
    });
}

/// The text from its first character that is neither a blank nor part of a comment: of a script's
/// (#), or of those that people write into JSON.
std::string_view beyond_comments(std::string_view text) {
    if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
    while (true) {
        const std::size_t first = text.find_first_not_of(" \t\r\n\f");
        if (first == std::string_view::npos) return {};
        text.remove_prefix(first);
        const bool line = text.starts_with("#") || text.starts_with("//"), block = text.starts_with("/*");
        if (!line && !block) return text;
        const std::size_t end = text.find(block ? "*/" : "\n");
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + (block ? 2 : 1));
    }
}

std::atomic<bool (*)(std::string_view)> is_command{[](std::string_view) { return false; }};

bool begins_with_a_command(std::string_view text) {
    const auto commands = split_commands(text.substr(0, text.find('\n')));
    Words words;
    return !commands.empty() && split_words(commands.front(), words) && !words.empty() &&
           is_command.load()(words[0]);
}

bool is_numbers(std::string_view text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    return line.find_first_of("0123456789") != std::string_view::npos &&
           line.find_first_not_of("0123456789+-.eE,; \t\r") == std::string_view::npos;
}

FileKind kind_row(Content content, Text what, Text hint = Text::NoHint) {
    return {content, text(what), text(hint)};
}

/// The kind of a file of a format that the program has.
FileKind kind_of(const Format& format) {
    if ((format.holds & kPicture) != 0)
        return {Content::Picture, format.name, text(Text::HintPicture), &format};
    if ((format.holds & kField) != 0 && format.read.field == nullptr)
        return {Content::Other, format.name, text(Text::HintWriteOnly), &format};
    if ((format.holds & kField) != 0) return {Content::Array, format.name, text(Text::HintArray), &format};
    if ((format.holds & kSession) != 0)
        return {Content::Session, text(Text::ASession), text(Text::HintSession), &format};
    if ((format.holds & kRun) != 0) return {Content::Run, format.name, text(Text::HintRun), &format};
    return {Content::Script, format.name, text(Text::HintScript), &format};
}

FileKind text_kind(std::string_view start, const std::string& path) {
    const std::string_view words = beyond_comments(start);
    const Format* format = find_format(ending_of(path));
    if (words.starts_with('{') && start.find("\"grayscope\"") != std::string_view::npos)
        return kind_of(*find_format(".json"));
    if (words.starts_with('{') || words.starts_with('[')) return kind_row(Content::Json, Text::IsJson);
    if (format != nullptr && (format->holds & kScript) != 0) return kind_of(*format);
    if (format != nullptr && (format->holds & kSession) != 0) return kind_row(Content::Json, Text::IsJson);
    if (begins_with_a_command(words)) return kind_of(formats().back());
    if (is_numbers(words)) return kind_row(Content::Numbers, Text::IsNumbers, Text::HintNumbers);
    return kind_row(Content::Text, Text::IsText);
}

}  // namespace

void know_commands(bool (*is_one)(std::string_view word)) {
    is_command = is_one;
}

FileKind file_kind(std::string_view start, const std::string& path) {
    if (start.empty()) return kind_row(Content::Empty, Text::IsEmpty);
    for (const Format& format : formats())
        if (!format.mark.empty() && start.starts_with(format.mark)) return kind_of(format);
    for (const Foreign& foreign : kForeign)
        if (start.starts_with(foreign.mark)) return {foreign.content, foreign.name, text(foreign.hint)};
    if (is_text(start)) return text_kind(start, path);
    // A text may begin with "BM", too, so this is no mark.
    if (start.starts_with("BM") && start.size() > 14) return kind_of(*find_format(".bmp"));
    return kind_row(Content::Other, Text::IsBinary);
}

Status read_file_kind(const std::string& path, FileKind& kind) {
    if (is_no_regular_file(path) && !std::filesystem::is_directory(path)) {
        kind = kind_row(Content::Script, Text::AScript);
        return {};
    }
    std::ifstream in;
    if (Status opened = open_to_read(path, in); !opened) return opened;
    char start[kKindBytes];
    in.read(start, sizeof start);
    kind = file_kind({start, static_cast<std::size_t>(in.gcount())}, path);
    return {};
}

std::string why_not_a(Text wanted, const FileKind& kind, const std::string& path) {
    if (kind.content == Content::Empty) return std::string(kind.what);
    if (kind.content == Content::Archive)
        return say(Text::NotButIs, text(wanted), describe_archive(path), "");
    return say(Text::NotButIs, text(wanted), kind.what, kind.hint);
}

bool may_be_script(const FileKind& kind) {
    const Content c = kind.content;
    return c == Content::Empty || c == Content::Script || c == Content::Numbers || c == Content::Text;
}

Status read_script(const std::string& path, std::string& script) {
    if (Status read = read_text(path, script); !read) return read;
    const FileKind seen = file_kind(std::string_view(script).substr(0, kKindBytes), path);
    if (may_be_script(seen)) return {};
    return cant_read(path, why_not_a(Text::AScript, seen, path));
}

Status check_script_line(const std::string& line) {
    const std::string_view start = std::string_view(line).substr(0, kKindBytes);
    if (is_text(start)) return {};
    // A line from a pipe has no file name that could help.
    const FileKind seen = file_kind(start, {});
    return Status::failure(say(Text::NotButIs, text(Text::AScript), seen.what, seen.hint));
}

}  // namespace gs
