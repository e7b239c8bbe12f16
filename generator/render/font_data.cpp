#include "render/font_data.h"

#define ROLEPRESS_EMBED(symbol, file)   \
  __asm__(                              \
      ".section .rodata\n"              \
      ".balign 16\n"                    \
      ".global " symbol "\n" symbol     \
      ":\n"                             \
      ".incbin \"" file                 \
      "\"\n"                            \
      ".global " symbol "_end\n" symbol \
      "_end:\n"                         \
      ".byte 0\n"                       \
      ".previous\n")

ROLEPRESS_EMBED("rolepress_font_regular", ROLEPRESS_FONT_REGULAR);
ROLEPRESS_EMBED("rolepress_font_bold", ROLEPRESS_FONT_BOLD);
