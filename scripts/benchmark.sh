#!/usr/bin/env bash
# usage: benchmark.sh [TURNS]
# What a minute of conversation costs: the whole agent with every codec, and the same device in Node.js on Coze's own SDK,
# against one simulator, in one run (TURNS of about 7 s for each, default 9). Prints a table. Needs node and npm.
set -euo pipefail
[[ $# -le 1 && ${1-9} =~ ^[1-9][0-9]*$ ]] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
command -v node >/dev/null && command -v npm >/dev/null \
    || { echo "benchmark.sh: node and npm are missing: sudo apt-get install nodejs npm" >&2; exit 3; }
"$root/scripts/build.sh" >&2
[[ -d $root/tests/sdk/node_modules ]] || (cd "$root/tests/sdk" && npm ci --no-audit --no-fund >&2)
exec node "$root/tests/CozeDevice.Benchmarks/Conversation/conversation.mjs" "$root" "${1-9}"
