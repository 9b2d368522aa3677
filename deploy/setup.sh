#!/bin/sh
# Sets up a checkout: `setup.sh venv` makes .venv, `setup.sh install LOCK` fills it and fetches the browser's assets.
set -eu

UV="uv==0.13.9"

venv() {
    for name in ${PYTHON3:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
        "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        rm -rf .venv
        "$name" -m venv .venv && return
        echo "Casa Facendo: '$name -m venv' failed. On Debian and Ubuntu: apt install python3-venv." >&2
        exit 1
    done
    echo "Casa Facendo needs Python 3.11 or newer; found: $(python3 --version 2>&1 || echo none)." >&2
    echo "Name another one with: make PYTHON3=/path/to/python ..." >&2
    exit 1
}

install() {
    echo "Setting up Casa Facendo from $1 ..."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "$UV"
    # Without --python an exported VIRTUAL_ENV would be altered instead of ours.
    .venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes --compile-bytecode "$1"
    .venv/bin/python -m deploy.assets
}

"$@"
