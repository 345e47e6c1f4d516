#!/usr/bin/env bash
# Mesa's software Vulkan (lavapipe) below build/tools/lavapipe, with the C library and all else that it is built with, from
# Debian's packages (about 60 MB); no root. Tests of the WebGPU provider run on it where there is no GPU: a program whose
# loader is set to lib/ld-linux-x86-64.so.2 (bin/patchelf does that) finds it with LD_LIBRARY_PATH=lib and
# VK_DRIVER_FILES=lvp_icd.json. Older Mesa, such as Debian 12's, is refused by the provider.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dir=$(cd "$here/../.." && pwd)/build/tools/lavapipe
suite=trixie

if [ "$(cat "$dir/.suite" 2>/dev/null)" = "$suite" ]; then
  exit 0
fi
[ "$(uname -m)" = x86_64 ] || { echo "lavapipe.sh: this is no x86-64 machine" >&2; exit 1; }
# shellcheck source=tests/tools/debian.sh
. "$here/debian.sh"
mkdir -p "$(dirname "$dir")"
work=$(mktemp -d "$dir.XXXXXX")
trap 'rm -rf "$work"' EXIT
debian_open "$work" "$suite"
needed=$(debian_needed mesa-vulkan-drivers libvulkan1 libstdc++6 patchelf)
# shellcheck disable=SC2086 # one word for each package
debian_unpack "$work" "$work/root" $needed

# Kept: libraries, without the drivers of GPUs.
lib=$work/root/usr/lib/x86_64-linux-gnu
mkdir -p "$work/made/bin"
find "$lib" -maxdepth 1 -name 'libvulkan_*' ! -name libvulkan_lvp.so -delete
rm -rf "$lib/gconv"
mv "$lib" "$work/made/lib"
mv "$work/root/usr/share/vulkan/icd.d/lvp_icd.json" "$work/made/lvp_icd.json"
mv "$work/root/usr/bin/patchelf" "$work/made/bin/patchelf.program"
cat >"$work/made/bin/patchelf" <<'WRAPPER'
#!/bin/sh
# Debian's patchelf, run by the C library that it was built with.
here=$(dirname "$(readlink -f "$0")")
exec "$here/../lib/ld-linux-x86-64.so.2" --library-path "$here/../lib" "$here/patchelf.program" "$@"
WRAPPER
chmod +x "$work/made/bin/patchelf"
echo "$suite" >"$work/made/.suite"
rm -rf "$dir"
mv "$work/made" "$dir"
