#!/usr/bin/env bash
# ImageForge from installation to deletion: on k3d where docker and k3d are, else on the cluster that KUBECONFIG names, else on the
# control plane in KUBEBUILDER_ASSETS with pods as local processes. There EndToEndTests calls this script again, with E2E_OPERATOR
# (the operator's program: no Deployment runs there) and IMAGEFORGE_TEST_S3 (http://key:secret@host:port/bucket).
# A cluster that is not k3d must be able to pull the images. The lines that begin with `step` are the README's.
# shellcheck disable=SC2086 # the paths in the steps have no spaces, and the README shows no quotes
set -euo pipefail
cd "$(dirname "$0")/../.."
credentials=config/s3/credentials.env
values=config/s3/values.yaml
work=$(mktemp -d)
children=()
cluster=
finish() {
  local code=$?
  [ ${#children[@]} -eq 0 ] || kill "${children[@]}" 2>/dev/null || true
  wait || true
  [ -z "$cluster" ] || k3d cluster delete imageforge
  [ $code -eq 0 ] || tail -n 30 "$work"/*.log 2>/dev/null || true
  rm -rf "$work"
  exit $code
}
trap finish EXIT
step() {
  echo "\$ $*"
  "$@"
}
fail() {
  echo "FAILED: $*" >&2
  exit 1
}
# until_empty SECONDS WHAT COMMAND...: waits until the command prints nothing.
until_empty() {
  local seconds=$1 what=$2 left
  shift 2
  for ((; seconds > 0; seconds--)); do
    left=$("$@")
    [ -n "$left" ] || return 0
    sleep 1
  done
  fail "$what: $left"
}
studio() { kubectl -n studio "$@"; }

if [ -z "${E2E_OPERATOR:-}" ]; then
  if docker info >/dev/null 2>&1 && command -v k3d >/dev/null; then
    step make images
    cluster=k3d
    export KUBECONFIG=$work/kubeconfig
    step k3d cluster create imageforge
    step k3d image import --cluster imageforge imageforge/operator:0.1.0 imageforge/runner:0.1.0
  elif [ -z "${KUBECONFIG:-}" ]; then
    [ -n "${KUBEBUILDER_ASSETS:-}" ] || fail "neither docker with k3d nor a cluster is here: set KUBECONFIG or KUBEBUILDER_ASSETS"
    build/bin/ImageForge.Integration.Tests/release/ImageForge.Integration.Tests -noLogo -noColor -showLiveOutput \
      -method '*.EndToEndTests.Script_installs_runs_and_deletes'
    exit
  fi
fi
kubectl=$(tests/tools/kubectl.sh)
helm=$(tests/tools/helm.sh)
PATH=$(dirname "$kubectl"):$(dirname "$helm"):$PATH

if [ -z "${E2E_OPERATOR:-}$cluster" ]; then
  # At its end the script deletes all of this.
  there=$(kubectl get namespaces --ignore-not-found -o name studio imageforge-system s3)
  there+=$(kubectl get customresourcedefinitions --ignore-not-found -o name generationjobs.imageforge.dev)
  [ -z "$there" ] || fail "the cluster has an ImageForge already, or namespaces of these names:" $there
fi

if [ -n "${IMAGEFORGE_TEST_S3:-}" ]; then
  [[ $IMAGEFORGE_TEST_S3 =~ ^(https?://)([^:]+):([^@]+)@([^/]+)/(.+)$ ]] || fail "IMAGEFORGE_TEST_S3 is not http://key:secret@host:port/bucket"
  decoded() { printf '%b' "${1//%/\\x}"; }
  endpoint=${BASH_REMATCH[1]}${BASH_REMATCH[4]}
  bucket=${BASH_REMATCH[5]}
  credentials=$work/credentials.env
  values=$work/values.yaml
  printf 'AWS_ACCESS_KEY_ID=%s\nAWS_SECRET_ACCESS_KEY=%s\n' \
    "$(decoded "${BASH_REMATCH[2]}")" "$(decoded "${BASH_REMATCH[3]}")" >"$credentials"
  printf 'config: {store: {uri: "s3://%s/renders", endpoint: "%s", secretName: s3}}\n' "$bucket" "$endpoint" >"$values"
else
  bucket=studio
  step kubectl apply -k config/s3
  kubectl -n s3 rollout status deployment/s3 --timeout=5m
  kubectl -n s3 port-forward service/s3 :8333 >"$work/forward.log" 2>&1 &
  children+=($!)
  for _ in {1..50}; do
    port=$(sed -n 's/^Forwarding from 127.0.0.1:\([0-9]*\).*/\1/p' "$work/forward.log")
    [ -z "$port" ] || break
    sleep 0.2
  done
  endpoint=http://127.0.0.1:$port
fi

step helm install imageforge charts/imageforge --namespace imageforge-system --create-namespace --values $values
if [ -n "${E2E_OPERATOR:-}" ]; then
  # As the Deployment runs it: with the chart's configuration, and as its ServiceAccount.
  kubectl -n imageforge-system get configmap imageforge-operator-config -o 'jsonpath={.data.operator\.yaml}' >"$work/operator.yaml"
  kubectl config view --raw --minify --flatten >"$work/operator.kubeconfig"
  KUBECONFIG=$work/operator.kubeconfig kubectl config set-credentials operator \
    --token="$(kubectl -n imageforge-system create token imageforge-operator)" >/dev/null
  KUBECONFIG=$work/operator.kubeconfig kubectl config set-context --current --user=operator >/dev/null
  POD_NAME=imageforge-operator POD_NAMESPACE=imageforge-system KUBECONFIG=$work/operator.kubeconfig \
    "$E2E_OPERATOR" --config="$work/operator.yaml" --port=0 >"$work/operator.log" 2>&1 &
  children+=($!)
else
  kubectl -n imageforge-system rollout status deployment/imageforge-operator --timeout=5m
fi
step kubectl create namespace studio
step kubectl -n studio create secret generic s3 --from-env-file=$credentials
step kubectl -n studio apply -f config/samples/
step kubectl -n studio wait --for=condition=Ready atmosphereprofiles,generationjobs,storyboards --all --timeout=15m
step kubectl -n studio get imageforge

# Every resource has ended well and says so in an event.
all=$(studio get generationjobs,storyboards -o 'jsonpath={range .items[*]}{.kind}/{.metadata.name}{"\n"}{end}' | sort)
ended=$(studio get generationjobs,storyboards \
  -o 'jsonpath={range .items[?(@.status.state=="Completed")]}{.kind}/{.metadata.name}{"\n"}{end}' | sort)
[ "$all" = "$ended" ] || fail "not all are Completed: $(diff <(echo "$all") <(echo "$ended"))"
told=$(studio get events -o 'jsonpath={range .items[?(@.reason=="Completed")]}{.involvedObject.kind}/{.involvedObject.name}{"\n"}{end}' |
  grep -E '^(GenerationJob|Storyboard)/' | sort -u)
[ "$all" = "$told" ] || fail "not all have an event: $(diff <(echo "$all") <(echo "$told"))"

# Every object that a status names is in the store, with the digest that the status says.
{
  studio get generationjobs \
    -o 'jsonpath={range .items[*]}{range .status.artifacts[*]}{.sha256}{" "}{.key}{"\n"}{end}{.status.manifest.sha256}{" "}{.status.manifest.key}{"\n"}{end}'
  studio get storyboards \
    -o 'jsonpath={range .items[*]}{.status.contactSheet.sha256}{" "}{.status.contactSheet.key}{"\n"}{.status.manifest.sha256}{" "}{.status.manifest.key}{"\n"}{end}'
} >"$work/objects"
# shellcheck disable=SC1090 # written above
stored() { (set -a && . "$credentials" && tests/e2e/objects.py "$endpoint/$bucket/renders" <"$work/objects"); }
stored

# What was applied is what is there, also after the operator has worked on it, and nobody else owns a field of it.
studio diff -f config/samples/ || fail "kubectl diff is not empty"
studio apply --server-side -f config/samples/ >/dev/null
studio diff --server-side -f config/samples/ || fail "kubectl diff --server-side is not empty"

step kubectl -n studio delete -f config/samples/
until_empty 90 "left in studio" studio get generationjobs,storyboards,atmosphereprofiles,jobs,pods -o name
until_empty 90 "left in studio" studio get configmaps --field-selector metadata.name!=kube-root-ca.crt -o name
stored # Deleting a resource deletes no picture.
if [ -n "${E2E_OPERATOR:-}" ]; then
  kill "${children[-1]}"
  wait "${children[-1]}" || fail "the operator ended with $?"
  unset 'children[-1]'
fi
step helm uninstall imageforge --namespace imageforge-system
step kubectl delete -k crds
step kubectl delete namespace studio imageforge-system
[ -n "${IMAGEFORGE_TEST_S3:-}" ] || step kubectl delete -k config/s3
until_empty 90 "left in the cluster" kubectl get clusterroles,clusterrolebindings,customresourcedefinitions \
  -o 'jsonpath={range .items[?(@.metadata.labels.app\.kubernetes\.io/instance=="imageforge")]}{.kind}/{.metadata.name}{"\n"}{end}'
until_empty 90 "left in the cluster" kubectl get namespaces --ignore-not-found studio imageforge-system -o name
echo "$(wc -l <<<"$all") resources, $(wc -l <"$work/objects") objects in the store, nothing left in the cluster"
