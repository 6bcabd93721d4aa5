// Sessions, with the fields beside them that they may name.
#include "app/core/document/properties.h"
#include "app/core/files/session.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const gs::fuzz::Folder& folder = []() -> const gs::fuzz::Folder& {
        static const gs::fuzz::Folder made;
        gs::fuzz::put_fields(made);
        return made;
    }();
    const std::string path = folder / "input.json";
    std::ofstream(path, std::ios::binary) << gs::fuzz::words_of(data, size);
    gs::Session session;
    const gs::Status read = gs::read_session(path, session);
    if (!read) gs::fuzz::must(session.document == gs::Document(), "a failure leaves the session unchanged");
    if (!read) return 0;
    for (const gs::Property& property : gs::properties())
        if (property.key != "palette")  // which may be one of the session's own
            gs::fuzz::must(gs::check(property, gs::value_of(session.document, property)).ok(),
                           "every setting is an allowed one");
    return 0;
}
