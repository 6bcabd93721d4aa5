#include "app/core/document/glide.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/document/presets.h"
#include "app/core/text/letters.h"
#include "app/core/text/strings.h"

namespace gs {
namespace {

constexpr double kLongestWall = 86400;     // s
constexpr double kLongestSimulated = 1e9;  // units of simulated time
constexpr double kShortest = 0.01;

double number_in(const Document& document, const std::string& key) {
    return std::get<double>(value_of(document, *find_property(key, document)));
}

}  // namespace

std::vector<double> Glide::values(double at) const {
    const auto next =
        std::find_if(moments.begin(), moments.end(), [&](const Moment& m) { return m.at > at; });
    if (next == moments.end()) return moments.back().values;
    if (next == moments.begin()) return moments.front().values;
    const Moment &from = *(next - 1), &to = *next;
    const double share = (at - from.at) / (to.at - from.at);
    std::vector<double> between(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i)
        between[i] = from.values[i] + share * (to.values[i] - from.values[i]);
    return between;
}

Glide Glide::lasting(double length_wanted, Clock clock_wanted) const {
    Glide other = *this;
    other.clock = clock_wanted;
    for (Moment& m : other.moments) m.at *= length_wanted / length();
    other.moments.back().at = length_wanted;
    return other;
}

bool can_glide(const Property& property) {
    return std::holds_alternative<double Document::*>(property.member) && property.effect != Effect::Run &&
           property.effect != Effect::Restart;
}

std::vector<std::string> gliding_keys() {
    std::vector<std::string> keys;
    for (const Property& p : properties())
        if (can_glide(p)) keys.push_back(p.key);
    return keys;
}

Glide glide_to(const Document& document, std::vector<std::string> keys, std::vector<double> values,
               double length, Glide::Clock clock) {
    Glide glide{std::move(keys), {}, clock};
    std::vector<double> here;
    for (const std::string& key : glide.keys) here.push_back(number_in(document, key));
    glide.moments = {{0, std::move(here)}, {length, std::move(values)}};
    return glide;
}

Glide glide_to(const Document& document, const Preset& preset, double length, Glide::Clock clock) {
    Document there = document;
    apply_equations(preset, there);
    std::vector<std::string> keys;
    std::vector<double> values;
    for (const std::string& key : gliding_keys()) {
        const double value = number_in(there, key);
        if (value == number_in(document, key)) continue;
        keys.push_back(key);
        values.push_back(value);
    }
    Glide glide = glide_to(document, std::move(keys), std::move(values), length, clock);
    glide.preset = preset.id;
    return glide;
}

Status read_duration(std::string_view what, const std::string& typed, double& length, Glide::Clock& clock) {
    const std::string word = plain(typed);
    const bool seconds = word.ends_with('s'), simulated = word.ends_with('t');
    clock = simulated ? Glide::Clock::Simulated : Glide::Clock::Wall;
    const std::string number = word.substr(0, word.size() - (seconds || simulated ? 1 : 0));
    return read_number(what, number, kShortest, simulated ? kLongestSimulated : kLongestWall, length);
}

Status make_path(std::vector<Glide::Moment> moments, Glide& path) {
    const auto out_of_order = std::adjacent_find(moments.begin(), moments.end(),
                                                 [](const auto& a, const auto& b) { return b.at <= a.at; });
    if (out_of_order != moments.end())
        return Status::failure(say(Text::PathOrder, out_of_order->at, (out_of_order + 1)->at));
    if (moments.size() < 2 || moments.size() > kMostPlaces)
        return Status::failure(say(Text::PathPlaces, moments.size(), kMostPlaces));
    const double begin = moments.front().at;
    for (Glide::Moment& m : moments) m.at -= begin;
    path = {{"feed", "kill"}, std::move(moments)};
    return {};
}

std::string words_of_path(const Glide& path) {
    std::string words;
    for (const Glide::Moment& m : path.moments)
        words +=
            fmt::format("{}{:.6g} {:.6g} {:.6g}", words.empty() ? "" : " ", m.at, m.values[0], m.values[1]);
    return words;
}

Status read_path(std::span<const std::string> words, Glide& path) {
    if (words.size() % 3 != 0) return Status::failure(say(Text::PathThrees, words.size()));
    std::vector<Glide::Moment> moments;
    for (std::size_t i = 0; i < words.size(); i += 3) {
        Glide::Moment m{0, {0, 0}};
        if (Status s = read_number("path, seconds", words[i], 0, kLongestWall, m.at); !s) return s;
        if (Status s = read_number("path, feed", words[i + 1], 0, 1, m.values[0]); !s) return s;
        if (Status s = read_number("path, kill", words[i + 2], 0, 1, m.values[1]); !s) return s;
        moments.push_back(std::move(m));
    }
    return make_path(std::move(moments), path);
}

void thin_out(std::vector<Glide::Moment>& moments) {
    while (moments.size() > kMostPlaces) {
        std::vector<Glide::Moment> fewer;
        for (std::size_t i = 0; i + 1 < moments.size(); i += 2) fewer.push_back(std::move(moments[i]));
        fewer.push_back(std::move(moments.back()));
        moments = std::move(fewer);
    }
}

}  // namespace gs
