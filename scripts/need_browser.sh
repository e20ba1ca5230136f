#!/usr/bin/env bash
# Prints the path of a headless Chromium on standard output; gets one by apt when root or sudo is there.
# Everything else goes to standard error. Exit 1 with one line when there is no way.
set -euo pipefail

find_browser() {
  local name
  if [ -n "${CHROMIUM:-}" ]; then
    [ -x "$CHROMIUM" ] && { echo "$CHROMIUM"; return 0; }
    echo "CHROMIUM=$CHROMIUM không chạy được." >&2
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return 0
  done
  return 1
}

# The screens need a face with every Vietnamese letter and one with Khmer; without fontconfig we cannot ask.
fonts_there() {
  command -v fc-list >/dev/null || return 1
  [ -n "$(fc-list :lang=vi family | head -n 1)" ] && [ -n "$(fc-list :lang=km family | head -n 1)" ]
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

install() {
  command -v apt-get >/dev/null || return 1
  echo "Cài $* bằng apt-get ..." >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 || return 1
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>/tmp/lantoa-apt.$$ \
    || { tail -n 3 /tmp/lantoa-apt.$$ >&2; rm -f /tmp/lantoa-apt.$$; return 1; }
  rm -f /tmp/lantoa-apt.$$
}

if ! browser="$(find_browser)"; then
  install chromium fontconfig fonts-noto-core || true
  browser="$(find_browser)" || {
    echo "Thiếu trình duyệt. Cài: apt-get install chromium fonts-noto-core (hoặc đặt CHROMIUM=/đường/dẫn)." >&2
    exit 1
  }
fi
if ! fonts_there; then
  install fontconfig fonts-noto-core || true
  fonts_there || { echo "Thiếu phông chữ có tiếng Việt và tiếng Khmer. Cài: apt-get install fontconfig fonts-noto-core" >&2; exit 1; }
fi
# The driver that speaks to the browser brings its own node, but not the library of atomic operations that this needs.
driver_runs() {
  local node
  for node in .venv/lib/python3*/site-packages/playwright/driver/node; do
    [ ! -x "$node" ] || "$node" --version >/dev/null 2>&1 || return 1
  done
}
if ! driver_runs; then
  install libatomic1 || true
  driver_runs || { echo "Trình điều khiển trình duyệt không chạy. Cài: apt-get install libatomic1" >&2; exit 1; }
fi
echo "$browser"
