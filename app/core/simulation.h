// The engine with what surrounds it: starts from seeds, takes new settings whole or not at all, paints, and
// notices when a field has blown up.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/core/frame.h"
#include "app/core/requests.h"
#include "app/core/sim_state.h"
#include "kernels/engine.h"

namespace gs {

/// Belongs to one thread: the simulation's, or a script's.
class Simulation {
  public:
    Simulation();

    Status adopt(const request::Adopt& wanted);
    void remember(Snapshot& into);
    void paint(const request::Dab& dab);
    /// Steps and waits for the device.
    Status step(std::int64_t n);
    Exported exported();

    /// Fills a frame on the host, with extremes where asked for.
    void copy_to(Frame& frame, bool with_extremes);
    /// Looks at all cells: empty, or a sentence saying that the field has blown up and what limits dt.
    std::string blown_up();
    /// The same, from a frame's extremes.
    std::string blown_up(const Frame& frame) const;

    /// Kernel, size, steps and time; the rates are the thread's matter.
    void describe(SimState& state) const;

    Engine& engine() { return *engine_; }
    const Document& document() const { return document_; }
    std::int64_t steps_done() const { return engine_->steps_done(); }
    double time() const { return time_; }

  private:
    Status reopen(const request::Adopt& wanted, const Field& field, std::int64_t steps, double time);
    Field whole_field();

    std::unique_ptr<Engine> engine_;
    Document document_;
    std::string because_;
    double time_ = 0;
    /// The field in float64 where it came so and a float32 kernel holds it, until it is stepped or painted: a
    /// float64 kernel that is chosen next loses nothing.
    std::optional<Field> exact_;
    Frame looked_at_;
};

/// The knobs' values that the document asks of this kernel, in the kernel's order.
std::vector<std::int64_t> knobs_for(const Document& document, const gs_kernel& kernel);

/// The largest stable dt for the document's stencil and diffusion (explicit Euler, without the reaction).
double dt_limit(const Document& document);

}  // namespace gs
