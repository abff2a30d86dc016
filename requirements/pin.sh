#!/bin/sh
# Renews the exact pins from pyproject.toml. Needs uv on the path; no index address is ever written.
set -eu
cd "$(dirname "$0")/.."
pin() {
    out=$1
    shift
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
        --no-header --no-annotate "$@" --output-file "requirements/$out"
}
pin serve.txt pyproject.toml requirements/build.in
pin speech.txt pyproject.toml requirements/build.in --extra speech --constraint requirements/serve.txt
pin ears.txt pyproject.toml requirements/build.in --extra speech --extra ears --constraint requirements/speech.txt
pin dev.txt pyproject.toml requirements/build.in --extra speech --extra dev --constraint requirements/speech.txt
pin bench.txt pyproject.toml requirements/build.in --extra speech --extra dev --extra bench --constraint requirements/dev.txt
pin audit.txt pyproject.toml requirements/build.in --extra speech --extra dev --extra audit --constraint requirements/dev.txt
