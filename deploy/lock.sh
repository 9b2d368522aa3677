#!/bin/sh
# Pins every dependency with its hashes, for all systems and Pythons from 3.11 on, naming no index.
set -eu
test -x .venv/bin/uv || .venv/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
pin() {
    UV_CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --upgrade "$1" --output-file "$2"
}
pin requirements.in requirements.lock
pin requirements-dev.in requirements-dev.lock
.venv/bin/python -m deploy.assets lock
