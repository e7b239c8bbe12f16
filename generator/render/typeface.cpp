#include "render/typeface.h"

#include <fmt/format.h>
#include <ft2build.h>
#include <hb-ft.h>
#include <hb.h>

#include <cmath>
#include <iterator>
#include <stdexcept>

#include "base/text.h"
#include "render/font_data.h"
#include FT_FREETYPE_H
#include FT_OUTLINE_H

namespace rolepress {
namespace {

constexpr FT_Int32 kLoadFlags = FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP;
constexpr double kUnits = 64.0;  // FreeType and HarfBuzz count in 64ths of a pixel

void require(FT_Error error) {
  if (error != 0) throw std::runtime_error("the font within the program cannot be used");
}

class GlyphRun {
 public:
  GlyphRun(hb_font_t* font, std::string_view text) : buffer_(hb_buffer_create()) {
    hb_buffer_add_utf8(buffer_, text.data(), static_cast<int>(text.size()), 0, -1);
    // Said here, because it would else be asked of the process's locale.
    hb_buffer_set_language(buffer_, hb_language_from_string("en", -1));
    hb_buffer_guess_segment_properties(buffer_);
    hb_shape(font, buffer_, nullptr, 0);
    glyphs_ = hb_buffer_get_glyph_infos(buffer_, &count_);
    places_ = hb_buffer_get_glyph_positions(buffer_, &count_);
  }
  ~GlyphRun() { hb_buffer_destroy(buffer_); }
  GlyphRun(const GlyphRun&) = delete;
  GlyphRun& operator=(const GlyphRun&) = delete;

  /// visit(glyph, x, y) for each glyph that the face has; gives the run's width.
  template <class Visit>
  double walk(const Visit& visit) const {
    double x = 0;
    for (unsigned i = 0; i < count_; ++i) {
      if (glyphs_[i].codepoint == 0) continue;
      visit(glyphs_[i].codepoint, x + places_[i].x_offset / kUnits, places_[i].y_offset / kUnits);
      x += places_[i].x_advance / kUnits;
    }
    return x;
  }

 private:
  hb_buffer_t* buffer_;
  unsigned count_ = 0;
  hb_glyph_info_t* glyphs_ = nullptr;
  hb_glyph_position_t* places_ = nullptr;
};

int append_point(const FT_Vector* to, char command, std::string& path) {
  fmt::format_to(std::back_inserter(path), "{}{:.2f} {:.2f}", command,
                 static_cast<double>(to->x) / kUnits, static_cast<double>(to->y) / kUnits);
  return 0;
}

}  // namespace

struct Typeface::Faces {
  FT_Library library = nullptr;
  FT_Face face = nullptr;
  hb_font_t* font = nullptr;
  int size = 0;

  void set_size(int pixels) {
    if (pixels == size) return;
    size = pixels;
    require(FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(pixels)));
    hb_ft_font_changed(font);
  }

  // Leaves the outline of the first character in the face's slot, y downwards, its bounds centred.
  bool load_centred(std::string_view text, int pixels, double x, double y) {
    set_size(pixels);
    unsigned glyph = 0;
    GlyphRun(font, text).walk([&](unsigned id, double, double) {
      if (glyph == 0) glyph = id;
    });
    if (glyph == 0) return false;
    require(FT_Load_Glyph(face, glyph, kLoadFlags));
    FT_Outline& outline = face->glyph->outline;
    FT_BBox box;
    FT_Outline_Get_CBox(&outline, &box);
    FT_Outline_Translate(&outline, std::lround(x * kUnits) - (box.xMin + box.xMax) / 2,
                         -std::lround(y * kUnits) - (box.yMin + box.yMax) / 2);
    return true;
  }

  // The slot's outline; (x, y) is the pixel from which it counts.
  void render(int x, int y, Brush& brush) {
    require(FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL));
    const FT_Bitmap& bitmap = face->glyph->bitmap;
    for (unsigned row = 0; row < bitmap.rows; ++row) {
      const unsigned char* line = bitmap.buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pitch;
      for (unsigned column = 0; column < bitmap.width; ++column) {
        if (line[column] == 0) continue;
        brush.cover(x + face->glyph->bitmap_left + static_cast<int>(column),
                    y - face->glyph->bitmap_top + static_cast<int>(row), line[column]);
      }
    }
  }
};

Typeface::Typeface(Weight weight) : faces_(std::make_unique<Faces>()) {
  const bool bold = weight == Weight::kBold;
  const unsigned char* data = bold ? rolepress_font_bold : rolepress_font_regular;
  const unsigned char* end = bold ? rolepress_font_bold_end : rolepress_font_regular_end;
  require(FT_Init_FreeType(&faces_->library));
  require(FT_New_Memory_Face(faces_->library, data, end - data, 0, &faces_->face));
  require(FT_Set_Pixel_Sizes(faces_->face, 0, 16));
  faces_->font = hb_ft_font_create_referenced(faces_->face);
  hb_ft_font_set_load_flags(faces_->font, kLoadFlags);
}

Typeface::~Typeface() {
  hb_font_destroy(faces_->font);
  FT_Done_Face(faces_->face);
  FT_Done_FreeType(faces_->library);
}

bool Typeface::has(std::string_view text) const {
  for (std::size_t i = 0; i < text.size();) {
    if (FT_Get_Char_Index(faces_->face, decode_utf8(text, i)) == 0) return false;
  }
  return true;
}

double Typeface::width(std::string_view text, int size) {
  faces_->set_size(size);
  return GlyphRun(faces_->font, text).walk([](unsigned, double, double) {});
}

void Typeface::draw(std::string_view text, int size, double x, int y, Brush& brush) {
  faces_->set_size(size);
  GlyphRun(faces_->font, text).walk([&](unsigned glyph, double at, double rise) {
    require(FT_Load_Glyph(faces_->face, glyph, kLoadFlags));
    const double place = x + at;
    const double whole = std::floor(place);
    FT_Outline_Translate(&faces_->face->glyph->outline, std::lround((place - whole) * kUnits),
                         std::lround(rise * kUnits));
    faces_->render(static_cast<int>(whole), y, brush);
  });
}

std::string Typeface::outline(std::string_view text, int size, double x, double y) {
  std::string path;
  if (!faces_->load_centred(text, size, x, y)) return path;
  FT_Outline& outline = faces_->face->glyph->outline;
  const FT_Matrix flip{0x10000L, 0, 0, -0x10000L};
  FT_Outline_Transform(&outline, &flip);
  FT_Outline_Funcs funcs{};
  funcs.move_to = [](const FT_Vector* to, void* out) {
    auto& d = *static_cast<std::string*>(out);
    if (!d.empty()) d += 'Z';
    return append_point(to, 'M', d);
  };
  funcs.line_to = [](const FT_Vector* to, void* out) {
    return append_point(to, 'L', *static_cast<std::string*>(out));
  };
  funcs.conic_to = [](const FT_Vector* control, const FT_Vector* to, void* out) {
    append_point(control, 'Q', *static_cast<std::string*>(out));
    return append_point(to, ' ', *static_cast<std::string*>(out));
  };
  funcs.cubic_to = [](const FT_Vector* a, const FT_Vector* b, const FT_Vector* to, void* out) {
    append_point(a, 'C', *static_cast<std::string*>(out));
    append_point(b, ' ', *static_cast<std::string*>(out));
    return append_point(to, ' ', *static_cast<std::string*>(out));
  };
  require(FT_Outline_Decompose(&outline, &funcs, &path));
  return path + "Z";
}

void Typeface::draw_outline(std::string_view text, int size, double x, double y, Brush& brush) {
  if (faces_->load_centred(text, size, x, y)) faces_->render(0, 0, brush);
}

}  // namespace rolepress
