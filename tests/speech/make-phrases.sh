#!/usr/bin/env bash
# usage: make-phrases.sh
# Synthesises the phrases of which the tests of the end-pointer make utterances: six voices, three phrases each, 16 kHz mono S16.
# Needs espeak-ng and sox.
set -euo pipefail
target=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/phrases
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$target"

# say FILE VOICE SPEED TEXT
say() {
    espeak-ng -v "$2" -s "$3" -w "$work/raw.wav" "$4"
    sox -D "$work/raw.wav" -b 16 "$target/$1.wav" remix 1 gain -12 rate 16000
}

say en-us-1 en-us 165 "What is the weather"
say en-us-2 en-us 165 "like tomorrow"
say en-us-3 en-us 165 "in Hangzhou"
say en-gb-f-1 en-gb+f3 150 "Please tell me"
say en-gb-f-2 en-gb+f3 150 "a story about six fish"
say en-gb-f-3 en-gb+f3 150 "and a fox"
say scotland-1 en-gb-scotland+m3 190 "Stop"
say scotland-2 en-gb-scotland+m3 190 "play the next song"
say scotland-3 en-gb-scotland+m3 190 "at half past eight"
say zh-1 cmn-latn-pinyin 170 "qing3 wen4"
say zh-2 cmn-latn-pinyin 170 "jin1 tian1 tian1 qi4"
say zh-3 cmn-latn-pinyin 170 "zen3 me yang4"
say de-f-1 de+f2 170 "Wie spät ist es"
say de-f-2 de+f2 170 "jetzt"
say de-f-3 de+f2 170 "in Tokio bitte"
say fr-m-1 fr+m2 160 "Quelle heure est-il"
say fr-m-2 fr+m2 160 "à Paris"
say fr-m-3 fr+m2 160 "s'il vous plaît"
