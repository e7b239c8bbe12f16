#include "content/import_pay.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <utility>

#include "base/text.h"
#include "content/write_yaml.h"
#include "content/written_pay.h"
#include "model/iso_codes.h"

namespace rolepress {
namespace {

constexpr std::string_view kPayEnds[] = {"min", "max"};

// One end of the band as its column says it; `pay` is empty where it says nothing.
struct PayEnd {
  std::string text;
  std::optional<WrittenPay> pay;
};

std::string_view unit_name(PayUnit unit) { return kPayUnits[static_cast<std::size_t>(unit)]; }

// What is no code is refused where the field is read.
bool may_be_dollars(std::string_view currency) {
  return !is_currency(currency) || has_dollar_sign(currency);
}

class PaySettler {
 public:
  explicit PaySettler(const ImportedPay& pay) : pay_(pay) {
    currency_ = field_text(pay.values, "currency");
    unit_ = field_text(pay.values, "unit");
    if (std::string code = currency_of_words(currency_); !code.empty()) {
      currency_ = code;
    } else if (const auto said = read_written_pay(currency_)) {
      currency_ = said->currency;  // `currency: "{pay}"`
    }
    const auto said = read_written_pay(unit_);
    if (const auto unit = said ? said->unit : unit_of_words(unit_)) {
      unit_ = unit_name(*unit);
    } else if (said) {
      unit_.clear();
    }
  }

  YamlNode settle(std::optional<UnreadPay>& unread) {
    for (std::size_t i = 0; i < ends_.size(); ++i) {
      ends_[i].text = field_text(pay_.values, kPayEnds[i]);
      if (!read(kPayEnds[i], ends_[i], unread)) return {};
    }
    YamlNode result;
    result.kind = YamlNode::Kind::kMapping;
    const auto add = [&](std::string_view key, std::string_view text) {
      if (!text.empty()) result.entries.push_back({std::string(key), {}, text_node(text)});
    };
    add("min", amount_at(ends_[0], ends_[1], &WrittenPay::min_minor));
    add("max", amount_at(ends_[1], ends_[0], &WrittenPay::max_minor));
    if (result.entries.empty()) return {};
    add("currency", currency_);
    add("unit", unit_);
    return result;
  }

 private:
  using Amount = std::optional<std::int64_t> WrittenPay::*;

  // Where only the other column says something, it may say both: "$50 - $90".
  static std::string amount_at(const PayEnd& own, const PayEnd& other, Amount amount) {
    const auto is_one = [](const WrittenPay& pay) { return pay.min_minor == pay.max_minor; };
    const PayEnd& end = own.pay || !other.pay || is_one(*other.pay) ? own : other;
    if (!end.pay) return {};
    constexpr std::int64_t kHundredths = 100;
    const std::int64_t minor = ((*end.pay).*amount).value_or(0);
    constexpr std::size_t kPointAndDecimals = 3;
    const bool is_plain = end.text.find_first_not_of("0123456789.") == std::string::npos &&
                          end.text.size() - end.text.find('.') <= kPointAndDecimals;
    if (minor == 0) return {};
    // As the list has it where it is a number already.
    return minor % kHundredths != 0 && is_plain ? end.text : decimal_of(minor);
  }

  bool read(std::string_view key, PayEnd& end, std::optional<UnreadPay>& unread) {
    if (trim(end.text).empty() || tells_no_amount(end.text)) return true;
    const auto refuse = [&](std::string message, std::string help) {
      unread = {key, std::move(message), std::move(help)};
      return false;
    };
    end.pay = read_written_pay(end.text);
    if (!end.pay) {
      return refuse("is not an amount of pay",
                    "write it as 50, \"$50 - $90/hr\" or \"up to 90 USD a day\", or leave the cell "
                    "empty where nobody knows");
    }
    if (!take_currency(*end.pay)) {
      return refuse(fmt::format("is not in {}, the currency of the listing", currency_),
                    "correct one of the two in the list, or `currency` in the mapping");
    }
    if (!take_unit(*end.pay)) {
      return refuse(fmt::format("is not by the {}, the unit of the listing", unit_),
                    "correct one of the two in the list, or `unit` in the mapping");
    }
    const bool is_short = unit_ == "hour" || unit_ == "day" || unit_ == "task";
    if (end.pay->in_thousands && !end.pay->unit && !unit_is_said_ && is_short) {
      return refuse(fmt::format("is not an amount by the {}", unit_),
                    "write the unit behind it, as in \"$50k a year\", or correct `unit` in the "
                    "mapping");
    }
    return true;
  }

  bool take_currency(const WrittenPay& pay) {
    in_dollars_ = in_dollars_ || pay.in_dollars;
    if (pay.currency.empty()) return !pay.in_dollars || may_be_dollars(currency_);
    if (in_dollars_ && !may_be_dollars(pay.currency)) return false;
    const bool is_settled = currency_is_said_ || !pay_.currency_is_usual;
    if (!currency_.empty() && is_settled && currency_ != pay.currency) return false;
    currency_ = pay.currency;
    currency_is_said_ = true;
    return true;
  }

  bool take_unit(const WrittenPay& pay) {
    if (!pay.unit) return true;
    const std::string_view name = unit_name(*pay.unit);
    const bool is_settled = unit_is_said_ || !pay_.unit_is_usual;
    if (!unit_.empty() && is_settled && unit_ != name) return false;
    unit_ = name;
    unit_is_said_ = true;
    return true;
  }

  const ImportedPay& pay_;
  std::array<PayEnd, 2> ends_;
  std::string currency_;
  std::string unit_;
  bool in_dollars_ = false;
  bool currency_is_said_ = false;  // by an amount
  bool unit_is_said_ = false;
};

}  // namespace

YamlNode settle_pay(const ImportedPay& pay, std::optional<UnreadPay>& unread) {
  return PaySettler(pay).settle(unread);
}

}  // namespace rolepress
