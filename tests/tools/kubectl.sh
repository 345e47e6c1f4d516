#!/usr/bin/env bash
# Prints the path of a kubectl of at least 1.32: the one on PATH, else Debian's, unpacked below build/tools (no root).
# A dispatcher, which picks a version by itself, does not count: the run should know what it used.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dir=$(cd "$here/../.." && pwd)/build/tools
least=32

minor() {
  local version
  version=$("$1" version --client -o json 2>/dev/null)
  [[ $version == *dispatcher* ]] || sed -n 's/.*"minor": *"\([0-9]*\).*/\1/p' <<<"$version"
}

for candidate in "$dir/kubectl" "$(command -v kubectl || true)"; do
  if [ -n "$candidate" ] && [ -x "$candidate" ] && [ "$(minor "$candidate" || true)" -ge $least ] 2>/dev/null; then
    echo "$candidate"
    exit 0
  fi
done

# shellcheck source=tests/tools/debian.sh
. "$here/debian.sh"
apt=$dir/apt
debian_suite "$apt" trixie || { echo "kubectl 1.$least or newer is missing: put one on PATH" >&2; exit 1; }
debian_unpack "$apt" "$apt/root" kubectl
cp "$apt/root/usr/bin/kubectl" "$dir/kubectl"
rm -rf "$apt"
echo "$dir/kubectl"
