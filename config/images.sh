#!/usr/bin/env bash
# Builds imageforge/operator and imageforge/runner with the first of docker, podman and buildah that works.
# SDK_IMAGE, ASPNET_IMAGE, NODE_IMAGE and CUDA_IMAGE name other base images, TAG another tag.
# SOURCE_REVISION is the commit where this is no git checkout.
# RUNNER_TARGET is the runner's target: "standard", or "cuda", whose tag ends with -cuda.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(sed -n 's#.*<Version>\(.*\)</Version>.*#\1#p' Directory.Build.props)
tag=${TAG:-$version}
# The commit that the images are labelled with; a tree with changes is not that commit.
revision=${SOURCE_REVISION:-$(git rev-parse HEAD 2>/dev/null || true)}
if [ -z "$revision" ]; then
  echo "no commit to label the images with: this is not a git checkout; set SOURCE_REVISION" >&2
  exit 1
fi
if [ -z "${SOURCE_REVISION:-}" ] && ! git diff --quiet HEAD; then
  revision=$revision-dirty.$(git diff HEAD | sha256sum | cut -c 1-12)
fi
target=${RUNNER_TARGET:-standard}
case $target in
  standard) runner=$tag ;;
  cuda) runner=$tag-cuda ;;
  *) echo "RUNNER_TARGET is '$target': it can be standard or cuda" >&2; exit 1 ;;
esac
arguments=(--build-arg "SOURCE_REVISION=$revision" --build-arg "VERSION=$version")
for base in SDK_IMAGE ASPNET_IMAGE NODE_IMAGE CUDA_IMAGE; do
  [ -z "${!base:-}" ] || arguments+=(--build-arg "$base=${!base}")
done

if docker info >/dev/null 2>&1; then
  build=(docker build)
elif command -v podman >/dev/null; then
  build=(podman build)
elif command -v buildah >/dev/null; then
  build=(buildah build)
else
  echo "none of docker (with a running engine), podman and buildah is here: install one to build images" >&2
  exit 1
fi

"${build[@]}" "${arguments[@]}" --file operator/Dockerfile --tag "imageforge/operator:$tag" .
"${build[@]}" "${arguments[@]}" --file runner/Dockerfile --target "$target" --tag "imageforge/runner:$runner" .
