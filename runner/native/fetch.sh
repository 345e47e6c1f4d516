#!/usr/bin/env bash
# Puts libvips, its licences and nothing else into build/native. Does nothing where that is done.
# Without it the programs run, and read and write PNG and EXR only.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(cd "$here/../.." && pwd)/build/native
lock=$here/package-lock.json

if [ -f "$out/libvips.so.42" ] && [ -f "$out/libvips.GPL-3.0.txt" ] && cmp -s "$lock" "$out/.lock"; then
  exit 0
fi
command -v npm >/dev/null || {
  echo "npm is missing, so libvips is not fetched: JPEG, WebP and TIFF are neither read nor written" >&2
  exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$lock" "$work/"
npm ci --prefix "$work" --prefer-offline --ignore-scripts --no-audit --no-fund --silent || {
  echo "npm could not fetch the package of runner/native/package.json, so JPEG, WebP and TIFF are neither read nor written" >&2
  exit 1
}
package=$work/node_modules/@img/sharp-libvips-linux-x64
mkdir -p "$out"
install -m 755 "$package"/lib/libvips-cpp.so.* "$out/libvips.so.42"
# Which licences its parts are under, and the texts of the one that binds whoever passes it on.
install -m 644 "$package/README.md" "$out/libvips.LICENSES.md"
install -m 644 "$here/LGPL-3.0.txt" "$out/libvips.LGPL-3.0.txt"
install -m 644 "$here/GPL-3.0.txt" "$out/libvips.GPL-3.0.txt"
cp "$lock" "$out/.lock"
