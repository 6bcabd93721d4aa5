// What a user may do to the window, at random: each thing is a line, so that it can be logged, done
// again and read.
#pragma once

#include <cstdint>
#include <random>
#include <string>

namespace gs {

/// Makes lines up. The same seed gives the same lines, whatever they do:
///   execute COMMAND                a line of the console
///   key COMMAND                    the key of this row of shortcuts()
///   move X Y, click X Y, right X Y the pointer, in shares of the window
///   drag X Y X Y, wheel X Y TURNS
///   window WIDTH HEIGHT            in pixels
///   frames N                       nothing, for so long
/// Nothing ends the program, measures the machine or leads out of its folders.
class RandomHands {
  public:
    explicit RandomHands(std::uint32_t seed) : random_(seed) {}
    std::string next();

  private:
    int below(int n) { return static_cast<int>(random_() % static_cast<std::uint32_t>(n)); }
    double share() { return below(1001) / 1000.0; }
    std::string place();
    std::string setting();
    std::string word_command();
    std::string hand();
    std::string run();
    std::string key();

    /// Not its distributions, which differ between libraries.
    std::mt19937 random_;
};

}  // namespace gs
