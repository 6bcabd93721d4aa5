#include "app/core/files/field_hash.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>

namespace gs {

std::string hash_of(const Field& field) {
    std::uint64_t hash = 0x9E3779B97F4A7C15U;
    const auto mix = [&](std::uint64_t word) {
        hash = (hash ^ word) * 0xD6E8FEB86659FD93U;
        hash ^= hash >> 32U;
    };
    mix(static_cast<std::uint64_t>(field.rows()));
    mix(static_cast<std::uint64_t>(field.cols()));
    mix(static_cast<std::uint64_t>(field.scalar()));
    const auto mix_plane = [&](auto plane) {
        const auto bytes = std::as_bytes(plane);
        for (std::size_t at = 0; at < bytes.size(); at += sizeof hash) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + at, std::min(sizeof word, bytes.size() - at));
            mix(word);
        }
    };
    field.visit([&](auto u, auto v) {
        mix_plane(u);
        mix_plane(v);
    });
    return fmt::format("{:016x}", hash);
}

}  // namespace gs
