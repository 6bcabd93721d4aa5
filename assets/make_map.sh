#!/bin/sh
# Makes map.png, which the window shows until it has computed a map of its own.
#   assets/make_map.sh PROGRAM
set -eu
exec "$1" map --size 480x288 --steps 20000 --show pattern --out "$(dirname "$0")/map.png"
