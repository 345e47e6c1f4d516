#!/usr/bin/env bash
# Puts ONNX Runtime and its licence into build/native: fetch.sh [amd64|arm64]. Does nothing where that is done. Without it the
# programs run no models.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(cd "$here/../.." && pwd)/build/native
lock=$here/package-lock.json
missing="no models are run"
case ${1:-amd64} in
  amd64) arch=x64 ;;
  arm64) arch=arm64 ;;
  *) echo "'$1' is no processor that ONNX Runtime is fetched for: it can be amd64 or arm64" >&2; exit 1 ;;
esac

if [ -f "$out/libonnxruntime.so.1" ] && [ -f "$out/libonnxruntime.MIT.txt" ] && cmp -s <(echo "$arch"; cat "$lock") "$out/.lock"; then
  exit 0
fi
command -v npm >/dev/null || {
  echo "npm is missing, so ONNX Runtime is not fetched: $missing" >&2
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

# One file of the package is wanted, which brings builds for every system. It holds no licence text: its package.json
# names MIT.
package=$work/node_modules/onnxruntime-node
install -m 755 "$package/bin/napi-v6/linux/$arch/libonnxruntime.so.1" "$out/libonnxruntime.so.1"
install -m 644 "$here/onnxruntime.MIT.txt" "$out/libonnxruntime.MIT.txt"
{ echo "$arch"; cat "$lock"; } >"$out/.lock"
