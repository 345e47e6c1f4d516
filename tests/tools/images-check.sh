#!/usr/bin/env bash
# Builds the images with config/images.sh, writes their SBOMs and runs them with the security context of the pods: as user 65532,
# without capabilities, with a read-only root file system, and without a network where none is needed.
# Requires docker with a running engine, or podman. BASES=registry pulls the base images of the Dockerfiles; by default they are
# replaced by images of Debian packages with the .NET and Node of this machine, which requires root, podman and debootstrap.
# CUDA=no skips the runner with CUDA. KEEP=yes keeps the images in build/images-check; logs and SBOMs are always kept there.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$PWD/build/images-check
version=$(sed -n 's#.*<Version>\(.*\)</Version>.*#\1#p' Directory.Build.props)
user=65532
mkdir -p "$work"

fail() { echo "images-check: $*" >&2; exit 1; }
passed() { echo "ok    $*"; }
missing() { fail "$1 is missing: apt-get install $2"; }

if docker info >/dev/null 2>&1; then
  engine=docker
else
  command -v podman >/dev/null || missing podman "podman crun"
  engine=podman
  # crun fails on hosts with cgroups v1 and v2, although no cgroup is used here: unmount v2 in a mount namespace of this script.
  if mountpoint -q /sys/fs/cgroup/unified && [ -z "${CGROUPS_HIDDEN:-}" ]; then
    exec env CGROUPS_HIDDEN=1 unshare --mount bash -c 'umount /sys/fs/cgroup/unified && exec "$0" "$@"' "$PWD/tests/tools/images-check.sh"
  fi
  # Storage of its own: the images and settings of the machine stay unchanged.
  printf '[storage]\ndriver = "overlay"\ngraphroot = "%s"\nrunroot = "%s"\n' "$work/storage" "$work/run" >"$work/storage.conf"
  printf '[containers]\ncgroups = "disabled"\ndefault_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]\n' >"$work/containers.conf"
  export CONTAINERS_STORAGE_CONF=$work/storage.conf CONTAINERS_CONF=$work/containers.conf BUILDAH_ISOLATION=chroot
fi

if [ "${BASES:-stand-in}" != registry ]; then
  [ "$engine" = podman ] || fail "with docker, base images are pulled: BASES=registry"
  command -v debootstrap >/dev/null || missing debootstrap debootstrap
  if ! podman image exists localhost/stand-in/chiseled; then
    echo "building stand-ins for the base images"
    tests/tools/images-bases.sh "$work/bases" 2>"$work/bases.log" || fail "cannot build the base images: see $work/bases.log"
  fi
  for base in SDK CHISELED ASPNET NODE CUDA; do
    export ${base}_IMAGE="localhost/stand-in/${base,,}"
  done
fi

# build TARGET: both images.
build() {
  local started=$SECONDS
  RUNNER_TARGET=$1 config/images.sh >"$work/build-$1.log" 2>&1 || fail "the build failed: see $work/build-$1.log"
  passed "built the operator and the runner ($1) in $((SECONDS - started)) s"
}

# pod ARGUMENT...: runs a container with the security context of the operator's and the runners' pods.
pod() {
  $engine run --rm --read-only --cap-drop all --security-opt no-new-privileges "$@"
}

# listed IMAGE NAME: checks user, labels and files of an image, and writes its SBOM.
listed() {
  local image=$1 name=$2 container unwanted
  container=$($engine create "$image")
  $engine export "$container" >"$work/image.tar"
  $engine rm "$container" >/dev/null
  [ "$($engine inspect --type image --format '{{.Config.User}}' "$image")" = $user:$user ] || fail "$image: its user is not $user"
  for label in title description vendor licenses revision version created; do
    [ -n "$($engine inspect --type image --format "{{index .Config.Labels \"org.opencontainers.image.$label\"}}" "$image")" ] ||
      fail "$image has no label org.opencontainers.image.$label"
  done
  tar --numeric-owner -tvf "$work/image.tar" | sed 's| \./| |' >"$work/$name.files"
  unwanted=$(grep -E ' app/.*\.(pdb|dbg|xml)$' "$work/$name.files" || true)
  [ -z "$unwanted" ] || fail "$image contains symbols or documentation: $unwanted"
  # Links have no permissions of their own.
  unwanted=$(grep -E ' (app|usr/share/dotnet)(/|$)' "$work/$name.files" | grep -vE '^(l|.(...){1}.-..-.) *' || true)
  unwanted+=$(grep -E ' (app|usr/share/dotnet)(/|$)' "$work/$name.files" | grep -vE '^[^ ]+ +0/0 ' || true)
  [ -z "$unwanted" ] || fail "$image: writable by others than root: $unwanted"
  passed "$image: user $user, labels, files writable by root only, no symbols or documentation"
  config/sbom.sh "$image" >"$work/$name.spdx.json" || fail "$image: no SBOM"
  passed "$image: $(grep -c '"versionInfo"' "$work/$name.spdx.json") packages in ${work#"$PWD"/}/$name.spdx.json"
  printf 'size  %s: %s MB, of it /app %s MB; id %s\n' "$image" \
    "$(($($engine inspect --type image --format '{{.Size}}' "$image") / 1000000))" \
    "$(awk '$6 ~ /^app\// { bytes += $3 } END { print int(bytes / 1000000) }' "$work/$name.files")" \
    "$($engine inspect --type image --format '{{.Id}}' "$image")"
  rm "$work/image.tar"
}

build standard
listed "imageforge/operator:$version" operator
listed "imageforge/runner:$version" runner
if grep -qE ' (usr/)?bin/(sh|bash|busybox)( |$)' "$work/operator.files"; then fail "the operator's image has a shell"; fi
if grep -q ' usr/share/dotnet/' "$work/operator.files"; then fail "the operator's image has a .NET of its own"; fi
passed "the operator's image has no shell, and no .NET beside the program"
[[ $(pod --network none "imageforge/operator:$version" --help) == "Usage: operator "* ]] || fail "the operator does not start"
[[ $(pod --network none "imageforge/runner:$version" --version) == *"$version+"* ]] || fail "the runner does not start"
passed "both start without a network and without a writable folder"

# The operator's image against a development cluster. Its pods run the program of the runner's image as processes of the host.
here=$work/cluster
rm -rf "$here" && mkdir -p "$here/artifacts"
container=$($engine create "imageforge/runner:$version")
$engine export "$container" | tar -xf - -C "$here" --no-same-owner app
$engine rm "$container" >/dev/null
bin/imageforge dev --data "$here/data" --no-operator --runner "$here/app/runner" >"$here/dev.log" 2>&1 &
cluster=$!
stop() {
  kill "$cluster" 2>/dev/null || true
  $engine rm --force --ignore imageforge-operator >/dev/null 2>&1 || true
}
trap stop EXIT
# until_ SECONDS WHAT COMMAND...: waits until the command succeeds.
until_() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || fail "$what: see $here"
    sleep 0.5
  done
}
until_ 60 "the development cluster does not start" grep -q '^ready at ' "$here/dev.log"
kubectl=$(tests/tools/kubectl.sh)
export KUBECONFIG=$here/data/kubeconfig
install -m 644 "$KUBECONFIG" "$here/kubeconfig"
pod --name imageforge-operator --network host --volume "$here/kubeconfig:/etc/imageforge/kubeconfig:ro" "imageforge/operator:$version" \
  --kubeconfig /etc/imageforge/kubeconfig --address 127.0.0.1 --port 0 --runner-image "imageforge/runner:$version" \
  --default-store "file://$here/artifacts" --allow-file-uris >"$here/operator.log" 2>&1 &
ready() { curl --silent --fail "$(sed -n 's|.*\(http://127.0.0.1:[0-9]*\).*|\1|p' "$here/operator.log" | head -n 1)/readyz"; }
until_ 60 "the operator does not get ready" ready
# The second job reads the JPEG of the first, which a confined process decodes.
"$kubectl" apply -f - >/dev/null <<'YAML'
apiVersion: imageforge.dev/v1alpha1
kind: GenerationJob
metadata: {name: first}
spec:
  prompt: {text: derby night over the stadium}
  seed: 5
  size: {preset: Banner}
  compose: {timeOfDay: night, signals: [{category: sports, tag: match, score: 0.95}]}
  output: {format: JPEG}
---
apiVersion: imageforge.dev/v1alpha1
kind: GenerationJob
metadata: {name: second}
spec:
  prompt: {text: the same, as a poster}
  seed: 6
  size: {preset: Banner}
  compose:
    background: {image: {artifact: {jobName: first}}}
    layers: [{name: title, text: {content: Derby night}}]
  output: {format: AVIF}
YAML
"$kubectl" wait --for=condition=Ready --timeout=180s generationjob/first generationjob/second >/dev/null ||
  fail "the jobs did not complete: $("$kubectl" get generationjobs -o wide)"
passed "the operator's image completed two jobs against a development cluster"

# replayed IMAGE: runs both plans in the image, without a network, and compares its files with those of the host's processes.
replayed() {
  local image=$1 job
  rm -rf "$here/outside" && mv "$here/artifacts" "$here/outside"
  install -d -m 777 "$here/artifacts"
  for job in first second; do
    rm -rf "$here/plan" && mkdir "$here/plan"
    "$kubectl" get configmap -l "imageforge.dev/job=$job" -o 'jsonpath={.items[0].data.plan\.json}' >"$here/plan/plan.json"
    [ -s "$here/plan/plan.json" ] || fail "no plan of the job $job"
    pod --network none --tmpfs "/workspace:mode=1777" --volume "$here/plan:/etc/imageforge:ro" --volume "$here/artifacts:$here/artifacts" \
      "$image" --plan /etc/imageforge/plan.json >"$here/$job.log" 2>&1 || fail "$image failed to run $job: see $here/$job.log"
  done
  (cd "$here/outside" && find . -name '*.jpg' -o -name '*.avif' | sort | xargs sha256sum) >"$here/expected"
  [ "$(wc -l <"$here/expected")" = 2 ] || fail "expected two images: $(cat "$here/expected")"
  (cd "$here/artifacts" && sha256sum --quiet -c "$here/expected") || fail "$image writes different images"
  passed "$image, read-only and without a network, writes the same images as the host's processes:"
  sed 's/^/      /' "$here/expected"
}
replayed "imageforge/runner:$version"
if pod --network none --entrypoint touch "imageforge/runner:$version" /app/x 2>/dev/null; then fail "the runner can write to /app"; fi
if $engine run --rm --network none --entrypoint touch "imageforge/runner:$version" /app/x 2>/dev/null; then
  fail "the runner can write to /app with a writable root file system"
fi
passed "the runner cannot write to /app, not even with a writable root file system"

if [ "${CUDA:-yes}" = yes ]; then
  build cuda
  listed "imageforge/runner:$version-cuda" runner-cuda
  [[ $(pod --network none "imageforge/runner:$version-cuda" --version) == *"$version+"* ]] || fail "the runner with CUDA does not start"
  replayed "imageforge/runner:$version-cuda"
fi
stop
trap - EXIT
[ "$engine" = docker ] || [ -n "${KEEP:-}" ] || { podman rmi --all --force && rm -rf "$work/storage" "$work/run" "$work/bases"; } >/dev/null
echo "images-check passed in $SECONDS s"
