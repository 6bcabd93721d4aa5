// App's favourites and the user's palettes: where they are kept from one start to the next.
#include <utility>

#include "app/core/app/app.h"

namespace gs {

void App::keep_favourites_in(const std::string& path) {
    if (path.empty()) return;
    favourites_file_ = std::make_shared<FavouritesFile>(path);
    std::string trouble;
    Favourites there{favourites_file_->read(trouble), {}};
    if (!trouble.empty()) warn(std::move(trouble));
    document_.favourites = std::make_shared<const Favourites>(std::move(there));
    ++revision_;
}

void App::keep_palettes_in(const std::string& path) {
    if (path.empty()) return;
    palettes_file_ = std::make_shared<PalettesFile>(path);
    std::string trouble;
    document_.own_palettes = std::make_shared<const OwnPalettes>(palettes_file_->read(trouble));
    if (!trouble.empty()) warn(std::move(trouble));
    ++revision_;
}

void App::write_palettes() {
    if (!palettes_file_ || !document_.own_palettes) return;
    const std::uint64_t number = ++palettes_changes_;
    const Status begun =
        with_file([this, file = palettes_file_, all = document_.own_palettes, number](Jobs::Then& then) {
            std::string trouble;
            Status written = file->write(*all, number, trouble);
            then = [this, trouble, written] {
                if (!trouble.empty()) warn(trouble);
                return written;
            };
            return Status();
        });
    if (!begun) report(begun.why());
}

Status App::set_favourites(Favourites next, const std::string& origin) {
    document_.favourites = std::make_shared<const Favourites>(std::move(next));
    if (!origin.empty()) document_.origin = origin;
    ++revision_;
    if (!favourites_file_) return {};
    const std::uint64_t number = ++favourites_changes_;
    return with_file([this, file = favourites_file_, all = document_.favourites, number](Jobs::Then& then) {
        std::string trouble;
        Status written = file->write(*all, number, trouble);
        then = [this, trouble, written] {
            if (!trouble.empty()) warn(trouble);
            return written;
        };
        return Status();
    });
}

}  // namespace gs
