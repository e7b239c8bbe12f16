#pragma once

#include <string>

namespace rolepress {

/// Parts text whose script puts no spaces between words into pairs of neighbouring letters, each a
/// word: what a query asks for may stand anywhere in a run. Other text stays as it is.
void pair_unspaced(std::string& text);

}  // namespace rolepress
