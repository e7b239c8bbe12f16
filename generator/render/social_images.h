#pragma once

#include <memory>
#include <string>
#include <vector>

#include "render/page.h"

namespace rolepress {

inline constexpr int kSocialWidth = 1200;  // the size that networks ask for
inline constexpr int kSocialHeight = 630;

/// The picture that stands for a page where it is shared: of its category, its section or the site.
struct SocialImage {
  std::string path;    // with a hash of everything that is drawn; empty = its letters cannot be
  std::string kicker;  // a line above the title; may be empty
  std::string title;
  std::string foot;  // a line at the bottom; may be empty
  std::string name;  // of the site; may be empty

  /// Its words.
  [[nodiscard]] std::string alt() const;
};

[[nodiscard]] SocialImage social_image_of(const Site& site, const Page& page);
/// One for the site, each section and each category, but for those that cannot be drawn.
[[nodiscard]] std::vector<SocialImage> social_images(const Site& site);
/// Warns of names whose letters the program's font lacks.
void warn_of_missing_letters(const Site& site, Diagnostics& problems);

/// Draws them; one for each thread.
class SocialArtist {
 public:
  explicit SocialArtist(const Look& look);
  ~SocialArtist();
  /// A PNG.
  [[nodiscard]] std::string draw(const SocialImage& image);

 private:
  struct Faces;
  const Look& look_;
  std::unique_ptr<Faces> faces_;
};

}  // namespace rolepress
