#include "app/core/document/painted_rates.h"

#include <utility>

namespace gs {

std::shared_ptr<Field> paint_rates(const Document& on, const std::vector<Edit>& edits) {
    auto planes = std::make_shared<Field>(all_rates(on));
    for (const Edit& edit : edits) apply(edit, *planes);
    return planes;
}

PaintedRates::PaintedRates(std::shared_ptr<const Document> on, std::vector<Edit> edits)
    : on_(std::move(on)),
      edits_(std::move(edits)),
      size_{static_cast<int>(on_->rows), static_cast<int>(on_->cols)} {}

PaintedRates::PaintedRates(std::shared_ptr<const PaintedRates> before, std::vector<Edit> edits)
    : before_(std::move(before)), edits_(std::move(edits)), size_(before_->size_) {}

PaintedRates::~PaintedRates() {
    // What no one else holds is taken apart here, and not by a destructor within a destructor.
    std::shared_ptr<const PaintedRates> next = std::move(before_);
    while (next && next.use_count() == 1)
        next = std::exchange(const_cast<PaintedRates&>(*next).before_, nullptr);
}

std::shared_ptr<const Field> PaintedRates::planes() const {
    std::vector<const PaintedRates*> since;
    std::shared_ptr<const Field> from = known();
    if (from) return from;
    const PaintedRates* at = this;
    for (; !from && at->before_; at = at->before_.get()) {
        since.push_back(at);
        from = at->before_->known();
    }
    const auto planes = from ? std::make_shared<Field>(*from) : paint_rates(*at->on_, at->edits_);
    for (auto next = since.rbegin(); next != since.rend(); ++next)
        for (const Edit& edit : (*next)->edits_) apply(edit, *planes);
    // Another thread may have made the same meanwhile.
    const std::lock_guard lock(mutex_);
    if (auto theirs = known_.lock()) return theirs;
    known_ = planes;
    return planes;
}

std::shared_ptr<const Field> PaintedRates::known() const {
    const std::lock_guard lock(mutex_);
    return known_.lock();
}

void PaintedRates::know(const std::shared_ptr<const Field>& planes) const {
    const std::lock_guard lock(mutex_);
    known_ = planes;
}

}  // namespace gs
