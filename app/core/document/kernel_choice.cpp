#include "app/core/document/kernel_choice.h"

#include <algorithm>

#include "app/core/text/strings.h"
#include "kernels/engine/engine.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

/// The kernels that may stand in for another one, the fastest first.
const std::vector<const gs_kernel*>& stand_ins() {
    static const std::vector<const gs_kernel*> all = [] {
        std::vector<const gs_kernel*> ranked;
        for (const gs_kernel* kernel : kernels())
            if (kernel->rank > 0) ranked.push_back(kernel);
        std::stable_sort(ranked.begin(), ranked.end(),
                         [](const gs_kernel* a, const gs_kernel* b) { return a->rank > b->rank; });
        return ranked;
    }();
    return all;
}

}  // namespace

std::vector<std::string> kernel_ids() {
    std::vector<std::string> ids;
    for (const gs_kernel* kernel : kernels()) ids.emplace_back(kernel->id);
    return ids;
}

const gs_kernel& fastest_kernel() {
    for (const gs_kernel* kernel : stand_ins())
        if (why_unavailable(*kernel) == nullptr) return *kernel;
    return reference_kernel();
}

const gs_kernel& fastest_on_one_thread() {
    for (const gs_kernel* kernel : stand_ins())
        if (kernel->memory == GS_HOST && kernel->threads == nullptr && why_unavailable(*kernel) == nullptr)
            return *kernel;
    return reference_kernel();
}

Status can_run(const gs_kernel& kernel, const Document& d) {
    if (const char* why = why_unavailable(kernel)) return Status::failure(why);
    gs_problem problem{static_cast<std::int32_t>(d.rows), static_cast<std::int32_t>(d.cols),
                       varies(d) ? 1 : 0, params_of(d)};
    Status able = takes(kernel, problem);
    if (able || problem.varying == 0) return able;
    problem.varying = 0;
    return takes(kernel, problem) ? Status::failure(say(Text::SayVaryOff, able.why())) : able;
}

std::vector<const gs_kernel*> substitutes(const gs_kernel& wanted, const Document& document) {
    std::vector<const gs_kernel*> seen{&wanted}, able;
    const auto offer = [&](const gs_kernel* kernel) {
        if (kernel == nullptr || std::count(seen.begin(), seen.end(), kernel) != 0) return false;
        seen.push_back(kernel);
        if (can_run(*kernel, document)) able.push_back(kernel);
        return true;
    };
    for (const gs_kernel* named = &wanted; named->fallback != nullptr; named = find_kernel(named->fallback))
        if (!offer(find_kernel(named->fallback))) break;
    for (const gs_kernel* kernel : stand_ins()) offer(kernel);
    return able;
}

bool gives_same_bits(const gs_kernel& a, const gs_kernel& b) {
    return a.algebra == b.algebra && a.scalar == b.scalar;
}

const gs_kernel* fastest_of_same_bits(const gs_kernel& as, const Document& document, bool one_thread) {
    for (const gs_kernel* kernel : stand_ins()) {
        const bool alone = kernel->memory == GS_HOST && kernel->threads == nullptr;
        if (one_thread && alone && gives_same_bits(*kernel, as) && can_run(*kernel, document)) return kernel;
    }
    for (const gs_kernel* kernel : stand_ins())
        if (gives_same_bits(*kernel, as) && can_run(*kernel, document)) return kernel;
    return can_run(as, document) ? &as : nullptr;
}

Status first_that_runs(const gs_kernel& wanted, const Document& document,
                       const std::function<Status(const gs_kernel&)>& runs, KernelChoice& choice) {
    choice = {&wanted, ""};
    Status first = runs(wanted);
    if (first) return first;
    for (const gs_kernel* next : substitutes(wanted, document))
        if (runs(*next)) {
            choice = {next, say(Text::RunsInstead, wanted.id, first.why(), next->id)};
            return {};
        }
    return first;
}

KernelChoice choose_kernel(const Document& document) {
    const gs_kernel* const wanted = find_kernel(document.kernel);
    if (wanted == nullptr) return {&fastest_kernel(), ""};
    const auto may_run = [&](const gs_kernel& kernel) { return can_run(kernel, document); };
    KernelChoice choice{wanted, ""};
    (void)first_that_runs(*wanted, document, may_run, choice);  // if none may, opening it says why
    return choice;
}

}  // namespace gs
