#!/bin/sh
# Build or refresh the environment in .venv, and touch nothing else:
#
#     requirements/install.sh base|dev
#
# Every package comes from the hash-locked list of that level. A stamp inside .venv records which list it was built
# from, so a second run does nothing. Once dev is there, base is part of it and is kept at dev.
set -eu

level="${1:?say which level: base or dev}"
here="$(dirname "$0")"
cd "$here/.."

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
        if recent "$candidate"; then
            printf '%s' "$candidate"
            return
        fi
    done
}

venv_python=.venv/bin/python
if [ -e .venv/.installed-dev ]; then
    level=dev
fi
stamp=".venv/.installed-$level"
wanted="$(cat "requirements/$level.txt" requirements/install.sh | cksum)"

if recent "$venv_python"; then
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
        exit 0
    fi
else
    python="$(find_python)"
    if [ -z "$python" ]; then
        stop "Singulariki needs Python 3.11 or newer, and none was found. Install one, or name it: make setup PYTHON=/path/to/python3"
    fi
    say "Making .venv with $("$python" --version)"
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || ! "$python" -m venv --clear .venv; then
        stop "Python cannot make an environment: its venv or ensurepip module is missing. On Debian or Ubuntu install the package python3-venv, then run this again."
    fi
fi

mkdir -p .venv/tmp
# The installer itself comes from the same locked list.
if [ ! -x .venv/bin/uv ]; then
    awk '/^[^ #]/ { wanted = /^uv==/ } wanted' requirements/dev.txt > .venv/tmp/uv.txt
    "$venv_python" -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/tmp/uv.txt || true
fi
say "Installing the locked packages ($level) into .venv"
list="requirements/$level.txt"
sync() { .venv/bin/uv pip sync --quiet --python "$venv_python" --require-hashes "$@" "$list"; }
# What is in the cache first, then from the index; plain pip where uv cannot run or knows no index that pip was told of.
if ! { [ -x .venv/bin/uv ] && { sync --offline 2>/dev/null || sync; }; }; then
    say "uv could not do it; trying pip"
    "$venv_python" -m pip install --disable-pip-version-check --require-hashes -r "$list" ||
        stop "The packages could not be installed. The messages above say why; without a network, only packages that were downloaded before can be installed."
fi
rm -rf .venv/tmp
rm -f .venv/.installed-base .venv/.installed-dev
printf '%s\n' "$wanted" > "$stamp"
