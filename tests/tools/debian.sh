# Sourced by scripts that unpack packages of a Debian suite without root.
# shellcheck shell=bash

# debian_suite FOLDER SUITE: reads the suite's list of packages, from the archive that apt's own settings name. Sets the
# array `debian`, with which apt-get works in FOLDER alone.
debian_suite() {
  local folder=$1 suite=$2 repository
  command -v apt-get >/dev/null || { echo "this is no Debian" >&2; return 1; }
  repository=$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep '/debian/$' | head -n 1)
  [ -n "$repository" ] || { echo "apt names no Debian archive" >&2; return 1; }
  mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $repository $suite main" >"$folder/sources.list"
  : >"$folder/status"
  # An empty status: nothing counts as installed, so what packages need is named down to the C library.
  debian=(-o "Dir::Etc::sourcelist=$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::lists=$folder/lists" -o "Dir::State::status=$folder/status" -o "Dir::Cache=$folder/cache"
    -o APT::Sandbox::User= -o Debug::NoLocking=1)
  apt-get "${debian[@]}" -qq update >&2
}

# debian_unpack FOLDER INTO PACKAGE...: fetches packages of the suite that was read, and unpacks them.
debian_unpack() {
  local folder=$1 into=$2 package
  shift 2
  mkdir -p "$folder/debs" "$into"
  (cd "$folder/debs" && apt-get "${debian[@]}" -qq download "$@" >&2)
  for package in "$folder"/debs/*.deb; do
    dpkg-deb -x "$package" "$into"
  done
}
