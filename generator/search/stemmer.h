#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace rolepress {

// A word's stem: American spelling, then Snowball's English stemmer, then the pairs that matter
// among names of professions (therapist and therapy, photographer and photography).

/// American spelling for British: "paediatric" → "pediatric".
[[nodiscard]] std::string american_spelling(std::string_view word);
/// "nurses" → "nurse", "secretaries" → "secretary"; a guess that needs no dictionary.
[[nodiscard]] std::string singular_of(std::string_view word);

/// Snowball's English stemmer. One object per thread.
class Stemmer {
 public:
  Stemmer();
  ~Stemmer();
  Stemmer(const Stemmer&) = delete;
  Stemmer& operator=(const Stemmer&) = delete;

  [[nodiscard]] std::string stem(std::string_view word) const;

 private:
  struct Snowball;
  std::unique_ptr<Snowball> snowball_;
};

}  // namespace rolepress
