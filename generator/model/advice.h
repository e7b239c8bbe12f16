#pragma once

#include "base/diagnostic.h"
#include "model/site.h"

namespace rolepress {

/// Warnings: what is allowed, and yet likely to mislead a visitor or to break a rule of publishing.
void advise(const Site& site, Diagnostics& problems);

}  // namespace rolepress
