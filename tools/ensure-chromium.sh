#!/bin/sh
# The browser that the tests of pages drive. Installed from Debian's packages where that can be done without asking.
set -eu
[ -n "${FIELDPOST_CHROMIUM:-}" ] && exit 0
[ -x /usr/bin/chromium ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends chromium >/dev/null
  exit 0
fi
echo "Chromium is missing: install it (Debian: apt-get install chromium), or name it in FIELDPOST_CHROMIUM." >&2
exit 1
