// Palettes: JSON, GIMP's, GMT's, lists of colours. What is read can be shown, written and
// read again.
#include <cmath>

#include "app/core/document/palettes.h"
#include "app/core/files/palette_file.h"
#include "tests/fuzz/fuzz.h"

namespace {

void look_at(const std::string& path) {
    static const gs::fuzz::Folder folder;
    gs::OwnPalette palette;
    if (!gs::read_palette(path, palette)) return;
    gs::fuzz::must(palette.stops.size() >= 2 && palette.stops.size() <= gs::kMostStops,
                   "a palette has 2 to kMostStops stops");
    for (std::size_t i = 0; i < palette.stops.size(); ++i) {
        const double at = palette.stops[i].at;
        gs::fuzz::must(at >= 0 && at <= 1, "a stop lies within 0 to 1");
        gs::fuzz::must(i == 0 || palette.stops[i - 1].at <= at, "stops stand in order");
    }
    (void)gs::table_of(palette.stops);
    gs::OwnPalette again;
    const std::string written = folder / "again.json";
    gs::fuzz::must(gs::write_palette(written, palette).ok(), "a palette can be written");
    gs::fuzz::must(gs::read_palette(written, again).ok() && again == palette, "and is read back the same");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // Only a GMT table is known by its ending.
    for (const char* name : {"input.cpt", "input.gpl"}) look_at(gs::fuzz::as_file(name, data, size));
    return 0;
}
