#!/usr/bin/env bash
# zsh and fish, whose completion is tested, unpacked from Debian's packages below build/tools/shells; needs no root.
# build/tools/shells/bin has a wrapper for each; IMAGEFORGE_SHELLS says where their functions and modules are, if not in their usual places.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dir=$(cd "$here/../.." && pwd)/build/tools/shells
packages="zsh fish"

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

# A wrapper runs what was unpacked, or what the machine has.
for program in /bin/zsh /usr/bin/fish; do
  wrapper=$dir/bin/${program##*/}
  if [ -x "$dir/root$program" ]; then
    cat >"$wrapper" <<END
#!/bin/sh
export IMAGEFORGE_SHELLS='$dir/root'
LD_LIBRARY_PATH="\$IMAGEFORGE_SHELLS/usr/lib/x86_64-linux-gnu:\$IMAGEFORGE_SHELLS/lib/x86_64-linux-gnu" exec "\$IMAGEFORGE_SHELLS$program" "\$@"
END
  else
    printf '#!/bin/sh\nexec %s "$@"\n' "${program##*/}" >"$wrapper"
  fi
  chmod +x "$wrapper"
done
echo "$packages" >"$dir/.packages"
