#include "app/core/text/strings.h"

namespace gs {

std::string_view text(Text id) {
    static constexpr std::string_view kEnglish[] = {
#define GS_TEXT(id, english) english,
#include "app/core/text/strings.def"
#undef GS_TEXT
    };
    return kEnglish[static_cast<int>(id)];
}

}  // namespace gs
