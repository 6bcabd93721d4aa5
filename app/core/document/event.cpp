#include "app/core/document/event.h"

#include <algorithm>
#include <utility>

#include "app/core/document/properties.h"

namespace gs {

Event::~Event() {
    // What no one else holds is taken apart here, and not by a destructor within a destructor.
    EventPtr next = std::move(before);
    while (next && next.use_count() == 1) next = std::exchange(const_cast<Event&>(*next).before, nullptr);
}

Document document_of(const Event& event) {
    Document document = *event.document;
    if (event.painted) document.rates = event.painted->planes();
    return document;
}

Document outline_of(const Event& event) {
    Document document = *event.document;
    if (event.painted) document.vary_feed = {Gradient::Along::Columns, document.feed, document.feed};
    return document;
}

EventPtr first_of(EventPtr event) {
    while (event && event->before) event = event->before;
    return event;
}

std::vector<EventPtr> events_after(const EventPtr& from, const EventPtr& last) {
    std::vector<EventPtr> events;
    for (EventPtr event = last; event && event != from; event = event->before) events.push_back(event);
    std::reverse(events.begin(), events.end());
    return events;
}

Moment moment_at(const Line& line, std::int64_t step) {
    EventPtr after = line.last;
    while (after && after->before && after->step > step) after = after->before;
    return {after, after ? std::clamp(step, after->step, std::max(after->step, line.end)) : step};
}

bool lies_ahead(const Line& line, const Moment& now) {
    return line.last != now.after || line.end > now.step;
}

bool lies_on(const Moment& moment, const Line& line) {
    if (!moment.after || !line.last) return false;
    EventPtr event = line.last;
    std::int64_t next = line.end;
    for (; event && event->number > moment.after->number; event = event->before) next = event->step;
    return event == moment.after && moment.step >= event->step && moment.step <= next;
}

bool leads_to(const Snapshot& keyframe, const Moment& to) {
    return lies_on({keyframe.after, keyframe.steps_done}, {to.after, to.step});
}

void keep_run_settings(const Document& from, Document& to) {
    for (const Property& p : properties())
        if (p.effect == Effect::Run) assign(to, p, value_of(from, p));
    if (to.auto_range && from.auto_range) to.ranges = from.ranges;
    to.favourites = from.favourites;
}

}  // namespace gs
