#!/usr/bin/env bash
# Packs what `make build` published as a kubectl plugin for krew: an archive and its manifest, in build/plugin or the given folder.
# PLUGIN_BASE is the address of the folder that the archive will be downloaded from. Without it, the manifest works with
# `kubectl krew install --manifest=imageforge.yaml --archive=….tar.gz` only.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-build/plugin}
program=build/publish/ImageForge.Cli/release_linux-x64
version=$(sed -n 's#.*<Version>\(.*\)</Version>.*#\1#p' Directory.Build.props)
archive=kubectl-imageforge-$version-linux-amd64.tar.gz

[ -x "$program/imageforge" ] || { echo "$program/imageforge is missing: run make build" >&2; exit 1; }
mkdir -p "$out"
# The same files give the same archive, and so the same digest. Links are followed: make native links libraries.
tar --create --dereference --hard-dereference --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --exclude='*.pdb' \
  --directory="$program" . --directory="$PWD" LICENSE NOTICE | gzip -n >"$out/$archive"
digest=$(sha256sum "$out/$archive" | cut -d ' ' -f 1)
sed -e '/^#/d' -e "s#VERSION#$version#; s#URI#${PLUGIN_BASE:-https://example.invalid}/$archive#; s#SHA256#$digest#" \
  config/krew/imageforge.yaml >"$out/imageforge.yaml"
echo "$out/$archive"
echo "$out/imageforge.yaml"
