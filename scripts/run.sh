#!/usr/bin/env bash
# usage: run.sh [live] [--no-view]
# Runs the agent on a virtual board: recorded speech is the microphone, artifacts/demo/heard.wav the speaker. It talks to
# the simulator, or with "live" to Coze itself (COZE_API_TOKEN and COZE_BOT_ID; COZEDEVICE_Coze__ApiUrl and
# COZEDEVICE_Coze__WebSocketUrl for another region). On a terminal the live view opens; otherwise, or with --no-view, it
# asks a question, interrupts the answer with another one, prints the timeline, and fails when a stage does.
set -euo pipefail
live=false
view=true
[[ -t 0 && -t 1 ]] || view=false
for argument in "$@"; do
    case "$argument" in
        live) live=true ;;
        --no-view) view=false ;;
        *) sed -n '2,6s/^# //p' "$0" >&2; exit 2 ;;
    esac
done
if $live; then
    for variable in COZE_API_TOKEN COZE_BOT_ID; do
        [[ -n ${!variable-} ]] || { echo "run.sh: live needs $variable in the environment" >&2; exit 2; }
    done
fi

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly root question="$root/tests/speech/question.wav" demo="$root/artifacts/demo"
readonly hold_seconds=3.2 interrupt_after_seconds=1
if $live; then readonly answer_seconds=40; else readonly answer_seconds=15; fi
work=$(mktemp -d "${TMPDIR:-/tmp}/cozedevice.XXXXXX")
started=()
agent=

finish() {
    local id
    for id in "${started[@]}"; do kill "$id" 2>/dev/null || true; done
    for id in "${started[@]}"; do wait "$id" 2>/dev/null || true; done
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() {
    echo "run.sh: $1" >&2
    [[ ! -s $demo/agent.log ]] || { echo "run.sh: the last lines of $demo/agent.log:" >&2; tail -5 "$demo/agent.log" >&2; }
    exit 1
}

# until_true SECONDS COMMAND...: waits until the command succeeds.
until_true() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [[ $SECONDS -lt $end ]] || return 1
        sleep 0.05
    done
}

ctl() { "$root/artifacts/cozedevice" ctl "$@" --config "$work/none.json" --set "Control:Socket=$work/control.sock"; }

mark=0
set_mark() { mark=$(wc -l <"$work/feed"); }
since_mark() { tail -n +$((mark + 1)) "$work/feed" 2>/dev/null | grep -qE "$1"; }
# stage SECONDS PATTERN WHAT: waits for an event since the mark, and fails with what did not happen.
stage() {
    until_true "$1" eval "since_mark '$2' || ! kill -0 $agent 2>/dev/null" && since_mark "$2" || fail "$3"
}

"$root/scripts/build.sh" >"$work/build.log" 2>&1 || { cat "$work/build.log" >&2; echo "run.sh: the build failed" >&2; exit 1; }
mkdir -p "$demo"
rm -f "$demo/heard.wav" "$demo/agent.log" "$demo/timeline.txt"
echo '{}' >"$work/none.json"
settings=(
    --config "$work/none.json"
    --set "Audio:Capture=file:$question" --set "Audio:Playback=file:$demo/heard.wav"
    --set Button:Line=none --set Led:Kind=none
    --set "State:Directory=$work/state" --set "Control:Socket=$work/control.sock"
)

if $live; then
    settings+=(--set "Coze:BotId=$COZE_BOT_ID")
else
    "$root/artifacts/cozedevice-sim" --port 0 >"$work/simulator.out" 2>"$demo/simulator.log" &
    started+=($!)
    until_true 10 grep -q '^listening on ' "$work/simulator.out" || fail "the simulator did not start, see $demo/simulator.log"
    url=$(sed -n 's/^listening on //p' "$work/simulator.out" | head -1)
    settings+=(--set Coze:BotId=7300000000000000001 --set "Coze:ApiUrl=$url" --set "Coze:WebSocketUrl=${url/#http/ws}")
    export COZE_API_TOKEN=simulator
    unset CREDENTIALS_DIRECTORY
fi

"$root/artifacts/cozedevice" run "${settings[@]}" 2>"$demo/agent.log" &
agent=$!
started+=("$agent")
until_true 10 eval "[[ -S \$work/control.sock ]] || ! kill -0 $agent 2>/dev/null" || true
[[ -S $work/control.sock ]] || fail "the agent did not start"

if $view; then
    ctl view
    exit 0
fi

ctl watch >"$work/feed" 2>/dev/null &
started+=($!)
ctl watch --timeline > >(tee "$demo/timeline.txt") 2>/dev/null &
started+=($!)
stage 10 '"event":"snapshot"' "the agent does not answer on its control socket"
stage 15 '"link":\{"state":"online"|"event":"link",.*"state":"online"' "the link did not come online"

set_mark
ctl press || fail "the press was refused"
stage 2 '"event":"turn",.*"state":"listening"' "the press did not open the microphone"
sleep "$hold_seconds"
ctl release || fail "the release was refused"
stage "$answer_seconds" '"event":"turn",.*"state":"speaking"' "no answer was heard"
sleep "$interrupt_after_seconds"

set_mark
ctl press || fail "the second press was refused"
stage 2 '"event":"turn",.*"state":"listening"' "the press did not interrupt the answer"
sleep "$hold_seconds"
ctl release || fail "the second release was refused"
stage "$answer_seconds" '"event":"turn",.*"state":"speaking"' "no second answer was heard"
stage 60 '"event":"turn",.*"state":"ready"' "the second answer did not end"

kill -TERM "$agent"
code=0
wait "$agent" || code=$?
[[ $code -eq 0 ]] || fail "the agent ended with exit code $code"
# Behind the 44 bytes of the header there must be something that is not silence.
[[ -s $demo/heard.wav ]] || fail "$demo/heard.wav was not written"
[[ $(tail -c +45 "$demo/heard.wav" | tr -d '\0' | head -c 1000 | wc -c) -eq 1000 ]] || fail "$demo/heard.wav holds nothing but silence"
echo "heard: $demo/heard.wav ($(( ($(wc -c <"$demo/heard.wav") - 44) / 32 )) ms at 16 kHz mono)"
