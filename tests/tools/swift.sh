#!/bin/sh
# Installs OpenStack Swift, whose S3 API the store tests run against, from Debian's packages. Needs root; does nothing
# where it is installed already. The packages' own services never start: each test run starts its own on free ports.
set -eu

packages="swift-proxy swift-account swift-container swift-object"

if command -v swift-proxy-server >/dev/null && command -v swift-object-server >/dev/null; then
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "swift.sh: this is no Debian: install Swift (proxy, account, container, object) by hand," \
    "or name an S3 server in IMAGEFORGE_TEST_S3" >&2
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "swift.sh: needs root for: apt-get install $packages" >&2
  exit 1
fi

# invoke-rc.d asks this file whether a package may start its services: no, as long as the installation lasts.
policy=/usr/sbin/policy-rc.d
saved=
if [ -e "$policy" ]; then
  saved=$(mktemp)
  cp -p "$policy" "$saved"
fi
restore() {
  if [ -n "$saved" ]; then mv -f "$saved" "$policy"; else rm -f "$policy"; fi
}
trap restore EXIT INT TERM
printf '#!/bin/sh\nexit 101\n' >"$policy"
chmod 755 "$policy"

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # one word for each package
apt-get install -y -qq --no-install-recommends $packages >/dev/null

# Where systemd is, the units would start at the next boot.
if [ -d /run/systemd/system ]; then
  for unit in swift-proxy swift-account swift-container swift-object; do
    systemctl disable --quiet "$unit" 2>/dev/null || true
  done
fi
