// Compares each kernel with the float64 reference, for sizes that are no multiples of any tile, and
// for all boundaries and stencils.
#include <algorithm>
#include <cmath>
#include <memory>

#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/subcommands.h"
#include "app/core/document/properties.h"
#include "app/core/document/typed.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"
#include "kernels/engine/engine.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

constexpr int kSteps = 100;
// A step rounds u to half a unit in the last place, 2^-25 for u near 1, a few times; the reaction
// amplifies an error by about 1 + dt (v^2 + F) per step. After 100 steps of this field the error is
// below 2e-5; float64 rounds 2^29 times finer.
constexpr double kBound32 = 2e-5, kBound64 = 1e-12;

struct Case {
    int rows, cols;
    const char* stencil;
    int boundary;
    bool varying;
};

std::vector<Case> cases() {
    std::vector<Case> all;
    for (const Stencil& stencil : stencils())
        for (int boundary = 0; boundary < 3; ++boundary) all.push_back({37, 53, stencil.id, boundary, false});
    for (int boundary = 0; boundary < 3; ++boundary) {
        all.push_back({128, 200, "oono-puri", boundary, false});
        all.push_back({41, 67, "oono-puri", boundary, true});
        all.push_back({1, 33, "karl-sims", boundary, false});
        all.push_back({29, 1, "five-point", boundary, false});
        all.push_back({1, 1, "oono-puri", boundary, false});
    }
    return all;
}

/// A field without symmetry and without random numbers; every value is exact in float32.
Field textured(int rows, int cols) {
    Field field(rows, cols, GS_F64);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x) {
            const double a = ((7 * x + 13 * y + x * y) % 64) / 1024.0;
            const bool inside = std::abs(3 * y - rows) < rows && std::abs(2 * x - cols) < cols / 2;
            field.set(y, x, 1 - a - (inside ? 0.5 : 0), a + (inside ? 0.25 : 0));
        }
    return field;
}

gs_params params_for(const Case& c) {
    const auto known = stencils();
    const auto s = std::find_if(known.begin(), known.end(),
                                [&](const Stencil& k) { return c.stencil == std::string(k.id); });
    const double scale = 1 / (s->edge + 2 * s->corner);
    return {0.0367, 0.0649, 0.2 * scale, 0.1 * scale, 1, s->edge, s->corner, c.boundary, 0.75, 0.125};
}

Field rates_for(const Case& c) {
    if (!c.varying) return {};
    Field rates(c.rows, c.cols, GS_F64);
    for (int y = 0; y < c.rows; ++y)
        for (int x = 0; x < c.cols; ++x) rates.set(y, x, 0.03 + 0.02 * x / c.cols, 0.06 + 0.005 * y / c.rows);
    return rates;
}

Status result_of(const gs_kernel& kernel, const Case& c, Field& result) {
    Engine engine;
    if (Status s = engine.set_params(params_for(c)); !s) return s;
    if (Status s = engine.select(kernel); !s) return s;
    if (Status s = engine.set_field(textured(c.rows, c.cols), 0, rates_for(c)); !s) return s;
    if (Status s = engine.step(kSteps); !s) return s;
    if (Status s = engine.finish(); !s) return s;
    result = engine.read();
    return {};
}

double largest_difference(const Field& a, const Field& b) {
    double largest = 0;
    for (int y = 0; y < a.rows(); ++y)
        for (int x = 0; x < a.cols(); ++x)
            for (const double d : {a.u(y, x) - b.u(y, x), a.v(y, x) - b.v(y, x)})
                largest = std::abs(d) <= largest ? largest : std::abs(d);  // keeps a NaN
    return largest;
}

/// Prints one kernel's line; false if the kernel is wrong.
bool check_kernel(const gs_kernel& kernel, ProgressBar& bar) {
    const double bound = kernel.scalar == GS_F64 ? kBound64 : kBound32;
    const gs_kernel& reference = *find_kernel("cpu-reference-f64");
    double largest = 0;
    int done = 0, refused = 0;
    std::string failure;
    const auto all = cases();
    for (const Case& c : all) {
        bar.show(done + refused, static_cast<std::int64_t>(all.size()));
        const gs_problem problem{c.rows, c.cols, c.varying ? 1 : 0, params_for(c)};
        if (!why_refused(kernel, problem).empty()) {
            ++refused;
            continue;
        }
        Field expected, got;
        Status s = result_of(reference, c, expected);
        if (s) s = result_of(kernel, c, got);
        if (!s) failure = s.why();
        const double off = s ? largest_difference(expected, got) : 0;
        largest = off <= largest ? largest : off;
        ++done;
    }
    bar.wipe();
    const bool good = failure.empty() && largest <= bound;
    answer(say(Text::CheckLine, kernel.id, good ? "ok" : "FAIL", done, refused, largest, bound));
    if (!failure.empty()) answer(fmt::format("{:<20} {}", "", failure));
    return good;
}

int check(const std::string& typed) {
    std::vector<std::string> known;
    for (const gs_kernel* kernel : kernels()) known.emplace_back(kernel->id);
    const std::string meant = meant_name(typed, known), id = meant.empty() ? typed : meant;
    if (!id.empty()) {
        const gs_kernel* kernel = find_kernel(id);
        const char* why = kernel != nullptr ? why_unavailable(*kernel) : nullptr;
        if (kernel == nullptr || why != nullptr) {
            complain(kernel == nullptr ? unknown_name(text(Text::Kernel), id, known)
                                       : say(Text::KernelCant, id, why));
            return kWrongInput;
        }
    }
    bool all_good = true;
    ProgressBar bar(std::string(text(Text::Cases)));
    for (const gs_kernel* kernel : kernels()) {
        if (!id.empty() && id != kernel->id) continue;
        if (const char* why = why_unavailable(*kernel))
            answer(fmt::format("{:<20} --    {}", kernel->id, say(Text::KernelUnavailable, why)));
        else
            all_good = check_kernel(*kernel, bar) && all_good;
    }
    return all_good ? kDone : kFailed;
}

}  // namespace

void add_check(CLI::App& cli, Action& action) {
    auto id = std::make_shared<std::string>();
    CLI::App* sub = cli.add_subcommand("check", std::string(text(Text::CheckHelp)));
    add_option(*sub, "KERNEL", *id, Text::CheckHelpKernel)->type_name("");
    sub->callback([id, &action] { action = [id] { return check(*id); }; });
}

}  // namespace gs
