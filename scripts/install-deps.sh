#!/usr/bin/env bash
# usage: install-deps.sh [--tests]
# Checks what build and device need, with --tests also what the tests of the sound card and the echo canceller need (a C compiler, the
# headers of ALSA, libspeexdsp; without them those tests are skipped). As root with apt, installs what is missing; otherwise prints the command.
set -euo pipefail
tests=false
case "${1-}" in
    "") ;;
    --tests) tests=true ;;
    *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
esac
readonly tests missing_exit=3

have_library() { ldconfig -p 2>/dev/null | grep -q "^[[:space:]]*$1 " || compgen -G "/usr/lib/*/$1" >/dev/null || [[ -e /usr/lib/$1 ]]; }
have_sdk() { command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; }

# alsa_package: its name has changed with the width of time_t.
alsa_package() {
    if command -v apt-cache >/dev/null && apt-cache show libasound2t64 >/dev/null 2>&1; then echo libasound2t64
    else echo libasound2; fi
}

packages=()
have_library libopus.so.0 || packages+=(libopus0)
have_library libasound.so.2 || packages+=("$(alsa_package)")
if $tests; then
    command -v gcc >/dev/null || packages+=(gcc libc6-dev)
    have_library libspeexdsp.so.1 || packages+=(libspeexdsp1)
    [[ -e /usr/include/alsa/pcm_ioplug.h ]] || packages+=(libasound2-dev)
    compgen -G "/usr/lib/*/alsa-lib/libasound_module_rate_speexrate.so" >/dev/null || packages+=(libasound2-plugins)
fi

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
