#!/bin/sh
# Fetches Amazon's schema of interaction models into the folder "$1", for `python -m interaction_model check`: spec.json
# of a pinned package, by npm's own client. It is Amazon's; it is used here and never committed.
set -eu
folder=${1:-.alexa-schema}
package=ask-smapi-model version=1.24.0
pinned=b3ed0a3ccd7f2301c54efb73c4395b3f1bbf7aba8e14082600920f63142f03f9
need() { echo "Cramp Coach schema: $1" >&2; exit 1; }
digest() { if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d' ' -f1; }

[ -e "$folder/spec.json" ] && [ "$(digest "$folder/spec.json")" = "$pinned" ] && exit 0
command -v npm >/dev/null || need "npm is missing. On Debian: apt install npm. Without it 'make check' leaves this check out"
mkdir -p "$folder"
cd "$folder"
npm pack --silent --ignore-scripts "$package@$version" >/dev/null || need "npm could not fetch $package $version"
tar -xzf "$package-$version.tgz" --strip-components=1 package/spec.json package/LICENSE
rm "$package-$version.tgz"
if [ "$(digest spec.json)" != "$pinned" ]; then
    rm spec.json
    need "what npm fetched is not the pinned $package $version"
fi
echo "wrote $folder/spec.json" >&2
