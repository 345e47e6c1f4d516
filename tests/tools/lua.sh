#!/usr/bin/env bash
# Prints the path of a Lua 5.1, the version that Argo CD's interpreter follows: the one on PATH, else Debian's, unpacked below
# build/tools/lua without root.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dir=$(cd "$here/../.." && pwd)/build/tools/lua

for candidate in "$(command -v lua5.1 || true)" "$dir/lua5.1"; do
  if [ -n "$candidate" ] && [ -x "$candidate" ]; then
    echo "$candidate"
    exit 0
  fi
done

# shellcheck source=tests/tools/debian.sh
. "$here/debian.sh"
mkdir -p "$(dirname "$dir")"
work=$(mktemp -d "$dir.XXXXXX")
trap 'rm -rf "$work"' EXIT
debian_open "$work/apt"
needed=$(debian_needed lua5.1)
# shellcheck disable=SC2086 # one word for each package
debian_unpack "$work/apt" "$work/root" $needed
rm -rf "$work/apt"
cat >"$work/lua5.1" <<'WRAPPER'
#!/bin/sh
root=$(dirname "$(readlink -f "$0")")/root
export LD_LIBRARY_PATH="$(echo "$root"/usr/lib/*-linux-gnu):$(echo "$root"/lib/*-linux-gnu)"
exec "$root/usr/bin/lua5.1" "$@"
WRAPPER
chmod +x "$work/lua5.1"
"$work/lua5.1" -v >&2
rm -rf "$dir"
mv "$work" "$dir"
trap - EXIT
echo "$dir/lua5.1"
