#!/usr/bin/env bash
# Builds imageforge/operator and imageforge/runner with the first of docker, podman and buildah that works.
# SDK_IMAGE, RUNTIME_IMAGE, ASPNET_IMAGE, NODE_IMAGE and CUDA_IMAGE name other base images, TAG another tag.
# RUNNER_TARGET is the runner's target: "standard", or "cuda", whose tag ends with -cuda.
set -euo pipefail
cd "$(dirname "$0")/.."
tag=${TAG:-$(sed -n 's#.*<Version>\(.*\)</Version>.*#\1#p' Directory.Build.props)}
target=${RUNNER_TARGET:-standard}
case $target in
  standard) runner=$tag ;;
  cuda) runner=$tag-cuda ;;
  *) echo "RUNNER_TARGET is '$target': it can be standard or cuda" >&2; exit 1 ;;
esac
arguments=()
for base in SDK_IMAGE RUNTIME_IMAGE ASPNET_IMAGE NODE_IMAGE CUDA_IMAGE; do
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
