// How a function says that it failed. If it makes something, that goes into its last argument.
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace gs {

/// Success, or one sentence for the user that names the thing, its value and what is allowed.
class [[nodiscard]] Status {
  public:
    Status() = default;
    static Status failure(std::string why) { return Status(std::move(why)); }
    bool ok() const { return !why_; }
    explicit operator bool() const { return ok(); }
    /// Why it failed; empty when it did not.
    const std::string& why() const {
        static const std::string none;
        return why_ ? *why_ : none;
    }

  private:
    explicit Status(std::string why) : why_(std::move(why)) {}
    std::optional<std::string> why_;
};

}  // namespace gs
