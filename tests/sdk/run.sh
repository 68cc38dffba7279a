#!/usr/bin/env bash
# Runs Coze's JavaScript SDK against a simulator.
# Usage: run.sh BASE_URL        for example: run.sh http://127.0.0.1:8080
set -euo pipefail

if [ $# -ne 1 ]; then
    echo "usage: $0 BASE_URL" >&2
    exit 2
fi

cd "$(dirname "$0")"
if [ ! -d node_modules ]; then
    npm ci --no-audit --no-fund >&2
fi
exec node conversation.mjs "$1"
