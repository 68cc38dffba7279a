#!/usr/bin/env bash
# usage: make-prompts.sh [DIRECTORY]
# Synthesises the spoken prompts (en, zh) into src/CozeDevice/Prompts, or into DIRECTORY. Needs espeak-ng and sox; the same
# tools write the same bytes. To give a board a voice of its own nothing has to be built: see hardware/README.md.
set -euo pipefail
[[ $# -le 1 && ${1-} != -* ]] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly target=${1:-$root/src/CozeDevice/Prompts}
missing=()
for tool in espeak-ng sox; do command -v "$tool" >/dev/null || missing+=("$tool"); done
if [[ ${#missing[@]} -gt 0 ]]; then
    [[ $EUID -eq 0 ]] && command -v apt-get >/dev/null && apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 \
        || { echo "make-prompts.sh: missing: ${missing[*]}; run: sudo apt-get install ${missing[*]}" >&2; exit 1; }
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# say LANGUAGE NAME TEXT [VOICE]: 16 kHz mono S16, trimmed, faded over 5 ms so that nothing clicks, 20 ms of silence at both ends,
# peak at -6 dBFS, no dither.
say() {
    local voice speed
    case "$1" in
        en) voice=en-gb speed=160 ;;
        zh) voice=cmn-latn-pinyin speed=170 ;;
    esac
    voice=${4:-$voice}
    mkdir -p "$(dirname "$target/$1/$2")"
    espeak-ng -v "$voice" -s "$speed" -w "$work/raw.wav" "$3"
    sox -D "$work/raw.wav" -b 16 "$target/$1/$2.wav" remix 1 gain -6 rate 16000 \
        silence 1 0.01 0.5% fade h 0.005 reverse silence 1 0.01 0.5% fade h 0.005 reverse pad 0.02 0.02 gain -n -6
    printf '%s/%s.wav %s s\n' "$1" "$2" "$(soxi -D "$target/$1/$2.wav")"
}

# For people in front of the device, who can do one thing at most: no codes, nobody to blame.
say en muted "My microphone is off."
say en no_microphone "I cannot hear you. Please check the microphone."
say en not_authorised "I am not signed in yet. Please ask for help."
say en refused "I am not available right now. Please ask for help."
say en offline "I have no connection. Please try again later."
say en link_lost "Sorry, I lost the connection. Please ask again."
say en try_again "Sorry, that did not work. Please try again."

# In pinyin: without the long word list, which packages of espeak-ng leave out, its Chinese voice reads characters aloud as
# English letters and digits.
# 麦克风已关闭。
say zh muted "mai4 ke4 feng1 yi3 guan1 bi4."
# 我听不到您的声音，请检查麦克风。
say zh no_microphone "wo3 ting1 bu2 dao4 nin2 de5 sheng1 yin1, qing3 jian3 cha2 mai4 ke4 feng1."
# 我还没有登录，请找人帮忙。
say zh not_authorised "wo3 hai2 mei2 you3 deng1 lu4, qing3 zhao3 ren2 bang1 mang2."
# 我现在不能服务，请找人帮忙。
say zh refused "wo3 xian4 zai4 bu4 neng2 fu2 wu4, qing3 zhao3 ren2 bang1 mang2."
# 现在没有网络，请稍后再试。
say zh offline "xian4 zai4 mei2 you3 wang3 luo4, qing3 shao1 hou4 zai4 shi4."
# 对不起，网络断了，请再说一遍。
say zh link_lost "dui4 bu5 qi3, wang3 luo4 duan4 le5, qing3 zai4 shuo1 yi2 bian4."
# 对不起，没有成功，请再试一次。
say zh try_again "dui4 bu5 qi3, mei2 you3 cheng2 gong1, qing3 zai4 shi4 yi2 ci4."

# The code of a login, a sign at a time. People write it down: slowly, and letters in English everywhere, as they are on the keys.
say en sign_in "Please sign me in. Type this code on the sign-in page."
# 请登录。在登录页面输入这个代码。
say zh sign_in "qing3 deng1 lu4. zai4 deng1 lu4 ye4 mian4 shu1 ru4 zhe4 ge4 dai4 ma3."
english=(zero one two three four five six seven eight nine)
# Yao for one, as telephone numbers are read.
pinyin=(ling2 yao1 er4 san1 si4 wu3 liu4 qi1 ba1 jiu3)
for digit in {0..9}; do
    say en "spell/$digit" "${english[digit]}"
    say zh "spell/$digit" "${pinyin[digit]}"
done
for letter in {a..z}; do
    for language in en zh; do say "$language" "spell/$letter" "${letter^^}." en-gb; done
done
