// The simulation on the calling thread, for scripts and tests.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "app/core/run/runner.h"
#include "app/core/run/seek.h"
#include "app/core/run/simulation.h"
#include "app/core/run/stepping.h"

namespace gs {

/// Each request is done when submit() returns. One thread.
class DirectRunner final : public Runner {
  public:
    /// What it tells while it works, on the same thread; either may be empty.
    struct Told {
        /// A lost device, or a kernel that runs in place of another: the work goes on.
        std::function<void(std::string)> warn;
        /// Now and then during a Step; false stops it, which is a failure.
        std::function<bool(std::int64_t done, std::int64_t total)> progress;
    };
    explicit DirectRunner(Told told);

    Status submit(Request request) override;
    bool failed_while_running() const override { return failed_; }
    SimState state() const override;
    void open_kernel() override;
    const Frame* take_frame() override;

  private:
    Status perform(const request::Adopt& wanted);
    Status perform(const request::Remember& wanted) { return simulation_.remember(*wanted.into); }
    Status perform(const request::Touch& wanted) { return simulation_.touch(wanted); }
    Status perform(const request::GoTo& wanted);
    Status perform(const request::Copy& wanted) { return simulation_.copy(wanted); }
    Status perform(const request::Step& wanted);
    Status perform(const request::Play&) { return {}; }
    Status perform(const request::Export& wanted) { return simulation_.export_to(wanted.to); }
    enum class Looks { Now, Never };
    /// Fails as soon as a look finds a field that has blown up.
    Status step(std::int64_t n, Looks looks);
    void warn(const std::string& what) const;

    Told told_;
    Simulation simulation_;
    Stepping stepping_;
    Frame frame_;
    bool failed_ = false;
};

}  // namespace gs
