#!/bin/sh
# Makes the virtual environment "$1" from the pins beside this file. Installs again only when the pins it installs
# changed; what `make bench` needs besides is bench.sh's.
set -eu
venv=${1:-.venv}
here=$(dirname "$0")
need() { echo "Cramp Coach set-up: $1" >&2; exit 1; }

command -v git >/dev/null || need "git is missing. On Debian: apt install git"
stamp=$venv/pins-$(cat "$here/dev.txt" "$here/ears.txt" | git hash-object --stdin)
[ -e "$stamp" ] && exit 0

python=
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$candidate" -c 'import sys; raise SystemExit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || need "Python 3.11, 3.12 or 3.13 is missing. On Debian: apt install python3 python3-venv"
"$python" -c 'import venv, ensurepip' 2>/dev/null || need "Python's venv is missing. On Debian: apt install python3-venv"

echo "Setting up $venv with $("$python" --version), once ..." >&2
rm -rf "$venv"
"$python" -m venv "$venv"
install() { "$venv/bin/python" -m pip install -qq --disable-pip-version-check "$@"; }
install --no-deps --require-hashes -r "$here/dev.txt" || need "the packages could not be installed; see the line above, then try again"
if ! install --no-deps --require-hashes --only-binary :all: -r "$here/ears.txt" 2>/dev/null; then
    echo "No wheel of pocketsphinx for this machine: the speaker works by typed text and WAV out, but does not hear." >&2
fi
install --no-build-isolation --no-deps -e "$here/.." || need "the project itself could not be installed; see the line above"
: > "$stamp"
