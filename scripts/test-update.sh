#!/usr/bin/env bash
# usage: test-update.sh [--suite S] [--program DIR] [--simulator DLL]
# Updates the package in a Debian root of its own (S: bookworm) with a signed channel, an agent that runs and a simulated service:
# a version that works, versions that do not, and the power cut in the middle of dpkg. Says what is not as promised.
# Needs root, mmdebstrap, openssl and Debian's mirror. --program packages what was built there, --simulator takes that cozedevice-sim.dll.
# The last line is the sum: "N right, N wrong". Exit codes: 0 all right, 1 something wrong, 2 usage, 3 something needed is missing.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly root missing_exit=3
suite=bookworm
program=()
simulator=$root/artifacts/bin/CozeDevice.Simulator/release/cozedevice-sim.dll
arguments=("$@")
while [[ $# -gt 0 ]]; do
    case "$1" in
        --suite) suite=${2-} ;;
        --program) program=(--program "${2-}") ;;
        --simulator) simulator=${2-} ;;
        *) sed -n '2,6s/^# //p' "$0" >&2; exit 2 ;;
    esac
    [[ -n ${2-} ]] || { sed -n '2,6s/^# //p' "$0" >&2; exit 2; }
    shift 2
done
[[ $EUID -eq 0 ]] || { echo "test-update.sh: needs root" >&2; exit "$missing_exit"; }
# Mounts end with the name space they are in, whatever happens.
[[ ${COZEDEVICE_IN_NAMESPACE-} == 1 ]] || COZEDEVICE_IN_NAMESPACE=1 exec unshare --mount "$0" "${arguments[@]}"
for tool in mmdebstrap openssl; do
    command -v "$tool" > /dev/null || { echo "test-update.sh: missing: $tool; run: apt-get install $tool" >&2; exit "$missing_exit"; }
done
[[ -f $simulator ]] || { echo "test-update.sh: there is no $simulator; run scripts/build.sh" >&2; exit "$missing_exit"; }

export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
work=$(mktemp -d)
board=$work/root
simulation=''
finish() {
    [[ ! -e $board/agent.pid ]] || kill -KILL "$(cat "$board/agent.pid")" 2> /dev/null || :
    [[ -z $simulation ]] || kill "$simulation" 2> /dev/null || :
    ! mountpoint -q "$board/proc" || umount "$board/proc"
    rm -rf --one-file-system "$work"
}
trap finish EXIT
right=0 wrong=0

# check WHAT COMMAND...: counts whether the command succeeds.
check() {
    local what=$1
    shift
    if "$@" > "$work/said" 2>&1; then right=$((right + 1)); echo "right  $what"
    else wrong=$((wrong + 1)); echo "WRONG  $what"; tail -n 20 "$work/said"; tail -n 5 "$board/agent.log" "$board/systemctl.log"; fi
}
environment=(env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8)
inside() { chroot "$board" "${environment[@]}" "$@"; }
code() { local expected=$1 got=0; shift; "$@" || got=$?; echo "exit code $got"; [[ $got -eq $expected ]]; }
says() { local expected=$1; shift; "$@" > "$work/out" 2>&1 || :; cat "$work/out"; grep -qF -- "$expected" "$work/out"; }
installed() { inside dpkg-query -W -f '${db:Status-Status} ${Version}' cozedevice; }
is_installed() { [[ $(installed) == "installed $1" ]]; }
there() { [[ -e $board/var/lib/cozedevice-update/$1 ]]; }
gone() { ! there "$1"; }
online() { inside cozedevice ctl status --json | grep -q '"state": "online"'; }
# until_true SECONDS COMMAND...: waits until the command succeeds.
until_true() { local end=$((SECONDS + $1)); shift; until "$@" > /dev/null 2>&1; do [[ $SECONDS -lt $end ]] || return 1; sleep 0.05; done; }

# repackaged VERSION [FILE CONTENT]: the package under another version, with one file replaced.
repackaged() {
    rm -rf "$work/tree"
    dpkg-deb -R "$built" "$work/tree"
    sed -i "s/^Version: .*/Version: $1/" "$work/tree/DEBIAN/control"
    if [[ $# -gt 1 ]]; then printf '%s\n' "$3" > "$work/tree/$2"; fi
    dpkg-deb --root-owner-group -Zgzip -z1 --build "$work/tree" "$work/cozedevice_$1_all.deb" > /dev/null
}
# offer VERSION: signs the channel for it.
offer() {
    cp "$work/cozedevice_$1_all.deb" "$board/srv"
    "$root/scripts/update-channel.sh" sign --key "$work/vendor.key" --out "$board/srv/stable.json" "$board/srv/cozedevice_$1_all.deb" > /dev/null
}

echo "== building"
built=$("$root/scripts/package.sh" --out "$work/built" "${program[@]}")
repackaged 0.0.1
repackaged 0.0.2
repackaged 0.0.3 usr/lib/cozedevice/cozedevice $'#!/bin/sh\n[ "$1" != run ] || exit 1\nexec /opt/dotnet/dotnet /usr/lib/cozedevice/cozedevice.dll "$@"'
repackaged 0.0.4 DEBIAN/postinst $'#!/bin/sh\necho this cannot work >&2\nexit 1'
repackaged 0.0.5 usr/lib/cozedevice/cozedevice $'#!/bin/sh\nexit 1'
repackaged 0.0.6
repackaged 0.0.7 etc/cozedevice/conf.d/60-vendor.json '{ "Audio": { "Playback": "plughw:CARD=Gone" } }'
repackaged 0.0.8 usr/lib/cozedevice/cozedevice $'#!/bin/sh\n[ "$1" != doctor ] || exit 134\nexec /opt/dotnet/dotnet /usr/lib/cozedevice/cozedevice.dll "$@"'
"$root/scripts/update-channel.sh" keys "$work/vendor" > /dev/null
"$root/scripts/update-channel.sh" keys "$work/other" > /dev/null

echo "== a root of Debian $suite with version 0.0.1"
mmdebstrap --quiet --mode=root --variant=apt --include=init-system-helpers,systemd-standalone-sysusers \
    --customize-hook="upload $work/cozedevice_0.0.1_all.deb /first.deb" --customize-hook='chroot "$1" apt-get install -qq -y --no-install-recommends /first.deb' \
    "$suite" "$board" > "$work/mmdebstrap.log" 2>&1 || { tail -20 "$work/mmdebstrap.log" >&2; exit 1; }
mount -t proc proc "$board/proc" # .NET does not start without
rm -f "$board/usr/sbin/policy-rc.d" "$board"/var/cache/apt/archives/*.deb
mkdir -p "$board/opt/dotnet/shared" "$board/run/systemd/system" "$board/run/cozedevice"
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
cp -a "$dotnet/dotnet" "$dotnet/host" "$board/opt/dotnet"
cp -a "$dotnet/shared/Microsoft.NETCore.App" "$board/opt/dotnet/shared"
inside install -d -m 750 -o cozedevice -g cozedevice /run/cozedevice /var/lib/cozedevice
cp "$work/vendor.pub" "$board/etc/cozedevice/vendor.pub"

# Something that starts and stops the agent as systemd would, and counts the starts.
# Where apt lets packages look for it.
cat > "$board/usr/bin/systemctl" << 'STUB'
#!/bin/bash
echo "$(date +%T) $*" >> /systemctl.log
stop() { [ ! -e /agent.pid ] || { kill -TERM "$(cat /agent.pid)" 2> /dev/null; for _ in {1..30}; do kill -0 "$(cat /agent.pid)" 2> /dev/null || break; sleep 0.1; done; }; rm -f /agent.pid; }
start() {
    echo $(($(cat /invocation 2> /dev/null || echo 0) + 1)) > /invocation
    HOME=/var/lib/cozedevice STATE_DIRECTORY=/var/lib/cozedevice setsid setpriv --reuid=cozedevice --regid=cozedevice --init-groups /usr/lib/cozedevice/cozedevice run < /dev/null >> /agent.log 2>&1 &
    echo $! > /agent.pid
}
case " $* " in
    *" show "*InvocationID*) cat /invocation ;;
    *" show "*) echo LoadState=loaded ;;
    *" is-enabled "*) echo enabled ;;
    *" is-failed "*) [ -e /agent.pid ] && ! kill -0 "$(cat /agent.pid)" ;;
    *" daemon-reload "*) ;;
    *" try-restart cozedevice.service "*) if [ -e /agent.pid ]; then stop; start; fi ;;
    *" start cozedevice.service "* | *" restart cozedevice.service "*) stop; start ;;
    *" stop cozedevice.service "*) stop ;;
esac
STUB
chmod 755 "$board/usr/bin/systemctl"

coproc SIMULATOR { exec dotnet "$simulator" --port 0 2> "$work/simulator.log"; }
simulation=$SIMULATOR_PID
read -r line <&"${SIMULATOR[0]}"
address=${line##* }
cat > "$board/etc/cozedevice/conf.d/50-test.json" << CONFIG
{ "Coze": { "ApiUrl": "$address", "WebSocketUrl": "ws${address#http}", "BotId": "73" }, "Auth": { "Token": "test" },
  "Audio": { "Capture": "null", "Playback": "null" }, "Button": { "Line": "none" }, "Led": { "Kind": "none" },
  "Update": { "Channel": "/srv/stable.json", "PublicKey": "/etc/cozedevice/vendor.pub", "HealthMinutes": 1 } }
CONFIG
inside chown cozedevice /etc/cozedevice/conf.d/50-test.json
chmod 600 "$board/etc/cozedevice/conf.d/50-test.json"
echo '// mine' >> "$board/etc/cozedevice/cozedevice.json"
inside systemctl start cozedevice.service
check "the agent is online" until_true 60 online
check "the doctor is content beside it" code 0 inside cozedevice doctor --json

echo "== what is refused"
check "a channel that is not there is the network" code 4 inside cozedevice update check
offer 0.0.2
check "there is a newer version for this board" code 10 inside cozedevice update check
check "without its own package the board is not updated" says "(no_former)" inside cozedevice update apply
mkdir -p "$board/var/cache/cozedevice"
cp "$work/cozedevice_0.0.1_all.deb" "$board/var/cache/cozedevice"
openssl dgst -sha256 -sign "$work/other.key" "$board/srv/stable.json" | openssl base64 > "$board/srv/stable.json.sig"
check "another vendor's signature is refused" says "(bad_signature)" inside cozedevice update apply
offer 0.0.2
echo x >> "$board/srv/cozedevice_0.0.2_all.deb"
check "another package than was signed is refused" code 4 inside cozedevice update apply
check "nothing was changed" is_installed 0.0.1

echo "== a version that works"
offer 0.0.2
check "it is installed and found well" says "Version 0.0.2 runs; 0.0.1 is kept." inside cozedevice update apply
check "dpkg says so" is_installed 0.0.2
check "the agent is online" online
check "the owner's configuration is as it was" grep -q '^// mine' "$board/etc/cozedevice/cozedevice.json"
check "both packages are kept" eval 'there cozedevice_0.0.1_all.deb && there cozedevice_0.0.2_all.deb'
check "the copy of the program is gone" gone program
check "there is nothing newer" code 0 inside cozedevice update check

echo "== versions that do not work"
offer 0.0.3
check "one whose agent does not run is taken back" says "Version 0.0.2 is back" inside cozedevice update apply
check "dpkg says so" is_installed 0.0.2
check "the agent is online again" until_true 60 online
check "it is not tried again by itself" says "was taken back" inside cozedevice update apply
offer 0.0.4
check "one that cannot be configured is taken back" says "Version 0.0.2 is back" inside cozedevice update apply
check "dpkg says so" is_installed 0.0.2
offer 0.0.5
check "one that does not even start is taken back by the former one" says "does not start" inside cozedevice update apply
check "dpkg says so" is_installed 0.0.2
check "the agent is online again" until_true 60 online

offer 0.0.7
check "one that is online and cannot speak is taken back for what the doctor finds" says "the doctor finds what was well before: card" inside cozedevice update apply
check "dpkg says so" is_installed 0.0.2
check "the doctor is content again" code 0 inside cozedevice doctor --json
offer 0.0.8
check "one whose doctor crashes is taken back" says "the doctor finds what was well before: doctor" inside cozedevice update apply
check "dpkg says so" is_installed 0.0.2

echo "== the power is cut while dpkg works"
offer 0.0.6
unpacking() { [[ $(installed) != installed* ]]; }
# Everything in the name space dies at once, as it does without power.
unshare --pid --fork --kill-child --mount-proc="$board/proc" chroot "$board" "${environment[@]}" cozedevice update apply > "$work/cut.log" 2>&1 &
cut=$!
check "dpkg is in the middle" until_true 180 unpacking
kill -KILL "$cut"
wait "$cut" 2> /dev/null || :
rm -f "$board/agent.pid"
check "it is half there" unpacking
check "the copy of the former program is there for the next start" there program/cozedevice
inside systemctl start cozedevice.service
check "the next start finishes it" says "Version 0.0.6 runs; 0.0.2 is kept." inside /var/lib/cozedevice-update/program/cozedevice update resume
check "dpkg says so" is_installed 0.0.6
check "the copy of the program is gone" gone program

echo "== back by hand"
check "the former version is installed" says "Version 0.0.2 runs; 0.0.6 is kept." inside cozedevice update rollback
check "dpkg says so" is_installed 0.0.2
check "it stays" says "was taken back" inside cozedevice update apply

echo "$right right, $wrong wrong"
[[ $wrong -eq 0 ]]
