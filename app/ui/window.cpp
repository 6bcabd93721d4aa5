#include "app/ui/window.h"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <filesystem>

#include "app/core/strings.h"
#include "app/core/words.h"
#include "app/render/interop.h"
#include "app/ui/interface.h"

namespace gs {
namespace {

// Ctrl+C in the terminal and a polite kill close the window as its button does: nothing is lost.
volatile std::sig_atomic_t g_stop = 0;

int refuse(const std::string& why) {
    fmt::print(stderr, "grayscope: {}\n", why);
    return 2;
}

/// Where the session is kept when the window closes.
std::string last_session_path() {
    const auto folder = config_folder();
    return folder.empty() ? "" : (folder / "last-session.json").string();
}

void remember(Interface& interface, const GlWindow& window, App& app, UiSettings& settings) {
    settings.placement = window.placement();
    if (interface.ui().hidden) settings.overlay = interface.ui().overlay_before;
    const std::string path = last_session_path();
    if (!path.empty() && app.execute("save-session " + gs::as_word(path))) settings.last_session = path;
    app.finish();
    save_settings(settings);
}

}  // namespace

int run_window(const WindowOptions& options) {
    UiSettings settings = options.remember ? load_settings() : UiSettings();
    std::string why;
    const auto window = GlWindow::open(settings.placement, why);
    if (!window) return refuse(why);
    (void)Interop::choose_device();
    App app(App::Mode::Threaded);
    Interface interface(*window, app, settings);
    if (Status s = interface.start(options); !s) return refuse(s.why());
    // Alive from the first frame; what is prepared may pause it.
    (void)app.execute("play");
    if (options.prepare)
        if (Status s = options.prepare(app); !s) return refuse(s.why());
    std::error_code failed;
    const bool offer = options.remember && options.offer_last_session && !settings.last_session.empty() &&
                       std::filesystem::exists(settings.last_session, failed);
    if (offer) interface.offer_session(settings.last_session);
    std::signal(SIGINT, [](int) { g_stop = 1; });
    std::signal(SIGTERM, [](int) { g_stop = 1; });
    while (interface.turn() && !g_stop) {
    }
    if (options.remember) remember(interface, *window, app, settings);
    return 0;
}

}  // namespace gs
