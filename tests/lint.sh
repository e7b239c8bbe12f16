#!/bin/sh
# Formatting and clang-tidy; fails on any finding.
# Usage: tests/lint.sh BUILD_FOLDER, or tests/lint.sh format for the formatting alone
set -eu
cd "$(dirname -- "$0")/.."
find generator tests -name '*.cpp' -o -name '*.h' | grep -v '^tests/data/' | sort |
  xargs clang-format --dry-run --Werror
[ "$1" = format ] && exit 0
find generator -name '*.cpp' | sort |
  xargs -P "$(nproc)" -n 3 clang-tidy -p "$1" --quiet --extra-arg=-Wno-unknown-warning-option
