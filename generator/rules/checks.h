#pragma once

#include "rules/rule.h"

namespace rolepress {

// The checks of the table in rules.cpp, one for each rule, by what they look at.

using SiteCheck = void(const Evidence&, Judge&);
using PageCheck = void(const Evidence&, const PublishedPage&, Judge&);

// posting_checks.cpp: schema.org JobPosting
PageCheck check_posting_place;
PageCheck check_posting_facts;
PageCheck check_posting_presence;
PageCheck check_posting_shown;
PageCheck check_posting_end;
PageCheck check_posting_pay;
PageCheck check_posting_terms;
PageCheck check_posting_stable;
PageCheck check_closed_role;
PageCheck check_breadcrumbs;

// advert_checks.cpp: links, advertising and the company
PageCheck check_apply_marked;
PageCheck check_apply_disclosed;
PageCheck check_apply_host;
SiteCheck check_particulars_given;
PageCheck check_particulars_shown;
SiteCheck check_vat_number;
PageCheck check_advert_facts;
PageCheck check_daily;
SiteCheck check_urgency;

// page_checks.cpp: every page
PageCheck check_canonical;
SiteCheck check_canonical_unique;
PageCheck check_landmarks;
PageCheck check_headings;
PageCheck check_own_host;
PageCheck check_nothing_inline;
PageCheck check_links;
PageCheck check_social_image;
PageCheck check_closing_times;
PageCheck check_feed_links;
PageCheck check_not_found;

// file_checks.cpp: what is published beside pages
SiteCheck check_sitemap_limits;
SiteCheck check_sitemap_pages;
SiteCheck check_sitemap_dates;
SiteCheck check_atom;
SiteCheck check_json_feeds;
SiteCheck check_search;
SiteCheck check_redirects_published;
SiteCheck check_content_policy;
SiteCheck check_caching;
SiteCheck check_robots;
SiteCheck check_security_contact;
SiteCheck check_icons;

}  // namespace rolepress
