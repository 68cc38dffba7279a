#!/usr/bin/env bash
# usage: test.sh [--arch amd64|arm64] [--image IMG] [--cuts N] [--seed N] [--program DIR]
# Boots an image under QEMU (UEFI; software emulation, or what COZEDEVICE_ACCEL names, such as kvm) with a filled-in cozedevice.txt, as a
# person would have done it.
#   amd64  builds it with this machine's .NET runtime unless --image has one (not compressed). The service must become active, the first
#          boot be applied, the card grow, a spoken turn through the simulator inside the guest be answered, doctor find nothing but what
#          a virtual machine lacks. Then the power is cut at N random moments (10) of as many first boots, in turn while the kernel starts,
#          the card grows, the first boot runs and writes the card, and the service starts: each must start again and keep the token once.
#   arm64  must come up to a login, with the service running or saying what it lacks.
# --seed repeats the moments of a run, which tells its own. Nothing of the image is changed for the test: what runs inside comes from a
# second disk and from credentials of the machine.
# The last line is the sum: "N right, N wrong". Exit codes: 0 all right, 1 something wrong, 2 usage, 3 something needed is missing.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root parts=$root/scripts/image missing_exit=3 limit=900 accelerator=${COZEDEVICE_ACCEL:-tcg,thread=multi}
refuse() { echo "test.sh: $1" >&2; exit 2; }
arch=amd64 image='' cuts=10 seed=$RANDOM program=$root/artifacts/bin/CozeDevice.Simulator/release
while [[ $# -gt 0 ]]; do
    case "$1" in
        --help) sed -n '2,13s/^# //p' "$0"; exit 0 ;;
        --arch | --image | --cuts | --seed | --program) [[ $# -ge 2 && -n $2 ]] || refuse "$1 needs a value; see --help" ;;&
        --arch) arch=$2 ;;
        --image) image=$2 ;;
        --cuts) cuts=$2 ;;
        --seed) seed=$2 ;;
        --program) program=$2 ;;
        *) refuse "there is no $1; see --help" ;;
    esac
    shift 2
done
[[ $cuts =~ ^[0-9]+$ ]] || refuse "--cuts is a number, not \"$cuts\""
[[ $seed =~ ^[0-9]+$ ]] || refuse "--seed is a number, not \"$seed\""
[[ -z $image || -f $image ]] || refuse "there is no image $image"
PATH=$PATH:/usr/sbin:/sbin
case "$arch" in
    amd64) qemu=qemu-system-x86_64 firmware=/usr/share/OVMF/OVMF_CODE_4M.fd variables=/usr/share/OVMF/OVMF_VARS_4M.fd console=ttyS0 ;;
    arm64) qemu=qemu-system-aarch64 firmware=/usr/share/AAVMF/AAVMF_CODE.fd variables=/usr/share/AAVMF/AAVMF_VARS.fd console=ttyAMA0 ;;
    *) refuse "--arch is amd64 or arm64, not \"$arch\"" ;;
esac
missing=()
for tool in "$qemu" mke2fs mcopy mtype debugfs sfdisk dotnet; do command -v "$tool" > /dev/null || missing+=("$tool"); done
[[ -e $firmware ]] || missing+=("$firmware")
[[ ${#missing[@]} -eq 0 ]] || {
    echo "test.sh: missing: ${missing[*]}; run: sudo apt-get install qemu-system-x86 ovmf qemu-system-arm qemu-efi-aarch64 e2fsprogs mtools fdisk" >&2
    exit "$missing_exit"
}
[[ $arch == arm64 || -f $program/cozedevice-sim.dll ]] || { echo "test.sh: there is no simulator in $program; run scripts/build.sh" >&2; exit "$missing_exit"; }

work=$(mktemp -d -p "${COZEDEVICE_TMP:-/var/tmp}")
machine=
finish() {
    [[ -z $machine ]] || kill -9 "$machine" 2> /dev/null || :
    rm -rf "$work"
}
trap finish EXIT
right=0 wrong=0
right() { right=$((right + 1)); echo "right  $1"; }
wrong() { wrong=$((wrong + 1)); echo "WRONG  $1"; }
check() { local what=$1; shift; if "$@" > /dev/null 2>&1; then right "$what"; else wrong "$what"; fi; }
readonly token=pat_canary0123456789abcdef

if [[ -z $image ]]; then
    options=()
    [[ $arch != amd64 ]] || options=(--dotnet "$(dirname "$(readlink -f "$(command -v dotnet)")")")
    COZEDEVICE_XZ_LEVEL=0 COZEDEVICE_KEEP_RAW=1 "$parts/build.sh" --arch "$arch" --out "$work" "${options[@]}" > "$work/built" \
        || { [[ $? -eq 3 ]] && exit 3; echo "1 wrong"; exit 1; }
    image=$(sed 's/\.xz$//' "$work/built")
    rm -f "$image.xz"
fi
check "the image is as it should be" "$parts/check.sh" "$image"
boot_at=@@$(($(sfdisk --json "$image" | tr -d ' "\n' | grep -o 'start:[0-9]*' | sed -n '1s/start://p') * 512))
root_start=$(sfdisk --json "$image" | tr -d ' "\n' | grep -o 'start:[0-9]*' | sed -n '2s/start://p')

# What runs inside: the simulator with its runtime, a question, and the script.
if [[ $arch == amd64 ]]; then
    dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
    mkdir -p "$work/disk/dotnet/shared" "$work/disk/sim"
    cp -R "$dotnet/dotnet" "$dotnet/host" "$work/disk/dotnet"
    cp -R "$dotnet/shared/Microsoft.NETCore.App" "$dotnet/shared/Microsoft.AspNetCore.App" "$work/disk/dotnet/shared"
    cp -R "$program/." "$work/disk/sim"
    cp "$root/tests/speech/question.wav" "$work/disk"
else
    mkdir -p "$work/disk"
fi
cp "$parts/inside" "$work/disk"
chmod -R a+rX "$work/disk"
truncate -s 400M "$work/test.ext4"
mke2fs -q -t ext4 -F -L COZETEST -d "$work/disk" "$work/test.ext4"

cat > "$work/cozedevice.txt" << CARD
﻿# as somebody would write it
Bot ID ：７３５００００００００００００００１
token = “$token”
volume = 60%
Coze:ApiUrl = http://127.0.0.1:5100
Coze:WebSocketUrl = ws://127.0.0.1:5100
Audio:Capture = file:/run/cozetest/question.wav
Audio:Playback = file:/var/lib/cozedevice/heard.wav
Audio:Codec = g711u
Button:Line = none
Led:Kind = none
last_result =
CARD

# fresh FILE: a card as it leaves the PC, larger than the image.
fresh() {
    cp --sparse=always "$image" "$1"
    truncate -s $(($(stat -c %s "$image") + 512 * 1048576)) "$1"
    mcopy -o -i "$1$boot_at" "$work/cozedevice.txt" ::cozedevice.txt
}

credential() { echo "-smbios type=11,value=io.systemd.credential.binary:$1=$(base64 -w0)"; }
# start CARD LOG CREDENTIALS: a machine in the background.
start() {
    cp "$variables" "$work/vars"
    local board=(-machine q35) processor=host
    [[ $arch == amd64 ]] || board=(-machine virt)
    [[ $accelerator != tcg* ]] || { [[ $arch == amd64 ]] && processor=max || processor=cortex-a72; }
    # shellcheck disable=SC2086
    "$qemu" "${board[@]}" -cpu "$processor" -accel "$accelerator" -m 1024 -smp 2 -display none -monitor none -no-reboot -serial "file:$2" \
        -drive "if=pflash,format=raw,readonly=on,file=$firmware" -drive "if=pflash,format=raw,file=$work/vars" \
        -drive "file=$1,format=raw,if=virtio,cache=writeback" -drive "file=$work/test.ext4,format=raw,if=virtio,snapshot=on" \
        -nic user,model=virtio-net-pci $3 > "$work/qemu.log" 2>&1 &
    machine=$!
}
stop() {
    kill -9 "$machine" 2> /dev/null || :
    wait "$machine" 2> /dev/null || :
    machine=
}
# until LOG PATTERN: waits for a line of the console, the end of the machine, or the limit.
until_line() {
    local end=$((SECONDS + limit))
    while [[ $SECONDS -lt $end ]]; do
        ! grep -aqE "$2" "$1" 2> /dev/null || return 0
        kill -0 "$machine" 2> /dev/null || return 1
        sleep 0.2
    done
    return 1
}
# offline CARD: what lies on a card that is out of its board.
card_text() { mtype -i "$1$boot_at" ::cozedevice.txt 2> /dev/null || mtype -i "$1$boot_at" ::cozedevice.old 2> /dev/null || :; }
root_text() {
    dd if="$1" of="$work/root" bs=512 skip="$root_start" iflag=fullblock conv=sparse status=none
    e2fsck -fy "$work/root" > /dev/null 2>&1 || : # what the journal holds, as a start would replay it
    debugfs -R "cat $2" "$work/root" 2> /dev/null
}

# unit NAME: a unit of the text on standard input, for this machine alone.
unit() { credential "systemd.extra-unit.$1.service"; }
inside=$(unit cozetest << UNIT
[Unit]
Description=What the test does inside
After=cozedevice.service
[Service]
Type=oneshot
ExecStartPre=/bin/mkdir -p /run/cozetest
ExecStartPre=/bin/mount -o ro LABEL=COZETEST /run/cozetest
ExecStart=/bin/bash /run/cozetest/inside
StandardOutput=tty
StandardError=tty
TTYPath=/dev/$console
UNIT
)
# mark STAGE AFTER BEFORE: a unit that says on the console that a stage begins.
mark() {
    unit "cozemark-$1" << UNIT
[Unit]
DefaultDependencies=no
After=local-fs.target $2
Before=$3
[Service]
Type=oneshot
ExecStart=/bin/sh -c 'echo "TEST stage $1" > /dev/$console'
UNIT
}
marks="$(mark grow '' cozedevice-image.service)"
marks+=" $(mark apply cozedevice-image.service cozedevice-firstboot.service)"
marks+=" $(mark serve cozedevice-firstboot.service cozedevice.service)"
marks+=" $(mark active cozedevice.service cozetest.service)"
# wanted UNIT...: lets them start with the system.
wanted() { credential systemd.unit-dropin.multi-user.target~cozetest <<< "[Unit]"$'\n'"Wants=$*"; }
readonly marked='cozemark-grow.service cozemark-apply.service cozemark-serve.service cozemark-active.service'

# --- one start as a person sees it --------------------------------------------------------------------------------------

fresh "$work/card"
start "$work/card" "$work/console" "$inside $marks $(wanted cozetest.service $marked)"
begun=${EPOCHREALTIME/./}
declare -A began=()
for stage in grow apply serve active; do
    until_line "$work/console" "TEST (stage $stage|done)" || break
    began[$stage]=$(((${EPOCHREALTIME/./} - begun) / 1000))
    echo "after $((began[$stage] / 1000)) s: $stage"
done
until_line "$work/console" 'TEST (done|failed)' || { wrong "the machine came up and the test inside ended"; tail -3 "$work/qemu.log"; }
until_line "$work/console" 'reboot: Power down|Power-Off' || :
stop
[[ -z ${COZEDEVICE_CONSOLE-} ]] || cp "$work/console" "$COZEDEVICE_CONSOLE"
while read -r _ verdict what; do
    case $verdict in right) right "$what" ;; wrong) wrong "$what" ;; esac
done < <(grep -aoE 'TEST (right|wrong) .*' "$work/console" | tr -d '\r')
check "it said so to its end" grep -aq 'TEST done' "$work/console"
check "the console asks for a login" grep -aq 'cozedevice login:' "$work/console"

# --- power cuts ---------------------------------------------------------------------------------------------------------

# now_on CARD: what a cut left of cozedevice.txt.
now_on() {
    local file left=''
    for file in txt new old; do
        ! mtype -i "$1$boot_at" "::cozedevice.$file" > "$work/left" 2> /dev/null \
            || left+=" cozedevice.$file $(stat -c %s "$work/left") bytes$(grep -q "$token" "$work/left" && echo ' with the token');"
    done
    echo "${left# }"
}
# begins_to_write CARD: waits until the boot partition is not as it was.
begins_to_write() {
    local end=$((SECONDS + limit)) before
    before=$(mdir -i "$1$boot_at" :: 2> /dev/null)
    while [[ $SECONDS -lt $end && $(mdir -i "$1$boot_at" :: 2> /dev/null) == "$before" ]]; do :; done
    [[ $SECONDS -lt $end ]]
}
# up_to MILLISECONDS: some of them, by the seed.
up_to() { moment=$(($1 * (RANDOM * 32768 + RANDOM) / 1073741824)); }
pause() { sleep "$(($1 / 1000)).$(printf %03d $(($1 % 1000)))"; }

if [[ $arch == amd64 && $cuts -gt 0 ]]; then
    check "the card says that all is well" grep -q '^last_result = ok' <(card_text "$work/card")
    check "the token is no longer on the card" bash -c "! grep -aq '$token' <(head -c 300M '$work/card')"
    echo "the cuts are those of --seed $seed"
    RANDOM=$seed
    stages=(start grow apply write serve)
    for ((cut = 1; cut <= cuts; cut++)); do
        stage=${stages[(cut - 1) % 5]}
        case $stage in
            start) up_to "${began[grow]}" ;;
            grow) up_to $((began[apply] - began[grow])) ;;
            apply) up_to $((began[serve] - began[apply])) ;;
            write) up_to 600 ;;
            serve) up_to $((began[active] - began[serve])) ;;
        esac
        fresh "$work/card"
        : > "$work/console"
        start "$work/card" "$work/console" "$marks $(wanted $marked)"
        case $stage in
            start) ;;
            write) until_line "$work/console" "TEST stage apply" && begins_to_write "$work/card" || wrong "cut $cut: the card was written" ;;
            *) until_line "$work/console" "TEST stage $stage" || wrong "cut $cut: the machine came to $stage" ;;
        esac
        pause "$moment"
        stop
        left=$(now_on "$work/card")
        echo "cut $cut: $moment ms after the begin of $stage; on the card: $left"
        on_card=$(grep -o 'with the token' <<< "$left" | wc -l || :)
        in_device=$(root_text "$work/card" /etc/credstore/coze-token | grep -c "$token" || :)
        check "cut $cut: the token is somewhere (card $on_card, device $in_device)" test $((on_card + in_device)) -ge 1
        : > "$work/console"
        start "$work/card" "$work/console" "$inside $(wanted cozetest.service)"
        until_line "$work/console" 'TEST (right|wrong) the service is active' || :
        stop
        grep -aoE 'TEST wrong .*' "$work/console" || :
        check "cut $cut: the next start works" grep -aq 'TEST right the service is active' "$work/console"
        check "cut $cut: nothing is wrong with it" test -z "$(grep -aoE 'TEST wrong .*' "$work/console")"
        check "cut $cut: the token is in the device" test "$(root_text "$work/card" /etc/credstore/coze-token)" = "$token"
        check "cut $cut: and not on the card" bash -c "! grep -aq '$token' <(head -c 300M '$work/card')"
        check "cut $cut: all is well" grep -q '^last_result = ok' <(card_text "$work/card")
    done
fi
echo "$right right, $wrong wrong"
[[ $wrong -eq 0 ]]
