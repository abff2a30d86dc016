#!/bin/sh
# Installs the Node adapter that benchmarks/service.py measures beside the skill into the folder "$1", by npm's own
# client: exactly what node/package-lock.json names, by its hashes. The lock file holds no addresses
# (omit-lockfile-registry-resolved), so it comes from wherever npm is set up to look. Without npm the benchmark leaves
# the adapter out, and so does this. With "--lock" it renews the lock file instead.
set -eu
here=$(dirname "$0")
left_out() { echo "Cramp Coach benchmarks: $1; the Node adapter is left out" >&2; exit 0; }
command -v npm >/dev/null || left_out "npm is missing. On Debian: apt install npm"

if [ "${1:-}" = --lock ]; then
    cd "$here/node"
    exec npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund --silent
fi
folder=${1:-.node-bench}
stamp=$folder/lock-$(cat "$here/node/package.json" "$here/node/package-lock.json" | git hash-object --stdin)
[ -e "$stamp" ] && exit 0
mkdir -p "$folder"
cp "$here/node/package.json" "$here/node/package-lock.json" "$folder"
(cd "$folder" && npm ci --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund --silent) ||
    left_out "npm could not fetch the packages, see above"
: > "$stamp"
echo "wrote $folder" >&2
