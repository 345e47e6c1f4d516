#!/usr/bin/env bash
# Builds stand-ins for the base images of the Dockerfiles, for machines that cannot pull them, from Debian packages and the .NET
# and Node of this machine: images-bases.sh FOLDER. Requires root, debootstrap and podman.
set -euo pipefail
folder=$1
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
node=$(readlink -f "$(command -v node)")
root=$folder/debian
mkdir -p "$folder"

# certificates ROOT: this machine's, with which the package registries are reached.
certificates() {
  install -D -m 644 /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/ca-certificates.crt"
}

# runtime ROOT: .NET where the images of .NET have it.
runtime() {
  mkdir -p "$1/usr/share/dotnet"
  cp -a "$dotnet"/{LICENSE.txt,ThirdPartyNotices.txt,dotnet,host,shared} "$1/usr/share/dotnet/"
  mkdir -p "$1/usr/bin" && ln -sfn ../share/dotnet/dotnet "$1/usr/bin/dotnet"
}

# store ROOT NAME [CHANGE...]: an image of a root file system.
store() {
  local root=$1 name=$2 change
  shift 2
  local changes=()
  for change; do changes+=(--change "$change"); done
  tar -C "$root" --numeric-owner -cf - . | podman import -q "${changes[@]}" - "localhost/stand-in/$name" >&2
}

if [ ! -f "$root/.complete" ]; then
  rm -rf "$root" "$folder/chiseled"
  debootstrap --variant=minbase --include=ca-certificates,libssl3,libstdc++6 bookworm "$root" >&2
  # Like a chiselled image: the files of a few packages and their entries in dpkg's status, but no shell.
  mkdir -p "$folder/chiseled"/{tmp,usr/lib,usr/lib64,var/lib/dpkg}
  chmod 1777 "$folder/chiseled/tmp"
  ln -s usr/lib "$folder/chiseled/lib" && ln -s usr/lib64 "$folder/chiseled/lib64"
  for package in base-files libc6 libgcc-s1 libssl3 libstdc++6; do
    dpkg-deb -x "$root"/var/cache/apt/archives/"$package"_*.deb "$folder/chiseled"
    awk -v RS= -v name="$package" '$0 ~ "^Package: " name "\n" { print $0 "\n" }' "$root/var/lib/dpkg/status"
  done >"$folder/chiseled/var/lib/dpkg/status"
  certificates "$folder/chiseled"
  rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
  touch "$root/.complete"
fi
rm -rf "$folder/work"
trap 'rm -rf "$folder/work"' EXIT

fresh() { rm -rf "$folder/work" && cp -a "$root" "$folder/work" && rm "$folder/work/.complete"; }

fresh
store "$folder/work" cuda
runtime "$folder/work"
store "$folder/work" aspnet "ENV DOTNET_RUNNING_IN_CONTAINER=true"

certificates "$folder/work"
cp -a "$dotnet"/{packs,sdk,sdk-manifests,templates} "$folder/work/usr/share/dotnet/"
store "$folder/work" sdk "ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1" "ENV NUGET_CERT_REVOCATION_MODE=offline"

fresh
certificates "$folder/work"
install -m 755 "$node" "$folder/work/usr/bin/node"
mkdir -p "$folder/work/usr/lib/node_modules"
cp -a "$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")" "$folder/work/usr/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$folder/work/usr/bin/npm"
store "$folder/work" node "ENV NPM_CONFIG_CAFILE=/etc/ssl/certs/ca-certificates.crt"

store "$folder/chiseled" chiseled "ENV DOTNET_RUNNING_IN_CONTAINER=true"
