#!/usr/bin/env bash
# Signs images that config/images.sh has pushed, and attests the SBOM of each platform: sign.sh NAME..., with the PREFIX, PLATFORMS and
# RUNNER_TARGET of the build. Requires cosign; signatures are keyless and name the workflow that runs this.
set -euo pipefail
cd "$(dirname "$0")/.."
for name; do
  repository=$PREFIX/$name
  digest=$(sed -n 's/.*"containerimage.digest": *"\([^"]*\)".*/\1/p' "build/images/$name.json")
  cosign sign --yes --recursive "$repository@$digest"
  for platform in ${PLATFORMS//,/ }; do
    arch=${platform#*/}
    # Of the platform's image: the digest above is that of the index.
    own=$(docker buildx imagetools inspect "$repository@$digest" --format \
      "{{range .Manifest.Manifests}}{{if eq .Platform.Architecture \"$arch\"}}{{.Digest}}{{end}}{{end}}")
    docker pull --quiet --platform "$platform" "$repository@$own"
    sbom=build/images/$name-${RUNNER_TARGET:-standard}-$arch.spdx.json
    config/sbom.sh "$repository@$own" >"$sbom"
    cosign attest --yes --type spdxjson --predicate "$sbom" "$repository@$own"
  done
done
