#!/usr/bin/env bash
# Builds imageforge/operator and imageforge/runner (PREFIX names another place than imageforge) with the first of docker, podman and buildah that works.
# SDK_IMAGE, CHISELED_IMAGE, ASPNET_IMAGE, NODE_IMAGE and CUDA_IMAGE name other base images, TAG another tag.
# SOURCE_REVISION is the commit, SOURCE_DATE_EPOCH its time, where this is no git checkout. SOURCE_URL is where the source is.
# PUSH=yes builds with docker buildx for PLATFORMS (linux/amd64,linux/arm64; CUDA has the first alone) and pushes to PREFIX, such as
# ghcr.io/owner/imageforge; build/images/NAME.json has the digests.
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
# The commit's time, not the build's, so that the same commit gives the same labels.
created=$(date -u -d "@${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}" +%Y-%m-%dT%H:%M:%SZ)
target=${RUNNER_TARGET:-standard}
case $target in
  standard) runner=$tag ;;
  cuda) runner=$tag-cuda ;;
  *) echo "RUNNER_TARGET is '$target': it can be standard or cuda" >&2; exit 1 ;;
esac
arguments=(--build-arg "SOURCE_REVISION=$revision" --build-arg "VERSION=$version" --build-arg "CREATED=$created")
if [ -n "${SOURCE_URL:-}" ]; then
  arguments+=(--label "org.opencontainers.image.source=$SOURCE_URL")
  arguments+=(--label "org.opencontainers.image.documentation=$SOURCE_URL/blob/$revision/docs/images.md")
fi
for base in SDK_IMAGE CHISELED_IMAGE ASPNET_IMAGE NODE_IMAGE CUDA_IMAGE; do
  [ -z "${!base:-}" ] || arguments+=(--build-arg "$base=${!base}")
done

prefix=${PREFIX:-imageforge}

if [ -n "${PUSH:-}" ]; then
  build=(docker buildx build --push --platform "${PLATFORMS:-linux/amd64}")
elif docker info >/dev/null 2>&1; then
  build=(docker build)
elif command -v podman >/dev/null; then
  build=(podman build)
elif command -v buildah >/dev/null; then
  build=(buildah build)
else
  echo "none of docker (with a running engine), podman and buildah is here: install one to build images" >&2
  exit 1
fi

# build NAME TAG OPTION...
build() {
  local name=$1 tag=$2
  shift 2
  if [ -n "${PUSH:-}" ]; then
    mkdir -p build/images
    set -- "$@" --metadata-file "build/images/$name.json"
  fi
  "${build[@]}" "${arguments[@]}" --tag "$prefix/$name:$tag" "$@" .
}
# The CUDA build is the runner's alone.
if [ "$target" = standard ] || [ -z "${PUSH:-}" ]; then
  build operator "$tag" --file operator/Dockerfile
fi
build runner "$runner" --file runner/Dockerfile --target "$target"
