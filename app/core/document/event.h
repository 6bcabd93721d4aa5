// A run: the chain of what was done to it, each at the step at which it took effect. Kernels of one
// algebra give equal bits, so that this chain tells every state of the field that there ever was.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/document/painted_rates.h"
#include "app/core/document/snapshot.h"
#include "app/core/hands/edits.h"
#include "app/core/hands/reshape.h"
#include "kernels/kernel_api.h"

namespace gs {

namespace deed {

/// Other settings; the field goes on. A seed that is made of the rates and has not been stepped
/// follows them.
struct Settings {};

/// Edits were laid on the rates: those of Event::painted.
struct Paint {};

/// The field begins as the document's start.
struct Start {};

/// The field begins as one that came from elsewhere: a file, a moment of another run.
struct Given {
    std::shared_ptr<const Snapshot> field;
};

}  // namespace deed

/// What was done: settings, edits of the rates, a start, another shape of the field, or an edit of
/// its cells.
using Deed = std::variant<deed::Settings, deed::Paint, deed::Start, deed::Given, Reshape, Edit>;

/// One event of a run. It is never changed once it is made, so that any thread may read it, and
/// runs that part share what they have in common.
struct Event {
    /// The event before it; nullptr: the run begins here.
    std::shared_ptr<const Event> before;
    /// How many events there are before it.
    std::int64_t number = 0;
    /// Steps that the field has behind it when this happens.
    std::int64_t step = 0;
    /// The settings from here on. document_of() is the whole of them: planes of rates that were
    /// painted are not among these.
    std::shared_ptr<const Document> document;
    /// Those rates; nullptr: the document's.
    std::shared_ptr<const PaintedRates> painted;
    /// That computes from here on: the document's, or the one in its place.
    const gs_kernel* kernel = nullptr;
    Deed deed;
    /// What undo says of it ("feed", "paint").
    std::string label;

    Event() = default;
    Event(const Event&) = default;
    Event& operator=(const Event&) = delete;
    /// A chain of any length is let go without a call for each event.
    ~Event();
};

/// The settings from this event on, with all planes; those of painted rates may have to be made.
Document document_of(const Event& event);
/// The same without planes, for what asks only whether the rates vary, as the choice of a kernel
/// does.
Document outline_of(const Event& event);
/// The event with which the run of this one begins.
EventPtr first_of(EventPtr event);
/// The events after `from` up to `last`, in order. from: of the same run, or nullptr: from the
/// beginning.
std::vector<EventPtr> events_after(const EventPtr& from, const EventPtr& last);
/// The moment of a line after that many steps, with all events that had happened by then; its
/// beginning if there were fewer events.
Moment moment_at(const Line& line, std::int64_t step);
/// True if the line goes on after this moment of it.
bool lies_ahead(const Line& line, const Moment& now);
/// True if this moment is one of the line.
bool lies_on(const Moment& moment, const Line& line);

/// True if a replay from this moment of a run, whose field is known, comes to that one.
bool leads_to(const Snapshot& keyframe, const Moment& to);

/// Those settings that are no matter of a run, since they change neither field nor picture: speed,
/// brush, favourites.
void keep_run_settings(const Document& from, Document& to);

}  // namespace gs
