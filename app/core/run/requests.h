// What the application asks of the simulation. Requests are done in
// the order in which they are made.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/document/properties.h"
#include "app/core/document/snapshot.h"
#include "app/core/hands/edits.h"
#include "app/core/hands/reshape.h"
#include "kernels/kernel_api.h"

namespace gs {

/// How rates were painted: edits, and the settings on whose rates they were laid.
struct LaidEdits {
    Document on;
    std::vector<Edit> edits;
};

namespace request {

/// Go on with these settings, and with the present field unless the effect is a new start or a
/// field is given. All or nothing: a failure leaves everything as it was.
struct Adopt {
    Document document;
    /// That runs: the document's, or the one instead.
    const gs_kernel* kernel = nullptr;
    /// Why another one than the document's, or empty.
    std::string because;
    Effect effect = Effect::Rates;
    /// To go on with in place of the present one and of a start, or nullptr.
    std::shared_ptr<const Snapshot> field;
    /// The present field stays if there is anything in it. If it has blown up, its last good moment
    /// comes back; if it has died out or become uniform, `field` does.
    bool revives = false;
    /// The present field goes on in this shape, which the document has.
    std::optional<Reshape> reshape = {};
    /// What the run's event is called.
    std::string label = {};
    /// The document's planes of rates are those of another one with edits, and nothing but the
    /// rates is new.
    std::optional<LaidEdits> laid = {};

    bool keeps_field() const {
        return (field == nullptr || revives) && effect != Effect::Restart && !reshape;
    }
};

/// Keep the present field, to come back to it; of one that has blown up, the last good moment.
struct Remember {
    std::shared_ptr<Snapshot> into;
};

/// What a hand does to the field's cells.
struct Touch {
    Edit edit;
    /// What the run's event is called.
    std::string label = {};
};

/// Go to a moment of the run, or of another one; it is replayed from where it is known. The way
/// there ends with the next of these.
struct GoTo {
    Moment to;
    /// The run that `to` lies on; its last event is nullptr: the present one.
    Line line = {};
    /// A moment of it from which the way may begin, or nullptr.
    std::shared_ptr<const Snapshot> keyframe = {};
};

/// Copy these cells of the present field, to paste them later.
struct Copy {
    Rect area;
    std::shared_ptr<Clip> into;
};

/// Do n steps, then stop.
struct Step {
    std::int64_t n = 1;
};

/// Run, or stop; stopping ends a Step that is being done, too.
struct Play {
    bool on = true;
};

/// Hands out the present field; `to` is called on the simulation's thread
/// and gives away what takes long.
struct Export {
    std::function<void(Exported)> to;
};

}  // namespace request

using Request = std::variant<request::Adopt, request::Remember, request::Touch, request::GoTo, request::Copy,
                             request::Step, request::Play, request::Export>;

}  // namespace gs
