// Runs a problem on a kernel through the engine, as the program does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kernels/engine/engine.h"
#include "tests/conformance/conformance.h"
#include "tests/support/problem.h"

namespace gs::test {

/// Why this subject is not asked this problem (refused, or too dear), empty: it is.
std::string why_not_asked(const Subject& subject, const Problem& problem);

/// Puts the problem's parameters and first field into the engine, on this kernel. Fails the test,
/// and returns false, where that fails.
bool prepare(Engine& engine, const gs_kernel& kernel, const Problem& problem, const Field& start,
             const std::vector<std::int64_t>& knobs = {});

/// The field after the problem's steps. Without a value where something failed;
/// the test has then failed, too.
std::optional<Field> run(const gs_kernel& kernel, const Problem& problem, const Field& start,
                         const std::vector<std::int64_t>& knobs = {});
std::optional<Field> run(const gs_kernel& kernel, const Problem& problem);

}  // namespace gs::test
