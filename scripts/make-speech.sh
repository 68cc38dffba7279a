#!/usr/bin/env bash
# usage: make-speech.sh
# Synthesises the spoken questions of the tests and the demo into tests/speech. Needs espeak-ng and sox.
set -euo pipefail
[[ $# -eq 0 ]] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
for tool in espeak-ng sox; do
    command -v "$tool" >/dev/null || { echo "make-speech.sh: $tool is missing: sudo apt-get install espeak-ng sox" >&2; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# speak FILE VOICE WORDS_PER_MINUTE TEXT: 16 kHz mono S16, silence trimmed to 100 ms, peak at -6 dBFS, no dither so that
# the same tools write the same bytes.
speak() {
    espeak-ng -v "$2" -s "$3" -w "$work/raw.wav" "$4"
    sox -D "$work/raw.wav" -r 16000 -c 1 -b 16 "$root/tests/speech/$1" \
        silence 1 0.01 0.5% reverse silence 1 0.01 0.5% reverse pad 0.1 0.1 gain -n -6
    printf '%s %s s\n' "$1" "$(soxi -D "$root/tests/speech/$1")"
}

mkdir -p "$root/tests/speech"
speak question.wav en-gb 175 "What time is it in Shanghai, and will it rain tomorrow?"
speak barge-in.wav en-gb 175 "Stop. Tell me about the weather instead."
