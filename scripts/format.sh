#!/usr/bin/env bash
# usage: format.sh [--check]
# Formats all sources; with --check only says what is not formatted, and fails then.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
case "${1-}" in
    "") exec dotnet format "$root/CozeDevice.sln" ;;
    # Style is checked by the build and the order of usings by a test: what is left is quick.
    --check) exec dotnet format whitespace "$root/CozeDevice.sln" --verify-no-changes --no-restore ;;
    *) sed -n '2,3s/^# //p' "$0" >&2; exit 2 ;;
esac
