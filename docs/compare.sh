#!/usr/bin/env bash
# docs/compare.sh [PROGRAM] [--rounds N] [--seconds S]: NumPy, Numba, JAX and Halide on the program's own problem, beside its
# ladder; prints one table. PROGRAM is grayscope-headless, by default the one that ./run built.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
program="$here/../build/release/grayscope-headless"
if [ $# -gt 0 ] && [ "${1#--}" = "$1" ]; then
    program="$1"
    shift
fi
[ -x "$program" ] || {
    echo "compare.sh: no program at $program: build it, or name it" >&2
    exit 2
}
venv="${XDG_CACHE_HOME:-$HOME/.cache}/grayscope/compare"
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check \
    numpy==2.4.6 numba==0.68.1 jax==0.10.2 halide==21.0.0
exec "$venv/bin/python" "$here/compare.py" "$program" "$@"
