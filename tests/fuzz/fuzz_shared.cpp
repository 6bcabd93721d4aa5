// Shared lines, and whatever else people paste: papers, links, chats. What was taken can be shared
// again, and then means the same.
#include "app/core/document/link.h"
#include "app/core/document/share.h"
#include "app/core/document/words.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view pasted = gs::fuzz::words_of(data, size);
    gs::Words words;
    (void)gs::split_commands(pasted);
    (void)gs::is_shared(pasted);
    gs::fuzz::must(gs::split_words(gs::command_from(pasted), words).ok() && words.size() == 2,
                   "any text is one word of `from`");
    gs::Document document;
    gs::SharedText said;
    if (!gs::read_shared(pasted, document, said)) {
        gs::fuzz::must(document == gs::Document(), "a failure leaves the document unchanged");
        return 0;
    }
    gs::Document again;
    const std::string line = gs::share_text(document);
    gs::fuzz::must(gs::read_shared(line, again, said).ok(), "what was taken can be shared");
    gs::fuzz::must(gs::share_text(again) == line, "and then means the same");
    return 0;
}
