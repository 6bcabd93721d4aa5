// What can be said of the Gray-Scott equations without computing them: nullclines, uniform states
// at rest, and which small waves around them grow. Pure functions; any thread.
//
//   u' = du L u - u v^2 + F (1 - u),   v' = dv L v + u v^2 - (F + k) v
//
// L is the program's stencil. Of a wave with q waves of 2 pi per cell along an axis it makes
// -S(q) times that wave, S(q) = 2 (edge + 2 corner) (1 - cos q). Other directions differ from that
// in the order of q^4, so that the numbers hold for waves of more than about six cells.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/core/document/document.h"

namespace gs {

/// A uniform field.
struct UniformState {
    double u = 1, v = 0;
};

/// The uniform states at rest other than u = 1, v = 0, which exist if F >= 4 (F + k)^2: the one
/// with more v ("blue", Pearson 1993) and the saddle between.
struct UniformStates {
    UniformState blue, saddle;
};
std::optional<UniformStates> states_with_v(double feed, double kill);

/// The nullclines: u of u' = 0 at this v, F / (F + v^2), and u of v' = 0 at this v > 0,
/// (F + k) / v; v' is 0 at v = 0, too.
double nullcline_u(double feed, double v);
double nullcline_v(double feed, double kill, double v);

/// How fast a wave around a uniform state grows: the larger real part of the two eigenvalues of
/// the linearised equations (Murray, Mathematical Biology II, section 2.3), per unit of time. q: in
/// radians per cell.
double growth_rate(const gs_params& params, const UniformState& state, double q);

/// What linear analysis says of the present parameters.
struct Prediction {
    enum class Kind {
        /// The rates vary over the field.
        Varies,
        /// Only u = 1, v = 0 exists, and it is stable.
        OnlyRed,
        /// The blue state is stable against all waves.
        Stable,
        /// A uniform field around the blue state oscillates ever more (Hopf), and no wave with a
        /// length grows faster.
        Oscillates,
        /// Waves of this length around the blue state grow fastest (Turing).
        Turing
    };
    Kind kind = Kind::OnlyRed;
    UniformState state;
    /// Of the fastest wave, in cells; and its growth per unit of time.
    double wavelength = 0, growth = 0;
    /// The sentence for a title's end, and the one that explains it.
    std::string brief, why;
};
Prediction predict(const Document& document);

}  // namespace gs
