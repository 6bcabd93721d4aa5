// PNG and JPEG: their pixels, and the facts that a picture of ours tells.
#include "app/core/document/share.h"
#include "app/core/files/png_text.h"
#include "app/core/files/read_picture.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = gs::fuzz::words_of(data, size);
    if (const auto picture = gs::decode_picture(bytes))
        gs::fuzz::must(picture->width > 0 && picture->height > 0 &&
                           picture->rgb.size() == std::size_t{3} * static_cast<std::size_t>(picture->width) *
                                                      static_cast<std::size_t>(picture->height),
                       "a picture has its pixels");
    const gs::PictureFacts facts = gs::facts_in(bytes);
    gs::Document document;
    gs::SharedText said;
    (void)gs::read_shared(gs::fact(facts, gs::kSettingsFact), document, said);
    return 0;
}
