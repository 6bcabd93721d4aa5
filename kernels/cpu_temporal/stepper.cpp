#include "kernels/cpu_temporal/stepper.h"

#include <cassert>

#include "kernels/cpu_temporal/strip_place.h"

namespace gs {

TemporalStepper::TemporalStepper(const gs_problem& problem, const TemporalOptions& options)
    : options_(options),
      rows_(problem.rows),
      periodic_(problem.params.boundary == GS_PERIODIC),
      functions_(&temporal_row_functions(options.team.isa)),
      strips_(problem.cols, problem.params.boundary, options.plan.depth, options.plan.strips,
              functions_->lanes),
      fields_{{problem.rows, strips_}, {problem.rows, strips_}},
      team_(options.team.threads, options.team.pin) {
    for (int i = 0; i < options.team.threads; ++i) {
        rings_.push_back(std::make_unique<TemporalRing>(strips_.vectors(), strips_.depth(), *functions_,
                                                        options.plan.blocks));
        watches_.emplace_back(*functions_, strips_.vectors());
    }
    assert(!split() || options.plan.may_split(rows_, periodic_));
    for (int i = 0; split() && i < tasks(); ++i)
        seams_.emplace_back(strips_.vectors(), strips_.depth(), *functions_);
    for_all_rows([&](int strip, int y) {
        for (TemporalField& field : fields_) field.clear(strips_, strip, y);
    });
}

TemporalStepper::Task TemporalStepper::task(int number) const {
    const int band = number % options_.plan.bands;
    return {number / options_.plan.bands, band, static_cast<int>(share(rows_, band, options_.plan.bands)),
            static_cast<int>(share(rows_, band + 1, options_.plan.bands))};
}

/// Calls f(strip, row) for all rows, each on the worker that owns it.
template <class F>
void TemporalStepper::for_all_rows(const F& f) {
    team_.run(1, tasks(), [&](int, std::int64_t, int number) {
        const Task t = task(number);
        for (int y = t.first; y < t.last; ++y) f(t.strip, y);
    });
}

void TemporalStepper::load(const gs_field& planes) {
    for_all_rows([&](int strip, int y) { fields_[current_].load(*functions_, strips_, strip, y, planes); });
}

void TemporalStepper::store(const gs_field& planes) {
    for_all_rows([&](int strip, int y) { fields_[current_].store(*functions_, strips_, strip, y, planes); });
}

/// The seam in the north of a band, the one behind the last included; nullptr: none.
TemporalSeam* TemporalStepper::seam(int strip, int band) {
    const int bands = options_.plan.bands;
    if (!split() || (!periodic_ && (band == 0 || band == bands))) return nullptr;
    const int number = strip * bands + band % bands;
    return &seams_[static_cast<std::size_t>(number)];
}

/// Passes of almost the same depth, so that none is much shallower than the others: 34 steps are
/// 17 + 17. If tiles are split, each is two of the team's: all bands, and then all seams.
void TemporalStepper::advance(const gs_params& params, std::int64_t steps, ChangeMap* changes) {
    const std::int64_t passes = (steps + options_.plan.depth - 1) / options_.plan.depth;
    const TemporalPass all{functions_,
                           minimal_of(params),
                           rows_,
                           params.boundary,
                           {static_cast<float>(params.boundary_u), static_cast<float>(params.boundary_v)},
                           options_.plan.blocks,
                           options_.plan.fetch,
                           0};
    const int parts = split() ? 2 : 1;
    team_.run(parts * passes, tasks(), [&](int worker, std::int64_t part, int number) {
        const std::int64_t i = part / parts;
        const auto from = static_cast<int>((current_ + i) % 2);
        TemporalPass pass = all;
        pass.depth = static_cast<int>(steps * (i + 1) / passes - steps * i / passes);
        const Task t = task(number);
        TemporalSeam* const north = seam(t.strip, t.band);
        const bool bands = part % parts == 0;
        if (!bands && north == nullptr) return;
        const TemporalStrip& s = strips_[t.strip];
        ChangeWatch* watch =
            changes != nullptr && i == passes - 1 ? &watches_[static_cast<std::size_t>(worker)] : nullptr;
        if (watch != nullptr)
            watch->begin(*changes, s.x - s.before, {s.before, s.before + s.width}, strips_.vectors());
        StripPlace place(*functions_, strips_, t.strip, pass.depth, fields_[from], fields_[1 - from], watch);
        if (bands)
            rings_[static_cast<std::size_t>(worker)]->run(pass, place, t.first, t.last, north,
                                                          seam(t.strip, t.band + 1));
        else
            north->close(pass, place, t.first);
        if (watch != nullptr) watch->end();
    });
    current_ = static_cast<int>((current_ + passes) % 2);
}

}  // namespace gs
