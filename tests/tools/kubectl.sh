#!/usr/bin/env bash
# Prints the path of a kubectl of at least 1.32: the one on PATH, else Debian's, unpacked below build/tools (no root).
# A dispatcher, which picks a version by itself, does not count: the run should know what it used.
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
dir=$top/build/tools
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

command -v apt-get >/dev/null || { echo "kubectl 1.$least or newer is missing, and this is no Debian: put one on PATH" >&2; exit 1; }
repo=$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep '/debian/$' | head -n 1)
[ -n "$repo" ] || { echo "kubectl 1.$least or newer is missing, and apt names no Debian archive: put one on PATH" >&2; exit 1; }

apt=$dir/apt
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $repo trixie main" >"$apt/sources.list"
options=(-o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$apt/lists"
  -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=)
apt-get "${options[@]}" -qq update >&2
(cd "$apt" && apt-get "${options[@]}" -qq download kubectl/trixie >&2)
dpkg-deb -x "$apt"/kubectl_*.deb "$apt/root"
cp "$apt/root/usr/bin/kubectl" "$dir/kubectl"
rm -rf "$apt"
echo "$dir/kubectl"
