#!/usr/bin/env bash
# Prints the software bill of materials of an image in docker or podman, as SPDX 2.3 JSON: sbom.sh IMAGE
set -euo pipefail
image=${1:?usage: sbom.sh IMAGE}
here=$(cd "$(dirname "$0")" && pwd)
engine=docker
docker info >/dev/null 2>&1 || engine=podman
label() {
  $engine inspect --type image --format "{{index .Config.Labels \"org.opencontainers.image.$1\"}}" "$image"
}
name=${image##*/}
container=$($engine create "$image")
trap '$engine rm "$container" >/dev/null' EXIT
program=$here/../build/bin/ImageForge.Sbom/release/sbom
log=$(dotnet build "$here/ImageForge.Sbom" -c Release -v quiet --nologo -p:UseSharedCompilation=false) || { echo "$log" >&2; exit 1; }
$engine export "$container" | "$program" "imageforge/${name%%[:@]*}" "$(label version)" "$(label created)"
