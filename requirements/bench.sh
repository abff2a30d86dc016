#!/bin/sh
# Adds to the virtual environment "$1" what the benchmarks compare the speaker with. Only `make bench` wants it: nobody
# who talks, tests or serves pays for it. Installs again only when bench.txt or the environment changed.
set -eu
venv=${1:-.venv}
here=$(dirname "$0")
stamp=$venv/bench-$(git hash-object "$here/bench.txt")
[ -e "$stamp" ] && exit 0

echo "Adding to $venv what the benchmarks compare the speaker with, once ..." >&2
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --require-hashes --only-binary :all: \
    -r "$here/bench.txt" || {
    echo "Cramp Coach benchmarks: the packages could not be installed; see the line above, then try again" >&2
    exit 1
}
: > "$stamp"
