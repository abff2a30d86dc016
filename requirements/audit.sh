#!/bin/sh
# Looks for holes, with tools that only `make check` wants and that are added to the virtual environment "$1" once:
# bandit reads our code; pip-audit asks the OSV database about the packages that are served. Where the database can't be
# reached that is said and left out, for a check must not depend on the network.
set -eu
venv=${1:-.venv}
here=$(dirname "$0")
say() { echo "Cramp Coach audit: $1" >&2; }
stamp=$venv/audit-$(git hash-object "$here/audit.txt")

if [ ! -e "$stamp" ]; then
    say "adding to $venv what looks for holes, once ..."
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --require-hashes --only-binary :all: \
        -r "$here/audit.txt" || { say "the packages could not be installed; see the line above, then try again"; exit 1; }
    : > "$stamp"
fi
"$venv/bin/bandit" --quiet --recursive --configfile "$here/../pyproject.toml" \
    "$here/../skill" "$here/../interaction_model" "$here/../speech"

service=https://api.osv.dev/v1/query
ask='{"package": {"name": "flask", "ecosystem": "PyPI"}, "version": "3.1.0"}'
if ! "$venv/bin/python" - "$service" "$ask" 2>/dev/null <<'PYTHON'; then
import sys
from urllib.request import Request, urlopen

urlopen(Request(sys.argv[1], sys.argv[2].encode(), {"Content-Type": "application/json"}), timeout=5).read()
PYTHON
    say "left out: known holes in the packages that are served; $service can't be reached"
    exit 0
fi
"$venv/bin/pip-audit" --vulnerability-service osv --disable-pip --require-hashes --progress-spinner off \
    --requirement "$here/serve.txt"
