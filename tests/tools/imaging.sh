#!/usr/bin/env bash
# Programs that read and write pictures independently of this project (Pillow, OpenEXR, libvips, libavif, ImageMagick, exiftool),
# unpacked from Debian's packages below build/tools/imaging; needs no root. build/tools/imaging/bin has a wrapper for each.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dir=$(cd "$here/../.." && pwd)/build/tools/imaging
packages="python3-pil python3-numpy openexr libvips-tools libavif-bin imagemagick-6.q16 libimage-exiftool-perl"

if [ "$(cat "$dir/.packages" 2>/dev/null)" = "$packages" ]; then
  exit 0
fi
# shellcheck source=tests/tools/debian.sh
. "$here/debian.sh"
rm -rf "$dir"
mkdir -p "$dir/bin"
debian_open "$dir/apt"
# What the installation would add to this machine, without adding it.
# shellcheck disable=SC2086 # one word for each package
needed=$(debian_needed $packages)
# shellcheck disable=SC2086
[ -z "$needed" ] || debian_unpack "$dir/apt" "$dir/root" $needed
rm -rf "$dir/apt"

lib=usr/lib/x86_64-linux-gnu
# The folders of those that exist, as a path.
path_of() {
  local folder path=
  for folder in "$@"; do
    [ ! -d "$folder" ] || path+="${path:+:}$folder"
  done
  echo "$path"
}
python_path=$(path_of "$dir"/root/usr/lib/python3/dist-packages "$dir"/root/usr/lib/python3.[0-9]* "$dir"/root/usr/lib/python3.[0-9]*/lib-dynload)
perl_path=$(path_of "$dir"/root/usr/share/perl5 "$dir"/root/usr/share/perl/[0-9]* "$dir/root/$lib"/perl/[0-9]*)
# A wrapper runs what was unpacked, or what the machine has where nothing had to be. A machine may have a part of Python or Perl
# only, without the library that comes with it.
wrap() {
  local name=$1 program=$2
  [ ! -x "$dir/root/usr/bin/${program##*/}" ] || program="\$root/usr/bin/${program##*/}"
  {
    printf '#!/bin/sh\nroot=%s\n' "'$dir/root'"
    printf 'export LD_LIBRARY_PATH="$root/%s:$root/lib/x86_64-linux-gnu:$root/%s/blas:$root/%s/lapack"\n' "$lib" "$lib" "$lib"
    printf 'export PYTHONPATH="%s" PERL5LIB="%s"\n' "$python_path" "$perl_path"
    if [ -d "$dir/root/etc/ImageMagick-6" ]; then
      printf 'export MAGICK_CONFIGURE_PATH="$root/etc/ImageMagick-6" MAGICK_CODER_MODULE_PATH="$(echo "$root"/%s/ImageMagick-*/modules-*/coders)"\n' "$lib"
    fi
    printf 'exec "%s" "$@"\n' "$program"
  } >"$dir/bin/$name"
  chmod +x "$dir/bin/$name"
}
wrap python3 /usr/bin/python3
wrap convert convert-im6.q16
wrap exiftool exiftool
for tool in exrheader exr2aces exrmaketiled exrmultipart vips vipsheader avifenc avifdec; do
  wrap "$tool" "$tool"
done
echo "$packages" >"$dir/.packages"
