#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rolepress {

/// Words of a query that are written as one, and how they read together; "" if they do not.
struct QueryRun {
  std::vector<std::string> parts;
  std::string joined;
};

/// The words of the beginning of a query.
[[nodiscard]] std::vector<QueryRun> scan_query(std::string_view query);

/// Gives a trade and a country their names where "it" and "us" are no stop words. The last word may
/// go on where the query `is_open`.
void settle_names(std::vector<QueryRun>& runs, bool is_open);

/// Whether a run can find anything: stop words say nothing, nor does "work" before "as" and "in".
[[nodiscard]] bool means_something(const std::vector<QueryRun>& runs, std::size_t i);

}  // namespace rolepress
