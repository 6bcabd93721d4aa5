// App's favourites and the user's palettes: where they are kept from one start to the next.
#include <memory>
#include <utility>

#include "app/core/app/app.h"

namespace gs {

namespace {

/// Brings a file of the user's up to date off this thread. What happened to it meanwhile is said.
template <class File, class All>
Status bring_up_to_date(App& app, std::shared_ptr<File> file, std::shared_ptr<const All> all,
                        std::uint64_t number) {
    return app.with_file([&app, file = std::move(file), all = std::move(all), number](Jobs::Then& then) {
        std::string trouble;
        Status written = file->write(*all, number, trouble);
        then = [&app, trouble, written] {
            if (!trouble.empty()) app.warn(trouble);
            return written;
        };
        return Status();
    });
}

}  // namespace

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
    const Status begun = bring_up_to_date(*this, palettes_file_, document_.own_palettes, ++palettes_changes_);
    if (!begun) report(begun.why());
}

Status App::set_favourites(Favourites next, const std::string& origin) {
    document_.favourites = std::make_shared<const Favourites>(std::move(next));
    if (!origin.empty()) document_.origin = origin;
    ++revision_;
    if (!favourites_file_) return {};
    return bring_up_to_date(*this, favourites_file_, document_.favourites, ++favourites_changes_);
}

}  // namespace gs
