#include "app/core/app/jobs.h"

#include <exception>
#include <utility>

#include "app/core/text/strings.h"

namespace gs {

Status guarded(const std::function<Status()>& work) {
    try {
        return work();
    } catch (const std::exception& error) {
        return Status::failure(say(Text::JobFailed, error.what()));
    }
}

Jobs::Jobs(int threads) : writers_(threads > 0 ? std::make_unique<Writers>(threads) : nullptr) {}

Jobs::~Jobs() = default;

Jobs::Ticket Jobs::expect() {
    ++expected_;
    return Ticket(this, [this](const void*) { --expected_; });
}

void Jobs::begin(Ticket ticket, Work work) {
    if (!writers_) return run(std::move(ticket), work);
    writers_->post([this, ticket = std::move(ticket), work = std::move(work)]() mutable {
        run(std::move(ticket), work);
    });
}

void Jobs::run(Ticket ticket, const Work& work) {
    Then then;
    const Status done = guarded([&] { return work(then); });
    const std::lock_guard lock(mutex_);
    finished_.push_back(
        {std::move(ticket), [done, then = std::move(then)] { return done && then ? then() : done; }});
}

std::vector<Jobs::Finished> Jobs::finished() {
    const std::lock_guard lock(mutex_);
    return std::exchange(finished_, {});
}

Status Jobs::outcome() {
    Status first;
    if (writers_) return first;
    for (Finished& job : finished()) {
        job.ticket.reset();  // what goes on with it waits for others alone
        const Status done = guarded(job.then);
        if (first.ok()) first = done;
    }
    return first;
}

void Jobs::take_finished(const std::function<void(const std::string& why)>& failed) {
    for (Finished& job : finished()) {
        const Status done = guarded(job.then);
        job.ticket.reset();
        if (!done) failed(done.why());
    }
}

}  // namespace gs
