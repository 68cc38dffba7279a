#!/usr/bin/env bash
# usage: virtual-board.sh [--long] [--no-build] [--shell | --run COMMAND | TEST-OPTION...]
# Boots a small Linux whose lines, sound cards, buttons and LEDs are the kernel's own simulations (under QEMU, nothing of this
# machine is touched), and runs the hardware tests in it. The guest sees this machine's files; what it writes, it forgets.
#   --long       the long forms of the tests
#   --no-build   the programs in artifacts/ as they are
#   --shell      an interactive shell inside; "exit" ends it
#   --run CMD    one shell command inside; its exit code is this script's
#   TEST-OPTION  goes to the test program, such as --filter-class '*XrunTests'
# The kernel is built once and kept in ${XDG_CACHE_HOME:-~/.cache}/cozedevice. Exit codes: 0 ok, 1 failed, 2 usage,
# 3 skipped because something is missing, 124 timed out. The last line of a test run is "N passed, N failed[, N skipped]".
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly root parts="$root/scripts/virtual-board"
readonly missing_exit=3 timeout_exit=124
readonly cache="${XDG_CACHE_HOME:-$HOME/.cache}/cozedevice"
readonly default_limit=900 long_limit=3600
readonly program="$root/artifacts/bin/CozeDevice.HardwareTests/release/CozeDevice.HardwareTests.dll"

usage() { sed -n '2,11s/^# //p' "$0" >&2; exit 2; }

build=true mode=tests limit=$default_limit
run=()
while [[ $# -gt 0 ]]; do
    case "$1" in
        --long) export COZEDEVICE_LONG=1 ;;
        --no-build) build=false ;;
        --shell) mode=shell; [[ $# -eq 1 ]] || usage ;;
        --run) mode=run; [[ $# -eq 2 ]] || usage; run=(bash -c "$2"); shift ;;
        -h | --help) usage ;;
        *) break ;;
    esac
    shift
done
[[ ${COZEDEVICE_LONG-} != 1 ]] || limit=$long_limit

say() { echo "virtual board: $*" >&2; }

skip() {
    say "skipped: $*"
    [[ $mode != tests ]] || echo "0 passed, 0 failed, 1 skipped"
    exit "$missing_exit"
}

work=
unfinished=
qemu=
finish() {
    [[ -z $qemu ]] || kill "$qemu" 2>/dev/null || true
    [[ -z $qemu ]] || wait "$qemu" 2>/dev/null || true
    [[ -z $work ]] || rm -rf "$work"
    [[ -z $unfinished ]] || rm -rf "$unfinished"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# --- what is needed -------------------------------------------------------------------------------------------------------

missing=()
need() { "${@:2}" >/dev/null 2>&1 || missing+=("$1"); }
have() { command -v "$1" >/dev/null; }
have_file() { compgen -G "$1"; }
newest_source() { compgen -G '/usr/src/linux-source-*.tar.xz' | sort -V | tail -1; }

# install: what `missing` names, as root; otherwise says what to do and skips.
install() {
    [[ ${#missing[@]} -gt 0 ]] || return 0
    { [[ $EUID -eq 0 ]] && have apt-get; } || skip "missing ${missing[*]}; run: sudo apt-get install ${missing[*]}"
    say "installing ${missing[*]}"
    local log
    log=$(mktemp)
    for attempt in first second; do
        if DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$log" 2>&1; then
            rm -f "$log"
            missing=()
            return 0
        fi
        [[ $attempt == second ]] || apt-get update -qq >>"$log" 2>&1 || true
    done
    tail -3 "$log" >&2
    rm -f "$log"
    skip "apt-get could not install ${missing[*]}"
}

need_to_run() {
    need qemu-system-x86 have qemu-system-x86_64
    need busybox-static have_file '/bin/busybox'
    need cpio have cpio
    need alsa-utils have aplay
    need libasound2-plugins have_file '/usr/lib/*/alsa-lib/libasound_module_rate_speexrate.so'
    need gpiod have gpioinfo
}

need_to_build_kernel() {
    need linux-source newest_source
    need gcc have gcc
    need make have make
    need flex have flex
    need bison have bison
    need bc have bc
    need xz-utils have xz
    need libelf-dev have_file '/usr/include/libelf.h'
}

# --- the kernel ---------------------------------------------------------------------------------------------------------------

# kernel_key SOURCE: what a built kernel depends on.
kernel_key() {
    { cat "$parts/kernel.config" "$parts/board.dts"; basename "$1"; dpkg-query -W -f '${Version}' "$(basename "$1" .tar.xz)" 2>/dev/null || true; } \
        | sha256sum | cut -c1-16
}

# build_kernel SOURCE DESTINATION: unpacks, configures, compiles, and puts the result in place in one step.
build_kernel() {
    local source=$1 destination=$2 started=$SECONDS
    unfinished=$(mktemp -d "$cache/build.XXXXXX")
    local tree="$unfinished/tree" log="$unfinished/log"
    say "building the kernel from $(basename "$source"), once; this takes some minutes"
    mkdir "$tree" "$unfinished/result"
    # Documentation and headers of graphics cards are half of the archive; Kconfig needs neither.
    tar -xf "$source" -C "$tree" --strip-components=1 --exclude='*/Documentation/*/*' --exclude='*/drivers/gpu/drm/amd/include' \
        --exclude='*/tools/testing' --exclude='*/arch/[a-tv-w]*' --exclude='*/arch/powerpc'
    (
        set -e
        cd "$tree"
        make tinyconfig
        scripts/kconfig/merge_config.sh -m .config "$parts/kernel.config"
        make olddefconfig
        make "-j$(nproc)" bzImage
        scripts/dtc/dtc -I dts -O dtb -o "$unfinished/result/board.dtb" "$parts/board.dts"
        cp arch/x86/boot/bzImage "$unfinished/result/kernel"
        cp .config "$unfinished/result/config"
    ) >"$log" 2>&1 || {
        tail -20 "$log" >&2
        say "the kernel does not build"
        exit 1
    }
    while read -r asked; do
        grep -qx -- "$asked" "$unfinished/result/config" || say "this kernel source does not know ${asked%%=*} as asked"
    done < <(grep '=y$' "$parts/kernel.config")
    mv -T "$unfinished/result" "$destination"
    rm -rf "$unfinished"
    unfinished=
    say "the kernel was built in $((SECONDS - started)) s"
}

# kernel_folder: sets `kernel` to the folder of a built kernel.
kernel_folder() {
    local source
    source=$(newest_source) || { need_to_build_kernel; install; source=$(newest_source); }
    kernel="$cache/kernel-$(kernel_key "$source")"
    [[ -e $kernel/kernel ]] && return
    need_to_build_kernel
    install
    mkdir -p "$cache"
    # One builds, the others wait for it. The lock ends with this process, however it ends.
    exec {lock}>"$cache/lock"
    flock "$lock"
    [[ -e $kernel/kernel ]] || build_kernel "$source" "$kernel"
    exec {lock}>&-
}

# --- the board ----------------------------------------------------------------------------------------------------------------

make_initramfs() {
    local tree="$work/initramfs"
    mkdir -p "$tree"/{bin,dev,proc,sys,host,memory,root}
    cp "$(readlink -f /bin/busybox)" "$tree/bin/busybox"
    cp "$parts/init" "$tree/init"
    chmod 755 "$tree/init" "$tree/bin/busybox"
    (cd "$tree" && find . | cpio -o -H newc --quiet -R 0:0 | gzip -1) >"$work/initramfs.gz"
    rm -rf "$tree"
}

# write_command: what the session is to do, in words the guest's bash reads back.
write_command() {
    local rows=24 columns=80
    [[ $mode != shell ]] || read -r rows columns < <(stty size 2>/dev/null || echo "24 80")
    {
        printf 'export PATH=%q TERM=%q COZEDEVICE_LONG=%q\n' "$PATH:/usr/sbin:/sbin" "${TERM-dumb}" "${COZEDEVICE_LONG-}"
        [[ -z ${DOTNET_ROOT-} ]] || printf 'export DOTNET_ROOT=%q\n' "$DOTNET_ROOT"
        printf 'folder=%q rows=%q columns=%q interactive=%q\n' "$root" "$rows" "$columns" "$([[ $mode == shell ]] && echo yes || echo no)"
        printf 'command=('
        printf '%q ' "$@"
        printf ')\n'
    } >"$work/command"
    cp "$parts/session" "$work/session"
}

# cards: the sound cards as kernel parameters. One stream each way, as real cards have, so that a card can be busy; the dummies
# take the limits of a stereo chip, of one that only knows 48 kHz, and of one with 26 channels.
cards() {
    echo "snd_aloop.index=0 snd_aloop.pcm_substreams=1" \
        "snd_dummy.index=1,2,3,4 snd_dummy.enable=1,1,1,1 snd_dummy.pcm_substreams=1,1,1,1" \
        "snd_dummy.id=Dummy,Uda1341,Ac97,Rme9652 snd_dummy.model=,uda1341,ac97,rme9652"
}

# boot: runs the guest to its end. `multidevs=remap` keeps files of different file systems apart.
boot() {
    local comma_safe=${work//,/,,} console
    # Not stdio for a run: at the end of its input QEMU would take the console for closed and drop what the guest writes.
    if [[ $mode == shell ]]; then console="stdio,id=session,signal=off"; else console="file,id=session,path=/dev/stdout"; fi
    local command=(
        qemu-system-x86_64 -nodefaults -no-user-config -no-reboot -nographic -accel tcg,thread=multi -cpu max -smp 2 -m 2048
        -kernel "$kernel/kernel" -dtb "$kernel/board.dtb" -initrd "$work/initramfs.gz"
        -append "console=ttyS0 quiet panic=-1 oops=panic random.trust_cpu=on tsc=reliable $(cards)"
        -fsdev "local,id=host,path=/,security_model=none,readonly=on,multidevs=remap" -device "virtio-9p-pci,fsdev=host,mount_tag=host"
        -fsdev "local,id=work,path=$comma_safe,security_model=none" -device "virtio-9p-pci,fsdev=work,mount_tag=work"
        -serial "file:$comma_safe/kernel.log"
        -chardev "$console" -device virtio-serial-pci -device "virtconsole,chardev=session"
        -device qemu-xhci,id=usb -audiodev "none,id=silence" -device "usb-audio,audiodev=silence,bus=usb.0"
    )
    code=0
    if [[ $mode == shell ]]; then
        "${command[@]}" || code=$?
        return
    fi
    # Whatever kills this script, even SIGKILL, takes the guest with it.
    setpriv --pdeathsig KILL timeout --kill-after=5 "$limit" setpriv --pdeathsig KILL "${command[@]}" </dev/null > >(exec tee "$work/output") &
    qemu=$!
    wait "$qemu" || code=$?
    qemu=
    wait || true
}

# number WORD: the number behind the last "WORD: N" of the test run's summary.
number() { sed -n "s/^ *$1: *\([0-9]*\).*/\1/p" "$work/output" | tail -1 | grep . || echo 0; }

[[ $(uname -m) == x86_64 ]] || skip "the guest runs this machine's programs, and only x86-64 ones"
need_to_run
install
kernel=
kernel_folder
if [[ $mode == tests ]]; then
    ! $build || "$root/scripts/build.sh" >&2
    [[ -e $program ]] || { say "$program is not built"; exit 1; }
    run=(dotnet "$program" --no-ansi --no-progress "$@")
elif [[ $mode == shell ]]; then
    run=(bash -i)
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/cozedevice-board.XXXXXX")
make_initramfs
write_command "${run[@]}"
started=$SECONDS
boot

if [[ ! -s $work/code ]]; then
    if [[ $code -eq $timeout_exit || $code -eq 137 ]]; then say "timed out after $limit s"; code=$timeout_exit
    else say "the guest ended before the session did (QEMU's exit code $code)"; code=1; fi
    [[ ! -s $work/kernel.log ]] || { say "the kernel's last lines:"; tail -15 "$work/kernel.log" >&2; }
else
    read -r code <"$work/code"
fi
[[ ! -s $work/booted ]] || say "booted in $(<"$work/booted") s, ran $((SECONDS - started)) s in all"
[[ $mode == tests ]] || exit "$code"

passed=$(number succeeded) failed=$(number failed) skipped=$(number skipped)
# A run that broke off fails even though it counted no failure.
[[ $code -eq 0 || $failed -gt 0 ]] || failed=1
if [[ $skipped -gt 0 ]]; then echo "$passed passed, $failed failed, $skipped skipped"
else echo "$passed passed, $failed failed"; fi
[[ $failed -eq 0 && $passed -gt 0 ]] || { [[ $code -eq $timeout_exit ]] && exit "$timeout_exit"; exit 1; }
