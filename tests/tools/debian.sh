# Sourced by scripts that unpack Debian packages without root. apt-get works in folders of their own, so they need no `apt-get
# update` before and change nothing of the machine's.
# shellcheck shell=bash

# debian_private FOLDER: sets the array `debian`, the options with which apt-get works in FOLDER.
debian_private() {
  local folder=$1
  command -v apt-get >/dev/null || { echo "apt-get is missing: this is not a Debian system" >&2; return 1; }
  mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
  debian=(-o "Dir::State::lists=$folder/lists" -o "Dir::Cache=$folder/cache" -o APT::Sandbox::User= -o Debug::NoLocking=1)
}

# debian_archive: prints the Debian archive that this machine's sources name.
debian_archive() {
  # Not `indextargets`, which names nothing where `apt-get update` never ran.
  apt-get "${debian[@]}" --print-uris update | sed -n "s|^'\(.*/debian/\)dists/.*|\1|p" | head -n 1
}

# debian_open FOLDER [SUITE]: reads the package lists of this machine's own sources, or of another suite of their Debian archive.
debian_open() {
  local folder=$1 suite=${2:-} archive
  debian_private "$folder" || return 1
  if [ -n "$suite" ]; then
    archive=$(debian_archive)
    [ -n "$archive" ] || { echo "apt's sources name no Debian archive" >&2; return 1; }
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive $suite main" >"$folder/sources.list"
    : >"$folder/status"
    # An empty status: nothing counts as installed, so what packages need is named down to the C library.
    debian+=(-o "Dir::Etc::sourcelist=$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null
      -o "Dir::State::status=$folder/status")
  fi
  apt-get "${debian[@]}" -qq update >&2
}

# debian_needed PACKAGE...: the packages that an installation would add.
debian_needed() {
  apt-get "${debian[@]}" -s -qq --no-install-recommends install "$@" | sed -n 's/^Inst \([^ ]*\) .*/\1/p'
}

# debian_unpack FOLDER INTO PACKAGE...: fetches packages and unpacks them.
debian_unpack() {
  local folder=$1 into=$2 package
  shift 2
  mkdir -p "$folder/debs" "$into"
  (cd "$folder/debs" && apt-get "${debian[@]}" -qq download "$@" >&2)
  for package in "$folder"/debs/*.deb; do
    dpkg-deb -x "$package" "$into"
  done
}
