#include "tests/bundle/predicted.h"

namespace gs::bundle {

// The place where a model of the card is asked; there is none.
double predicted_gcells(const std::string&, int, int) {
    return 0;
}

}  // namespace gs::bundle
