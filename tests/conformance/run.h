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

/// Why this subject does not get this problem (it refuses it, or the problem is too large); empty
/// if it does.
std::string why_not_asked(const Subject& subject, const Problem& problem);

/// Puts the problem's parameters and first field into the engine, on this kernel. If that fails,
/// the test fails and this returns false.
bool prepare(Engine& engine, const gs_kernel& kernel, const Problem& problem, const Field& start,
             const std::vector<std::int64_t>& knobs = {});

/// The field after the problem's steps; no value if something failed, and then the test has failed,
/// too.
std::optional<Field> run(const gs_kernel& kernel, const Problem& problem, const Field& start,
                         const std::vector<std::int64_t>& knobs = {});
std::optional<Field> run(const gs_kernel& kernel, const Problem& problem);

}  // namespace gs::test
