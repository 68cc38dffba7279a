#!/usr/bin/env bash
# usage: virtual-board.sh [--long] [--no-build] [--shell | --run COMMAND | TEST-OPTION...]
# Boots a small Linux whose lines, sound cards, buttons and LEDs are the kernel's own simulations (under QEMU, nothing of this
# machine is touched), and runs the hardware tests in it. The guest sees this machine's files; what it writes, it forgets.
#   --long       the long forms of the tests
#   --no-build   the tests as they were last built for the board
#   --shell      an interactive shell inside; "exit" ends it
#   --run CMD    one shell command inside; its exit code is this script's
#   TEST-OPTION  goes to the test program, such as --filter-class '*XrunTests'
# The kernel is built once and kept in ${XDG_CACHE_HOME:-~/.cache}/cozedevice. Exit codes: 0 ok, 1 failed, 2 usage,
# 3 skipped because something is missing, 124 timed out. The last line of a test run is "N passed, N failed[, N skipped]".
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly root parts="$root/scripts/virtual-board"
readonly missing_exit=3 timeout_exit=124
readonly cache="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/cozedevice"
readonly default_limit=1200 long_limit=5400
readonly tests="$root/artifacts/board"

usage() { sed -n '2,11s/^# //p' "$0" >&2; exit 2; }

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

# building_ground: makes a folder to compile in; make does not work in a path with spaces or colons.
building_ground() {
    local at
    for at in "$cache" "${TMPDIR:-/tmp}" /var/tmp /tmp; do
        [[ $at != *[[:space:]:]* && -w $at ]] || continue
        unfinished=$(mktemp -d "$at/cozedevice-kernel.XXXXXX")
        return
    done
    say "there is no writable folder without spaces in its path to build in"
    exit 1
}

# compile TREE: makes kernel, device tree and the configuration they came from, in TREE/result. Its own bash, for -e to hold.
compile() {
    bash -euc '
        cd "$1"
        make tinyconfig
        scripts/kconfig/merge_config.sh -m .config kernel.config
        make olddefconfig
        make "-j$(nproc)" bzImage
        mkdir result
        scripts/dtc/dtc -I dts -O dtb -o result/board.dtb board.dts
        cp arch/x86/boot/bzImage result/kernel
        cp .config result/config
    ' compile "$1"
}

# build_kernel SOURCE DESTINATION: unpacks, configures, compiles, and puts the result in place in one step.
build_kernel() {
    local source=$1 destination=$2 started=$SECONDS
    building_ground
    local tree="$unfinished/tree" log="$unfinished/log"
    say "building the kernel from $(basename "$source"), once; this takes some minutes"
    mkdir "$tree"
    # Documentation, headers of graphics cards and other architectures' boards are half of the archive; Kconfig needs none.
    tar -xf "$source" -C "$tree" --strip-components=1 --exclude='*/Documentation/*/*' --exclude='*/drivers/gpu/drm/amd/include' \
        --exclude='*/tools/testing' --exclude='*/arch/[a-tv-w]*/boot' --exclude='*/arch/[a-tv-w]*/configs'
    cp "$parts/kernel.config" "$parts/board.dts" "$tree"
    compile "$tree" >"$log" 2>&1 || {
        tail -20 "$log" >&2
        say "the kernel does not build"
        exit 1
    }
    while read -r asked; do
        grep -qx -- "$asked" "$tree/result/config" || say "this kernel source does not know ${asked%%=*} as asked"
    done < <(grep '=y$' "$parts/kernel.config")
    # First onto the same file system, then by name: whoever sees the folder sees all of it.
    rm -rf "$destination.new"
    cp -r "$tree/result" "$destination.new"
    mv -T "$destination.new" "$destination"
    rm -rf "$unfinished"
    unfinished=
    say "the kernel was built in $((SECONDS - started)) s"
}

# kernel_folder: sets `kernel` to the folder of a kernel that is built.
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

# --- the tests ----------------------------------------------------------------------------------------------------------------

# build_tests: publishes them compiled ahead of time, because under emulation compiling takes longer than testing. The compiler
# for that is a package; without it the tests are slower, and the same.
build_tests() {
    "$root/scripts/install-deps.sh"
    local publish=(
        dotnet publish "$root/tests/CozeDevice.HardwareTests" -c Release -r linux-x64 --no-self-contained -v quiet -nologo
        -nodeReuse:false -p:UseSharedCompilation=false -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -o "$tests"
    ) started=$SECONDS
    if ! "${publish[@]}" -p:PublishReadyToRun=true >"$work/publish.log" 2>&1; then
        grep -q ' error CS' "$work/publish.log" || say "compiling ahead of time does not work here; the tests will be slower"
        "${publish[@]}" >&2
    fi
    say "built in $((SECONDS - started)) s"
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
    local priority=() command=(
        qemu-system-x86_64 -nodefaults -no-user-config -no-reboot -nographic -accel tcg,thread=multi -cpu max -smp 2 -m 2048
        -kernel "$kernel/kernel" -dtb "$kernel/board.dtb" -initrd "$work/initramfs.gz"
        -append "console=ttyS0 quiet panic=-1 oops=panic random.trust_cpu=on $(cards)"
        -fsdev "local,id=host,path=/,security_model=none,readonly=on,multidevs=remap" -device "virtio-9p-pci,fsdev=host,mount_tag=host"
        -fsdev "local,id=work,path=$comma_safe,security_model=none" -device "virtio-9p-pci,fsdev=work,mount_tag=work"
        -chardev "file,id=kernel,path=$comma_safe/kernel.log" -serial chardev:kernel
        -chardev "$console" -device virtio-serial-pci -device "virtconsole,chardev=session"
        -device qemu-xhci,id=usb -audiodev "none,id=silence" -device "usb-audio,audiodev=silence,bus=usb.0"
    )
    # The clock of the guest is the real one: where it may, it goes before what only has to be done some time.
    [[ $(nice -n -10 nice 2>/dev/null) != -10 ]] || priority=(nice -n -10)
    code=0
    if [[ $mode == shell ]]; then
        "${priority[@]}" "${command[@]}" || code=$?
        return
    fi
    # Whatever kills this script, even SIGKILL, takes the guest with it.
    setpriv --pdeathsig KILL "${priority[@]}" timeout --kill-after=5 "$limit" setpriv --pdeathsig KILL "${command[@]}" \
        </dev/null > >(exec tee "$work/output") 2>"$work/qemu.log" &
    qemu=$!
    wait "$qemu" || code=$?
    qemu=
    wait || true
}

# number WORD: the number behind the last "WORD: N" of the test run's summary.
number() { sed -n "s/^ *$1: *\([0-9]*\).*/\1/p" "$work/output" | tail -1 | grep . || echo 0; }

# report: says how it ended, and ends with what the session ended with.
report() {
    if [[ ! -s $work/code ]]; then
        if [[ $code -eq $timeout_exit || $code -eq 137 ]]; then say "timed out after $limit s"; code=$timeout_exit
        else say "the guest ended before the session did (QEMU's exit code $code)"; code=1; fi
        cat "$work/qemu.log" >&2 2>/dev/null || true
        [[ ! -s $work/kernel.log ]] || { say "the kernel's last lines:"; tail -15 "$work/kernel.log" >&2; }
    else
        read -r code <"$work/code"
    fi
    [[ ! -s $work/booted ]] || say "booted in $(<"$work/booted") s, $((SECONDS - started)) s in all"
    [[ $mode == tests ]] || exit "$code"

    local passed failed skipped
    passed=$(number succeeded) failed=$(number failed) skipped=$(number skipped)
    # A run that broke off fails even though it counted no failure.
    [[ $code -eq 0 || $failed -gt 0 ]] || failed=1
    if [[ $skipped -gt 0 ]]; then echo "$passed passed, $failed failed, $skipped skipped"
    else echo "$passed passed, $failed failed"; fi
    [[ $code -ne $timeout_exit ]] || exit "$timeout_exit"
    [[ $failed -eq 0 && $passed -gt 0 ]] || exit 1
    exit 0
}

# Read as a whole before it runs, so that a pull meanwhile does not change it.
main() {
    build=true mode=tests limit=$default_limit
    local run=()
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

    [[ $(uname -m) == x86_64 ]] || skip "the guest runs this machine's programs, and only x86-64 ones"
    need_to_run
    install
    kernel_folder
    work=$(mktemp -d "${TMPDIR:-/tmp}/cozedevice-board.XXXXXX")
    if [[ $mode == tests ]]; then
        ! $build || build_tests
        [[ -e $tests/CozeDevice.HardwareTests.dll ]] || { say "nothing is built for the board yet: leave out --no-build"; exit 1; }
        run=(dotnet "$tests/CozeDevice.HardwareTests.dll" --no-ansi --no-progress "$@")
    elif [[ $mode == shell ]]; then
        run=(bash -i)
    fi
    make_initramfs
    write_command "${run[@]}"
    started=$SECONDS
    boot
    report
}

main "$@"
