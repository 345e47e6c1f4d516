#!/usr/bin/env bash
# Puts libvips, its licence notice and nothing else into build/native. Does nothing where that is done.
# Without it the programs run, and read and write PNG and EXR only.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(cd "$here/../.." && pwd)/build/native
lock=$here/package-lock.json

if [ -f "$out/libvips.so.42" ] && cmp -s "$lock" "$out/.lock"; then
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
install -m 644 "$package/README.md" "$out/libvips.LICENSES.md"
cp "$lock" "$out/.lock"
