#!/usr/bin/env bash
# Lints charts/imageforge and packs it into build/chart (CHART_OUTPUT).
# With CHART_KEY, the name or e-mail address of an OpenPGP key in the keyring CHART_KEYRING, it is signed: NAME.tgz.prov lies beside it.
# CHART_IMAGES, such as ghcr.io/studio/imageforge, is where the packed chart pulls its images from; default: imageforge.
# CHART_PASSPHRASE_FILE holds the key's passphrase, where it has one.
set -euo pipefail
cd "$(dirname "$0")/.."
helm=$(tests/tools/helm.sh)
output=${CHART_OUTPUT:-build/chart}
mkdir -p "$output"
"$helm" lint --strict charts/imageforge
sign=()
if [ -n "${CHART_KEY:-}" ]; then
  sign=(--sign --key "$CHART_KEY" --keyring "${CHART_KEYRING:?names the keyring of CHART_KEY, as gpg --export-secret-keys writes it}")
  [ -z "${CHART_PASSPHRASE_FILE:-}" ] || sign+=(--passphrase-file "$CHART_PASSPHRASE_FILE")
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R charts/imageforge "$work/"
sed -i "s#repository: imageforge/#repository: ${CHART_IMAGES:-imageforge}/#" "$work/imageforge/values.yaml"
"$helm" package "$work/imageforge" --destination "$output" "${sign[@]}"
