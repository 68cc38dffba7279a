#!/usr/bin/env bash
# usage: test.sh [--long] [--no-board]
# Builds (warnings are errors), runs all tests, those of sound cards and lines in the virtual board (scripts/virtual-board.sh),
# checks the format, and runs Coze's JavaScript SDK against the simulator. --no-board leaves the virtual board out.
# The last line is the sum: "N passed, N failed" with ", N skipped" when some were.
set -euo pipefail
board=true
for argument in "$@"; do
    case "$argument" in
        --long) export COZEDEVICE_LONG=1 ;;
        --no-board) board=false ;;
        *) sed -n '2,5s/^# //p' "$0" >&2; exit 2 ;;
    esac
done
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
readonly missing_exit=3
work=$(mktemp -d)
simulator=
passed=0 failed=0 skipped=0

finish() {
    [[ -z $simulator ]] || kill "$simulator" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

sum() {
    if [[ $skipped -gt 0 ]]; then echo "$passed passed, $failed failed, $skipped skipped"
    else echo "$passed passed, $failed failed"; fi
}

# number FILE WORD: the number behind the last "WORD: N" of a test run's summary.
number() { sed -n "s/^ *$2: *\([0-9]*\).*/\1/p" "$1" | tail -1 | grep . || echo 0; }

# run_tests PROJECT: runs one test program and adds its counts.
run_tests() {
    local log="$work/$1.log" code=0
    echo "== $1"
    dotnet "$root/artifacts/bin/$1/release/$1.dll" --no-ansi --no-progress 2>&1 | tee "$log" || code=${PIPESTATUS[0]}
    passed=$((passed + $(number "$log" succeeded)))
    skipped=$((skipped + $(number "$log" skipped)))
    local wrong
    wrong=$(number "$log" failed)
    # A run that broke off fails even though it counted no failure.
    [[ $code -eq 0 || $wrong -gt 0 ]] || wrong=1
    failed=$((failed + wrong))
}

# run_board: runs the hardware tests in the virtual board and adds its counts.
run_board() {
    local log="$work/board.log" code=0 right=0 wrong=0 left=0
    $board || { skip "virtual board" "--no-board"; return; }
    echo "== virtual board"
    # The reason of a skip and the times of booting go to people at once, on the other stream.
    "$root/scripts/virtual-board.sh" | tee "$log" || code=${PIPESTATUS[0]}
    read -r right wrong left < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed\(, \([0-9]*\) skipped\)\{0,1\}$/\1 \2 \4/p' "$log" | tail -1) || true
    [[ $code -eq 0 || $code -eq $missing_exit || ${wrong:-0} -gt 0 ]] || wrong=1
    passed=$((passed + ${right:-0})) failed=$((failed + ${wrong:-0})) skipped=$((skipped + ${left:-0}))
}

# check NAME COMMAND...: one check that passes or fails as a whole.
check() {
    echo "== $1"
    shift
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

skip() {
    echo "== $1: skipped: $2"
    skipped=$((skipped + 1))
}

have_node() { command -v node >/dev/null && command -v npm >/dev/null; }

# run_sdk: starts the simulator, runs the SDK's checks against it, and adds their counts.
run_sdk() {
    local url='' code=0 log="$work/sdk.log"
    [[ -x $root/tests/sdk/run.sh ]] || { skip sdk "tests/sdk/run.sh is not there"; return; }
    have_node || { [[ $EUID -eq 0 ]] && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nodejs npm >"$work/npm.log" 2>&1; } \
        || { skip sdk "node and npm are not installed; run: sudo apt-get install nodejs npm"; return; }
    if [[ ! -d $root/tests/sdk/node_modules ]] && ! (cd "$root/tests/sdk" && npm ci --no-audit --no-fund) >"$work/npm.log" 2>&1; then
        skip sdk "npm could not install Coze's SDK: $(tail -1 "$work/npm.log")"
        return
    fi
    echo "== sdk"
    "$root/artifacts/cozedevice-sim" --port 0 >"$work/sim.out" 2>"$work/sim.err" &
    simulator=$!
    for _ in $(seq 100); do
        url=$(sed -n 's/^listening on \(http[^ ]*\).*/\1/p' "$work/sim.out" | head -1)
        [[ -z $url ]] && kill -0 "$simulator" 2>/dev/null || break
        sleep 0.1
    done
    if [[ -z $url ]]; then
        echo "the simulator did not start:"
        cat "$work/sim.err"
        failed=$((failed + 1))
        return
    fi
    "$root/tests/sdk/run.sh" "$url" 2>&1 | tee "$log" || code=${PIPESTATUS[0]}
    local counts
    counts=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed.*/\1 \2/p' "$log" | tail -1)
    read -r right wrong <<<"${counts:-0 0}"
    [[ $code -eq 0 || $wrong -gt 0 ]] || wrong=1
    passed=$((passed + right)) failed=$((failed + wrong))
}

# Without a compiler and the headers of ALSA the tests that need them are skipped and say so.
"$root/scripts/install-deps.sh" --tests || true
if ! "$root/scripts/build.sh"; then
    failed=1
    sum
    exit 1
fi
run_tests CozeDevice.Tests
run_board
check format "$root/scripts/format.sh" --check
run_sdk
sum
[[ $failed -eq 0 && $passed -gt 0 ]]
