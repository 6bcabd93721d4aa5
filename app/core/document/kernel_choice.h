// Which kernel runs: the document's, or the fastest that can take its place.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/core/document/document.h"
#include "kernels/engine/status.h"
#include "kernels/kernel_api.h"

namespace gs {

/// The ids of all kernels, in learning order.
std::vector<std::string> kernel_ids();

/// The fastest kernel that this machine can run, by rank (gs_kernel.rank), whatever the field.
const gs_kernel& fastest_kernel();

/// The fastest that computes on the host with the calling thread alone: for work in the background.
const gs_kernel& fastest_on_one_thread();

/// Fails with the reason if this kernel can't run the document here: no device, a size or a
/// boundary that it refuses.
Status can_run(const gs_kernel& kernel, const Document& document);

/// The kernels to try if `wanted` can't run the document, best first: the one that it names, the
/// one that this names in turn, and then all others, beginning with the fastest. Only kernels that
/// can run the document now, and never `wanted` itself.
std::vector<const gs_kernel*> substitutes(const gs_kernel& wanted, const Document& document);

/// A kernel, and a sentence that says why it is not the one that was asked for, or nothing.
struct KernelChoice {
    const gs_kernel* kernel;
    std::string because;
};

/// True if both give the same bits: one algebra, one scalar.
bool gives_same_bits(const gs_kernel& a, const gs_kernel& b);

/// The fastest kernel that gives the bits of this one and can run the document here; nullptr: none
/// can. one_thread: the fastest that computes on the host with the calling thread alone, if there
/// is one.
const gs_kernel* fastest_of_same_bits(const gs_kernel& as, const Document& document, bool one_thread = false);

/// Follows the chain of fallbacks, the only place that does: the first of `wanted` and its
/// substitutes for which `runs` succeeds. Fails as `wanted` does if none does.
Status first_that_runs(const gs_kernel& wanted, const Document& document,
                       const std::function<Status(const gs_kernel&)>& runs, KernelChoice& choice);

/// The kernel that is to run the document, as far as can be told before it is opened; the fastest
/// if the document names none that exists. Cheap; any thread.
KernelChoice choose_kernel(const Document& document);

}  // namespace gs
