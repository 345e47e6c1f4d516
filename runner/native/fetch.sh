#!/usr/bin/env bash
# Puts libvips, ONNX Runtime, their licences and nothing else into build/native. Does nothing where that is done.
# Without them the programs run, read and write PNG and EXR only, and run no models.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(cd "$here/../.." && pwd)/build/native
lock=$here/package-lock.json
missing="JPEG, WebP and TIFF are neither read nor written, and no models are run"

if [ -f "$out/libvips.so.42" ] && [ -f "$out/libvips.GPL-3.0.txt" ] &&
  [ -f "$out/libonnxruntime.so.1" ] && [ -f "$out/libonnxruntime.MIT.txt" ] && cmp -s "$lock" "$out/.lock"; then
  exit 0
fi
command -v npm >/dev/null || {
  echo "npm is missing, so libvips and ONNX Runtime are not fetched: $missing" >&2
  exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$lock" "$work/"
npm ci --prefix "$work" --prefer-offline --ignore-scripts --no-audit --no-fund --silent || {
  echo "npm could not fetch the packages of runner/native/package.json, so $missing" >&2
  exit 1
}
mkdir -p "$out"

package=$work/node_modules/@img/sharp-libvips-linux-x64
install -m 755 "$package"/lib/libvips-cpp.so.* "$out/libvips.so.42"
# Which licences its parts are under, and the texts of the one that binds whoever passes it on.
install -m 644 "$package/README.md" "$out/libvips.LICENSES.md"
install -m 644 "$here/LGPL-3.0.txt" "$out/libvips.LGPL-3.0.txt"
install -m 644 "$here/GPL-3.0.txt" "$out/libvips.GPL-3.0.txt"

# One file of the package is wanted, which brings builds for every system. It holds no licence text: its package.json
# names MIT.
package=$work/node_modules/onnxruntime-node
install -m 755 "$package/bin/napi-v6/linux/x64/libonnxruntime.so.1" "$out/libonnxruntime.so.1"
install -m 644 "$here/onnxruntime.MIT.txt" "$out/libonnxruntime.MIT.txt"
cp "$lock" "$out/.lock"
