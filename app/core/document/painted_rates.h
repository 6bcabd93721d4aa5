// Rates of cells that were painted, as what was painted: a stroke is its dabs, and no plane for
// each of its frames.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/hands/edits.h"
#include "kernels/engine/field.h"

namespace gs {

/// Planes of feed (u) and kill (v) as edits of other planes, in order. They are made when they are
/// asked for, and shared by all who have them; no one keeps them here, so that any number of these
/// holds as many planes as are in use. Any thread.
class PaintedRates {
  public:
    /// Painted on the rates of these settings (all_rates()).
    PaintedRates(std::shared_ptr<const Document> on, std::vector<Edit> edits);
    /// Painted on rates that were painted before.
    PaintedRates(std::shared_ptr<const PaintedRates> before, std::vector<Edit> edits);
    PaintedRates(const PaintedRates&) = delete;
    PaintedRates& operator=(const PaintedRates&) = delete;
    /// A chain of any length is let go without a call for each part of it.
    ~PaintedRates();

    /// Those that someone has, else made: a copy of the planes from which that can begin, and the
    /// edits since then.
    std::shared_ptr<const Field> planes() const;
    /// Those that someone has, or nullptr; never takes long.
    std::shared_ptr<const Field> known() const;
    /// These are they: the edits have been laid already.
    void know(const std::shared_ptr<const Field>& planes) const;
    const std::vector<Edit>& edits() const { return edits_; }
    const Extent& size() const { return size_; }

  private:
    /// The one or the other.
    std::shared_ptr<const Document> on_;
    std::shared_ptr<const PaintedRates> before_;
    const std::vector<Edit> edits_;
    const Extent size_;
    mutable std::mutex mutex_;
    mutable std::weak_ptr<const Field> known_;
};

/// The rates of these settings, with edits laid on them ([2][rows][cols], float64).
std::shared_ptr<Field> paint_rates(const Document& on, const std::vector<Edit>& edits);

}  // namespace gs
