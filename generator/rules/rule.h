#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "model/site.h"
#include "render/page.h"
#include "rules/html_reader.h"

namespace rolepress {

/// A published site: what it was made from, and every file of it by its path.
struct Evidence {
  Evidence(const Site& site, const std::map<std::string, std::string>& files);

  const Site& site;
  const std::map<std::string, std::string>& files;
  /// By address, the feeds and sitemaps that list it.
  std::unordered_map<std::string, std::vector<std::string_view>> listed_in;
  /// Where the live roles lead those who apply.
  std::unordered_set<std::string> apply_urls;

  /// Its text; empty if it is not published.
  [[nodiscard]] const std::string& file(std::string_view path) const;
  [[nodiscard]] bool has(std::string_view path) const;
};

/// One page of it, read.
struct PublishedPage {
  const Page& page;
  const std::string& html;
  std::vector<MarkupToken> tokens;
  std::string text;  // all that visitors can read

  [[nodiscard]] const Role* role() const;
  [[nodiscard]] const Category* category() const;
  /// Of the file that it is made from.
  [[nodiscard]] std::string source(const Site& site) const;
};

/// Where a rule is broken.
struct Finding {
  std::string page;    // its path; may be empty
  std::string source;  // file to mend; may be empty
  int line = 0;
  std::string message;
};

/// Collects what one rule finds.
class Judge {
 public:
  /// There was something that the rule speaks of.
  void apply() { ++judged_; }
  void fail(std::string page, std::string source, int line, std::string message) {
    findings_.push_back({std::move(page), std::move(source), line, std::move(message)});
  }
  /// Counts, and fails where `holds` is false.
  void expect(bool holds, const std::string& page, const std::string& source, int line,
              const std::string& message) {
    apply();
    if (!holds) fail(page, source, line, message);
  }

  [[nodiscard]] std::size_t judged() const { return judged_; }
  [[nodiscard]] std::vector<Finding>& findings() { return findings_; }

 private:
  std::size_t judged_ = 0;
  std::vector<Finding> findings_;
};

/// One rule of publishing. Exactly one of the three last members says how it is held.
struct Rule {
  std::string_view id;
  std::string_view origin;  // who asks for it
  std::string_view text;
  void (*check_site)(const Evidence& evidence, Judge& judge) = nullptr;
  void (*check_page)(const Evidence& evidence, const PublishedPage& page, Judge& judge) = nullptr;
  std::string_view held_by = {};  // a test, where no program can judge or a build cannot break it
};

[[nodiscard]] std::span<const Rule> rules();

enum class Outcome { kPass, kFail, kNotApplicable, kHeldByTest };
[[nodiscard]] std::string_view outcome_name(Outcome outcome);

struct Verdict {
  const Rule* rule;
  Outcome outcome;
  std::size_t judged;  // how many things the rule spoke of
  std::vector<Finding> findings;
};

/// A verdict for each rule, in the order of the table.
[[nodiscard]] std::vector<Verdict> judge_rules(const Evidence& evidence);

}  // namespace rolepress
