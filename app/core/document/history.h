// The history of changes that can be undone and redone.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "app/core/document/document.h"
#include "app/core/document/snapshot.h"

namespace gs {

/// The settings before a change, and the field if the change affects it.
struct HistoryEntry {
    std::string label;
    Document document;
    /// The field, which the simulation fills in.
    std::shared_ptr<Snapshot> field;
    /// What the entry alone keeps in memory: its field, and its rates if no other entry has them.
    std::size_t bytes = 0;
    /// The change began another run in the past of this one, which the field leads back to.
    bool branches = false;
    /// The field is there for the case that the change spoils it, and comes back only then.
    bool revives = false;
};

/// Two stacks within a budget of bytes; the oldest entries are dropped first.
class History {
  public:
    explicit History(std::size_t budget = std::size_t{512} << 20) : budget_(budget) {}

    /// Adds a change; what was undone before can no longer be redone.
    void push(HistoryEntry entry);
    std::optional<HistoryEntry> take_undo() { return take(undo_); }
    std::optional<HistoryEntry> take_redo() { return take(redo_); }
    void put_undo(HistoryEntry entry) { put(undo_, std::move(entry)); }
    void put_redo(HistoryEntry entry) { put(redo_, std::move(entry)); }
    void clear();

    std::string undo_label() const { return undo_.empty() ? "" : undo_.back().label; }
    std::string redo_label() const { return redo_.empty() ? "" : redo_.back().label; }
    HistoryEntry* newest() { return undo_.empty() ? nullptr : &undo_.back(); }
    /// Makes all entries come back with this kernel.
    void set_kernel(const std::string& id);
    /// Adds the field of the newest entry.
    void add_field(std::shared_ptr<Snapshot> field, std::size_t bytes);
    std::size_t bytes() const { return bytes_; }

  private:
    using Stack = std::deque<HistoryEntry>;
    std::optional<HistoryEntry> take(Stack& stack);
    void put(Stack& stack, HistoryEntry entry);
    void shrink();

    std::size_t budget_, bytes_ = 0;
    Stack undo_, redo_;
};

}  // namespace gs
