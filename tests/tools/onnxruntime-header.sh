#!/usr/bin/env bash
# Prints the path of ONNX Runtime's header onnxruntime_c_api.h, with which a test compares what the binding calls: from
# Debian's package, unpacked below build/tools (no root).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dir=$(cd "$here/../.." && pwd)/build/tools
header=$dir/onnxruntime_c_api.h

if [ ! -f "$header" ]; then
  # shellcheck source=tests/tools/debian.sh
  . "$here/debian.sh"
  mkdir -p "$dir"
  work=$(mktemp -d "$dir/header.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  # Of stable Debian's version, 1.21, the table is too short.
  debian_open "$work" sid
  debian_unpack "$work" "$work/root" libonnxruntime-dev
  mv "$work/root/usr/include/onnxruntime/onnxruntime_c_api.h" "$header"
fi
echo "$header"
