#!/usr/bin/env bash
# Programs that read and write pictures independently of this project (Pillow, OpenEXR, libvips, ImageMagick, exiftool),
# unpacked from Debian's packages below build/tools/imaging; needs no root. build/tools/imaging/bin has a wrapper for each.
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
dir=$top/build/tools/imaging
packages="python3-pil python3-numpy openexr libvips-tools imagemagick-6.q16 libimage-exiftool-perl"

if [ "$(cat "$dir/.packages" 2>/dev/null)" = "$packages" ]; then
  exit 0
fi
command -v apt-get >/dev/null || { echo "imaging.sh: this is no Debian: Pillow, OpenEXR, libvips, ImageMagick and exiftool are missing" >&2; exit 1; }
rm -rf "$dir"
mkdir -p "$dir/debs" "$dir/lists/partial" "$dir/cache/archives/partial" "$dir/bin"
options=(-o "Dir::State::lists=$dir/lists" -o "Dir::Cache=$dir/cache" -o APT::Sandbox::User= -o Debug::NoLocking=1)
apt-get "${options[@]}" -qq update >&2
# What the installation would add to this machine, without adding it.
# shellcheck disable=SC2086 # one word for each package
needed=$(apt-get "${options[@]}" -s -qq --no-install-recommends install $packages | sed -n 's/^Inst \([^ ]*\) .*/\1/p')
# Those that are here already are unpacked too where the simulation only upgrades them: harmless.
# shellcheck disable=SC2086
(cd "$dir/debs" && apt-get "${options[@]}" -qq download $needed >&2)
for deb in "$dir"/debs/*.deb; do
  dpkg-deb -x "$deb" "$dir/root"
done
rm -rf "$dir/debs" "$dir/lists" "$dir/cache"

wrap() {
  printf '#!/bin/sh\nroot=%s\nexport LD_LIBRARY_PATH="$root/usr/lib/x86_64-linux-gnu:$root/lib/x86_64-linux-gnu:$root/usr/lib/x86_64-linux-gnu/blas:$root/usr/lib/x86_64-linux-gnu/lapack"\nexport PYTHONPATH="$root/usr/lib/python3/dist-packages" PERL5LIB="$root/usr/share/perl5"\nexport MAGICK_CONFIGURE_PATH="$root/etc/ImageMagick-6" MAGICK_CODER_MODULE_PATH="%s"\nexec %s "$@"\n' \
    "'$dir/root'" "$(ls -d "$dir"/root/usr/lib/x86_64-linux-gnu/ImageMagick-*/modules-*/coders 2>/dev/null | head -n 1)" "$2" >"$dir/bin/$1"
  chmod +x "$dir/bin/$1"
}
wrap python3 /usr/bin/python3
for tool in exrheader exr2aces exrmaketiled exrmultipart vips vipsheader; do
  if [ -x "$dir/root/usr/bin/$tool" ]; then wrap "$tool" "\"\$root/usr/bin/$tool\""; else wrap "$tool" "$tool"; fi
done
wrap convert "\"\$root/usr/bin/convert-im6.q16\""
wrap exiftool "/usr/bin/perl \"\$root/usr/bin/exiftool\""
echo "$packages" >"$dir/.packages"
