#include "app/core/document/history.h"

namespace gs {

constexpr std::size_t kMostEntries = 1000;

void History::push(HistoryEntry entry) {
    for (const HistoryEntry& undone : redo_) bytes_ -= undone.bytes;
    redo_.clear();
    put(undo_, std::move(entry));
}

void History::set_kernel(const std::string& id) {
    for (Stack* stack : {&undo_, &redo_})
        for (HistoryEntry& entry : *stack) entry.document.kernel = id;
}

void History::clear() {
    undo_.clear();
    redo_.clear();
    bytes_ = 0;
}

void History::add_field(std::shared_ptr<Snapshot> field, std::size_t bytes) {
    undo_.back().field = std::move(field);
    undo_.back().bytes += bytes;
    bytes_ += bytes;
    shrink();
}

std::optional<HistoryEntry> History::take(Stack& stack) {
    if (stack.empty()) return {};
    HistoryEntry entry = std::move(stack.back());
    stack.pop_back();
    bytes_ -= entry.bytes;
    return entry;
}

void History::put(Stack& stack, HistoryEntry entry) {
    bytes_ += entry.bytes;
    stack.push_back(std::move(entry));
    shrink();
}

void History::shrink() {
    // An entry depends on no older one, so the oldest are dropped. The newest of a stack may exceed
    // the budget, since a large field could otherwise not be undone at all.
    while ((bytes_ > budget_ && undo_.size() > 1) || undo_.size() > kMostEntries) {
        bytes_ -= undo_.front().bytes;
        undo_.pop_front();
    }
    while (bytes_ > budget_ && redo_.size() > 1) {
        bytes_ -= redo_.front().bytes;
        redo_.pop_front();
    }
}

}  // namespace gs
