#include "app/core/document/link.h"

#include <algorithm>
#include <charconv>

namespace gs {

namespace {

std::string decoded(std::string_view part) {
    std::string out;
    for (std::size_t i = 0; i < part.size(); ++i) {
        unsigned code = 0;
        const char* const from = part.data() + i + 1;
        const bool escaped = part[i] == '%' && i + 2 < part.size() &&
                             std::from_chars(from, from + 2, code, 16).ptr == from + 2;
        out += escaped ? static_cast<char>(code) : part[i] == '+' ? ' ' : part[i];
        if (escaped) i += 2;
    }
    return out;
}

}  // namespace

bool is_link(std::string_view text) {
    const std::size_t scheme = text.find("://");
    const bool address = scheme != std::string_view::npos && scheme < text.find_first_of(" ?#=,");
    return address || text.starts_with("www.") || text.starts_with('?') || text.starts_with('#');
}

std::vector<Assignment> query_of(std::string_view link) {
    std::vector<Assignment> all;
    std::size_t at = link.find_first_of("?#");
    while (at < link.size()) {
        const std::size_t end = std::min(link.find_first_of("?#&", at + 1), link.size());
        const std::string_view part = link.substr(at + 1, end - at - 1);
        const std::size_t mark = std::min(part.find('='), part.size());
        if (!part.empty())
            all.push_back(
                {decoded(part.substr(0, mark)), decoded(part.substr(std::min(mark + 1, part.size())))});
        at = end;
    }
    return all;
}

std::string page_of(std::string_view link) {
    const std::string_view path = link.substr(0, link.find_first_of("?#"));
    std::string page = decoded(path.substr(path.find_last_of('/') + 1));
    return page.substr(0, page.find('.'));
}

}  // namespace gs
