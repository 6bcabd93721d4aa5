#include <filesystem>
#include <memory>

#include "app/core/command_handlers.h"
#include "app/core/files.h"
#include "app/core/memory.h"
#include "app/core/npy.h"
#include "app/core/png.h"
#include "app/core/session.h"
#include "app/core/strings.h"

namespace gs::handlers {

namespace {

Message written(const std::string& path) {
    return {Message::Kind::Info, say(Text::Wrote, path), path};
}

}  // namespace

Status load_field(AppCore& app, const Words& words) {
    return app.with_file([&app, path = words[0]](AppCore::Then& then) {
        auto field = std::make_shared<Field>();
        if (Status read = read_npy(path, *field); !read) return read;
        then = [&app, field] {
            Document next = app.document();
            next.rows = field->rows(), next.cols = field->cols();
            next.seed = "file", next.start = field, next.start_steps = 0;
            return app.change(std::move(next), AppCore::Touches::Start, "load-field");
        };
        return Status();
    });
}

Status save_field(AppCore& app, const Words& words) {
    const std::string& path = words[0];
    return app.save([path](const Exported& e) { return write_npy(path, e.field); }, written(path));
}

Status save_image(AppCore& app, const Words& words) {
    const std::string path = words.empty() ? automatic_name(app.state().steps_done, "png") : words[0];
    return app.save(
        [path, document = app.document(), kernel = app.state().kernel](const Exported& e) {
            return write_png(path, coloured(e.field, document),
                             facts_of(document, e.steps_done, e.time, kernel));
        },
        written(path));
}

Status load_rates(AppCore& app, const Words& words) {
    return app.with_file([&app, words](AppCore::Then& then) {
        auto planes = std::make_shared<Field>();
        if (Status read = read_npy(words[0], *planes); !read) return read;
        bool allowed = true;
        planes->visit([&](auto feed, auto kill) {
            for (const auto x : feed) allowed = allowed && x >= 0 && x <= 1;
            for (const auto x : kill) allowed = allowed && x >= 0 && x <= 1;
        });
        if (!allowed) return Status::failure(say(Text::RatesRange, words[0]));
        then = [&app, planes, path = words[0]] {
            Document next = app.document();
            if (planes->rows() != next.rows || planes->cols() != next.cols)
                return Status::failure(
                    say(Text::RatesSize, path, planes->cols(), planes->rows(), next.cols, next.rows));
            next.rates = planes;
            return app.change(std::move(next), AppCore::Touches::Settings, "load-rates");
        };
        return Status();
    });
}

Status load_session(AppCore& app, const Words& words) {
    return app.with_file([&app, path = words[0]](AppCore::Then& then) {
        auto session = std::make_shared<Session>();
        if (Status read = read_session(path, *session); !read) return read;
        then = [&app, session] { return app.change_to(session->document, session->field, "load-session"); };
        return Status();
    });
}

Status save_session(AppCore& app, const Words& words) {
    const std::string& path = words[0];
    return app.save(
        [path, document = app.document()](const Exported& e) { return write_session(path, document, e); },
        written(path));
}

}  // namespace gs::handlers
