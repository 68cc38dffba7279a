#!/usr/bin/env bash
# usage: install-deps.sh
# Checks what build, tests and the device need. As root with apt, installs what is missing; otherwise prints the command.
set -euo pipefail
[[ $# -eq 0 ]] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
readonly missing_exit=3

have_library() { ldconfig -p 2>/dev/null | grep -q "^[[:space:]]*$1 " || compgen -G "/usr/lib/*/$1" >/dev/null || [[ -e /usr/lib/$1 ]]; }
have_sdk() { command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; }

packages=()
have_library libopus.so.0 || packages+=(libopus0)

if [[ ${#packages[@]} -gt 0 ]]; then
    if [[ $EUID -eq 0 ]] && command -v apt-get >/dev/null; then
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2 || {
            apt-get update -qq >&2
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2
        }
    else
        echo "install-deps.sh: missing: ${packages[*]}; run: sudo apt-get install ${packages[*]}" >&2
        exit "$missing_exit"
    fi
fi

if ! have_sdk; then
    echo "install-deps.sh: the .NET SDK 10 is missing; see https://learn.microsoft.com/dotnet/core/install/linux" >&2
    exit "$missing_exit"
fi
