#include "app/ui/window.h"

#include <fmt/core.h>

#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "app/core/bench/bench_kept.h"
#include "app/core/document/words.h"
#include "app/core/files/folder_lock.h"
#include "app/core/files/paths.h"
#include "app/core/run/device_search.h"
#include "app/core/run/interrupt.h"
#include "app/core/text/strings.h"
#include "app/render/interop.h"
#include "app/ui/interface.h"
#include "app/ui/view_requests.h"

namespace gs {
namespace {

int refuse(const std::string& why) {
    fmt::print(stderr, "grayscope: {}\n", why);
    return 2;
}

void remember(Interface& interface, const GlWindow& window, App& app, UiSettings& settings) {
    settings.placement = window.placement();
    if (interface.ui().hidden) hide_interface(interface.ui(), false);
    app.finish();
    (void)app.take_messages();
    bool kept = true;
    if (const auto folder = settings_folder(); !folder.empty()) {
        const std::string path = (folder / "last-session.json").string();
        const FolderLock alone(path);  // of two windows' files none is mixed with the other's
        kept = app.execute("save-session " + as_word(path)).ok();
        app.finish();
        for (const Message& said : app.take_messages()) kept = kept && said.kind != Message::Kind::Error;
        if (kept) settings.last_session = path;
    }
    if (kept) app.end_journal();  // on a full disk the next start offers the run in its place
    keep(interface.ui().rates);
    save_settings(settings);
}

/// The run is kept for the case of a crash, and one that was lost is offered.
void keep_run(App& app, Interface& interface, bool offer) {
    const std::string folder = journals_folder();
    app.keep_journal_in(folder);
    if (!offer) return;
    (void)app.with_file([&interface, folder](Jobs::Then& then) {
        then = [&interface, lost = find_lost_run(folder)] {
            if (lost) interface.offer_run(*lost);
            return Status();
        };
        return Status();
    });
}

}  // namespace

int run_window(const WindowOptions& options) {
    // Ctrl+C in the terminal, SIGTERM and a closed terminal end the program as the window's button
    // does, so that nothing is lost.
    const Interruptible interruptible;
    const bool from_terminal = isatty(STDIN_FILENO) != 0 || isatty(STDOUT_FILENO) != 0;
    if (!from_terminal) set_automatic_folder(AutomaticFolder::Pictures);
    UiSettings settings = options.remember ? load_settings() : UiSettings();
    std::unique_ptr<GlWindow> window;
    if (Status s = GlWindow::open(settings.placement, window); !s) return refuse(s.why());
    DeviceSearch search;
    App app(App::Mode::Threaded);
    Interface interface(*window, app, settings);
    if (Status s = interface.start(options); !s) return refuse(s.why());
    if (options.remember) {
        interface.ui().rates = kept_rates();
        app.keep_favourites_in(favourites_path());
        app.keep_palettes_in(palettes_path());
    }
    // The simulation runs from the first frame on; `prepare` may pause it.
    (void)app.execute("play");
    if (options.prepare)
        if (Status s = options.prepare(app); !s) return refuse(s.why());
    std::error_code failed;
    const bool offer = options.remember && options.offer_last_session && !settings.last_session.empty() &&
                       std::filesystem::exists(settings.last_session, failed);
    if (offer) interface.offer_session(settings.last_session);
    if (options.remember) keep_run(app, interface, options.offer_last_session);
    Interop::Drawing drawing;
    const auto ask_who_draws = [&] {
        drawing = Interop::drawing_devices(window->device());
        return drawing.devices;
    };
    // The GPU is looked for after the turn, so that the first picture does not wait for its driver.
    while (interface.turn() && !interrupted())
        if (search.update(ask_who_draws)) {
            interface.ui().transfer.allow_device_frames(Interop::check_device(drawing));
            app.devices_known();
        }
    if (options.remember) remember(interface, *window, app, settings);
    forget_interrupt();
    return 0;
}

}  // namespace gs
