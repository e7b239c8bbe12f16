#pragma once

// Fonts of the build machine's package fonts-sil-charis (SIL Open Font License), part of the
// program.
extern "C" {
extern const unsigned char rolepress_font_regular[];
extern const unsigned char rolepress_font_regular_end[];
extern const unsigned char rolepress_font_bold[];
extern const unsigned char rolepress_font_bold_end[];
}
