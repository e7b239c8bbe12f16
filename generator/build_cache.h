#pragma once

#include "content/role_cache.h"
#include "search/word_cache.h"

namespace rolepress {

/// What builds leave for the next one, so that it need not begin from nothing.
struct BuildCache {
  RoleCache roles;
  WordCache words;
};

}  // namespace rolepress
