#pragma once

#include <string>
#include <string_view>

#include "model/site.h"
#include "render/view_type.h"

namespace rolepress {

[[nodiscard]] const ViewType& text_view();          // std::string
[[nodiscard]] const ViewType& date_view();          // CivilDate
[[nodiscard]] const ViewType& pay_view();           // Pay
[[nodiscard]] const ViewType& question_view();      // Question
[[nodiscard]] const ViewType& work_view();          // CategoryWork
[[nodiscard]] const ViewType& pool_view();          // Pool
[[nodiscard]] const ViewType& role_view();          // Role
[[nodiscard]] const ViewType& similar_role_view();  // Role
[[nodiscard]] const ViewType& category_view();      // Category
[[nodiscard]] const ViewType& section_view();       // Section

/// "$50–$90", or the one amount that is known: "$50".
[[nodiscard]] std::string pay_amount(const Pay& pay);
/// "$50–$90 / hour", without words: "$50+" where only the lowest amount is known, "≤ $90" where
/// only the highest is.
[[nodiscard]] std::string pay_text(const Pay& pay);

/// "$50–$90", "$50+" or "≤ $90": the range of what the roles state by the hour; empty where none
/// states it.
[[nodiscard]] std::string hourly_pay_text(const std::vector<const Role*>& roles);

/// As "2026-11-30:2 2026-12-04:1", for scripts that recount.
[[nodiscard]] std::string closings_text(const Closings& closings);

/// href and rel of a paid link, with what the law and search engines ask of one. Only the generator
/// writes them, so that no template can leave them out.
[[nodiscard]] std::string apply_attributes(const std::string& url);

/// Whether a language, a BCP 47 tag, is written from right to left.
[[nodiscard]] bool is_right_to_left(std::string_view language);

}  // namespace rolepress
