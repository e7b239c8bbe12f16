#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "model/role.h"

namespace rolepress {

/// What the law asks every page to say of who publishes it. Empty = not told yet.
struct Publisher {
  std::string legal_name;
  std::string company_number;
  std::string company_register;  // that gave the number
  std::string registered_in;
  std::string registered_office;
  std::string email;
  Located<std::string> vat_number;
  std::string ico_registration;
  Spot at;
};

/// Those of them that every company has, by their names in site.yaml.
[[nodiscard]] inline std::array<std::pair<std::string_view, std::string_view>, 6> particulars(
    const Publisher& publisher) {
  return {{{"legal_name", publisher.legal_name},
           {"company_number", publisher.company_number},
           {"registered_in", publisher.registered_in},
           {"registered_office", publisher.registered_office},
           {"email", publisher.email},
           {"vat_number", publisher.vat_number.value}}};
}

/// The person who vouches.
struct Voucher {
  std::string name;
  std::string title;
  MarkdownText about;
  std::string call;                  // what the short call is for
  Located<std::string> booking_url;  // empty = no booking link yet
  Spot at;
};

struct Disclosure {
  std::string brief;  // in the first screen, before any apply link
  std::string apply;  // beside each apply link
  MarkdownText footer;
};

/// The editor in the browser, at /admin/.
struct AdminEditor {
  Located<std::string> repository;  // owner/name; empty = there is no such page
  std::string branch = "main";
  Located<std::string> sign_in;  // the address of the OAuth service; empty = by token

  [[nodiscard]] bool is_on() const { return !repository.value.empty(); }
};

struct Settings {
  int stale_after_days = 60;
  int cards_per_page = 50;
  int newest_on_home = 12;
  int similar_roles = 6;
  int closing_soon_days = 7;
  int feed_roles = 500;
};

/// Colours of what the generator draws: icons, social images, the frame of an installed page. As
/// "#rrggbb".
struct Look {
  std::string paper = "#faf7f0";
  std::string ink = "#1e1c18";
  std::string accent = "#0d5157";
};

/// content/site.yaml
struct SiteConfig {
  std::string path;
  std::string name;
  std::string short_name;
  Located<std::string> base_url;   // https://host or https://host/path, without a final slash
  std::string language = "en";     // BCP 47
  Located<std::string> time_zone;  // IANA; empty = UTC
  std::string home_name;           // of the home page in breadcrumbs; empty = the site's name
  std::string tagline;
  std::string description;
  MarkdownText opening;
  Publisher publisher;
  Voucher voucher;
  Disclosure disclosure;
  Settings settings;
  AdminEditor admin;
  Look look;
  std::string security_contact;  // mailto: or https: address for security.txt; empty = no such file
  std::vector<std::string> month_names;  // January first; empty = dates are shown as 2026-05-28

  /// The time zone in which its days begin.
  [[nodiscard]] std::string zone() const {
    return time_zone.value.empty() ? "UTC" : time_zone.value;
  }
};

}  // namespace rolepress
