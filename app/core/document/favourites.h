// Places of the parameter space that the user kept, which stand beside the presets.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/document/presets.h"
#include "kernels/engine/status.h"

namespace gs {

/// The keys of the properties that belong to a favourite: of its equations; of its start and its
/// colours, in an order in which they can be set.
std::span<const std::string_view> kept_equations();
std::span<const std::string_view> kept_start_and_colours();
/// Writes a property's value from one document into another.
void copy_property(std::string_view key, const Document& from, Document& to);

/// One place with a name, as it was kept; never changed.
struct Favourite {
    /// steps: how many the run had behind it, 0 or more; of the document only what is kept.
    Favourite(std::string name, std::int64_t steps, const Document& document);
    Favourite(const Favourite&) = delete;
    Favourite& operator=(const Favourite&) = delete;

    std::string name, help;
    std::int64_t steps;
    Document document;
    /// The same as a preset; its id and its label are the name.
    Preset row;
};

using Kept = std::vector<std::shared_ptr<const Favourite>>;

/// What the user kept. No two have the same name (fold()).
struct Favourites {
    /// In the order in which they were kept.
    Kept kept;
    /// Forgotten since the program began, the newest last.
    Kept forgotten;
};

/// The favourites beside this document; valid as long as it.
const Kept& kept_by(const Document& document);
/// The favourite of this name, or nullptr: capitals, '-', '_' and blanks make no difference.
const Favourite* find_favourite(const Document& document, std::string_view name);

/// Fails with a sentence if a favourite can't have this name.
Status check_favourite_name(std::string_view name);
/// This name, or with the first number behind it with which none of these has it.
std::string free_favourite_name(const Kept& kept, const std::string& name);

}  // namespace gs
