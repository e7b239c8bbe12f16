#include "model/iso_codes.h"

#include <array>
#include <utility>

#include "base/text.h"

namespace rolepress {
namespace {

constexpr std::string_view kCurrencies =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN "
    "BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD "
    "FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY "
    "KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP "
    "MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR "
    "RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT "
    "TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR "
    "ZMW ZWG ";

constexpr std::string_view kWholeCurrencies =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF ";

constexpr std::string_view kCountries =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO "
    "BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ "
    "DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP "
    "GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG "
    "KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML "
    "MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE "
    "PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL "
    "SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM "
    "US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW ";

// Amounts of other currencies are led by their code, so that no two dollars are confused.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kPrefixes = {{
    {"USD", "$"},
    {"GBP", "£"},
    {"EUR", "€"},
    {"AUD", "A$"},
    {"CAD", "C$"},
    {"NZD", "NZ$"},
    {"INR", "₹"},
    {"JPY", "¥"},
    {"ILS", "₪"},
}};

// Codes are words of one length in the order of the alphabet, each with a space behind it.
bool holds(std::string_view codes, std::string_view code, std::size_t length) {
  if (code.size() != length) return false;
  std::size_t first = 0;
  std::size_t last = codes.size() / (length + 1);
  while (first < last) {
    const std::size_t middle = (first + last) / 2;
    const int order = codes.compare(middle * (length + 1), length, code);
    if (order == 0) return true;
    (order < 0 ? first : last) = order < 0 ? middle + 1 : middle;
  }
  return false;
}

}  // namespace

bool is_currency(std::string_view code) { return holds(kCurrencies, code, 3); }

bool has_minor_units(std::string_view currency) { return !holds(kWholeCurrencies, currency, 3); }

bool is_country(std::string_view code) { return holds(kCountries, code, 2); }

std::vector<std::string_view> country_codes() {
  std::vector<std::string_view> codes = split(kCountries, ' ');
  codes.pop_back();  // behind the last space
  return codes;
}

std::string_view currency_prefix(std::string_view code) {
  for (const auto& [known, prefix] : kPrefixes) {
    if (known == code) return prefix;
  }
  return {};
}

}  // namespace rolepress
