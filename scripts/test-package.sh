#!/usr/bin/env bash
# usage: test-package.sh [--suite S] [--program DIR]
# Installs, upgrades, removes and purges the package in a Debian root of its own (S: bookworm) and says what is not as promised.
# Needs root, mmdebstrap and Debian's mirror. --program packages what was built there instead of building it.
# The last line is the sum: "N right, N wrong". Exit codes: 0 all right, 1 something wrong, 2 usage, 3 something needed is missing.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly root missing_exit=3
suite=bookworm
program=()
arguments=("$@")
while [[ $# -gt 0 ]]; do
    case "$1" in
        --suite) suite=${2-} ;;
        --program) program=(--program "${2-}") ;;
        *) sed -n '2,5s/^# //p' "$0" >&2; exit 2 ;;
    esac
    [[ -n ${2-} ]] || { sed -n '2,5s/^# //p' "$0" >&2; exit 2; }
    shift 2
done
[[ $EUID -eq 0 ]] || { echo "test-package.sh: needs root" >&2; exit "$missing_exit"; }
# Mounts end with the name space they are in, whatever happens.
[[ ${COZEDEVICE_IN_NAMESPACE-} == 1 ]] || COZEDEVICE_IN_NAMESPACE=1 exec unshare --mount "$0" "${arguments[@]}"
command -v mmdebstrap > /dev/null || { echo "test-package.sh: missing: mmdebstrap; run: apt-get install mmdebstrap" >&2; exit "$missing_exit"; }

export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
work=$(mktemp -d)
board=$work/root
finish() {
    ! mountpoint -q "$board/proc" || umount "$board/proc"
    rm -rf --one-file-system "$work"
}
trap finish EXIT
right=0 wrong=0

# check WHAT COMMAND...: counts whether the command succeeds.
check() {
    local what=$1
    shift
    if "$@" > /dev/null 2>&1; then right=$((right + 1)); echo "right  $what"
    else wrong=$((wrong + 1)); echo "WRONG  $what"; fi
}
inside() { chroot "$board" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
there() { [[ -e $board$1 || -L $board$1 ]]; }
gone() { ! there "$1"; }
same() { [[ $(cat "$board$1") == "$2" ]]; }
mode() { [[ $(inside stat -c "%a %U:%G" "$1") == "$2" ]]; }
called() { grep -qxE "$1" "$board/systemctl.log"; }
uncalled() { ! called "$1"; }
# code N COMMAND...: whether the command ends with this exit code.
code() { local expected=$1 got=0; shift; "$@" || got=$?; [[ $got -eq $expected ]]; }
# files: what there is but for what every installation touches.
files() {
    find "$board" -xdev \( -path "$board/var/lib/dpkg" -o -path "$board/var/log" -o -path "$board/var/cache" -o -path "$board/opt" \
        -o -path "$board/proc" -o -path "$board/systemctl.log" -o -path "$board/tmp" \) -prune -o -printf '%P\n' | grep -vE '^etc/(passwd|group|shadow|gshadow|\.pwd)' | sort
}

echo "== building"
new=$("$root/scripts/package.sh" --out "$work/new" "${program[@]}")
version=$(dpkg-deb -f "$new" Version)
# The package before: a lower version whose example of a configuration was another.
dpkg-deb -R "$new" "$work/before"
sed -i 's/^Version: .*/Version: 0.0.1/' "$work/before/DEBIAN/control"
echo '// An older example.' >> "$work/before/etc/cozedevice/cozedevice.json"
dpkg-deb --root-owner-group -Zgzip -z1 --build "$work/before" "$work/before.deb" > /dev/null

echo "== a root of Debian $suite, in which apt finds what the package depends on"
mmdebstrap --quiet --mode=root --variant=apt --include=init-system-helpers,systemd-standalone-sysusers \
    --customize-hook="upload $work/before.deb /before.deb" --customize-hook='chroot "$1" apt-get install -qq -y --no-install-recommends /before.deb' \
    "$suite" "$board" > "$work/mmdebstrap.log" 2>&1 || { tail -20 "$work/mmdebstrap.log" >&2; exit 1; }
mount -t proc proc "$board/proc" # .NET does not start without
cp "$new" "$board/new.deb"
check "apt resolves the dependencies" inside dpkg -s cozedevice
check "without a runtime the installation goes well and says how to get one" grep -q 'dotnet-install.sh.*--runtime dotnet' "$work/mmdebstrap.log"
inside dpkg --purge cozedevice > /dev/null 2>&1
files > "$work/files.before"

# Something that looks like a running systemd and writes down what it is asked for.
cat > "$board/usr/local/bin/systemctl" << 'STUB'
#!/bin/sh
echo "$@" >> /systemctl.log
case " $* " in
    *" is-failed "*) [ -e /failed ] ;;
    *" is-enabled "*) echo enabled ;;
    *" show "*) echo LoadState=loaded ;;
esac
STUB
chmod 755 "$board/usr/local/bin/systemctl"
mkdir -p "$board/run/systemd/system"
: > "$board/systemctl.log"
rm -f "$board/usr/sbin/policy-rc.d"

echo "== install"
check "the package is installed" inside dpkg -i /before.deb
check "there is a user without a shell" grep -qE '^cozedevice:[^:]*:[0-9]+:[0-9]+:[^:]*:/var/lib/cozedevice:/usr/sbin/nologin$' "$board/etc/passwd"
for group in audio gpio spi input cozedevice; do check "there is a group $group" grep -q "^$group:" "$board/etc/group"; done
check "the service starts at boot" there /etc/systemd/system/multi-user.target.wants/cozedevice.service
check "what was never configured is not started" uncalled '.*start cozedevice.service'
check "a command without a runtime fails with 1" code 1 inside cozedevice --version
mkdir -p "$board/opt/dotnet/shared"
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
cp -a "$dotnet/dotnet" "$dotnet/host" "$board/opt/dotnet"
cp -a "$dotnet/shared/Microsoft.NETCore.App" "$board/opt/dotnet/shared"
check "with a runtime it runs" inside cozedevice --version
check "the example is valid but for the bot" code 78 inside cozedevice config check
check "the service's user can run it" inside setpriv --reuid=cozedevice --regid=cozedevice --init-groups cozedevice --version
check "completions load" inside bash -c '. /usr/share/bash-completion/completions/cozedevice && complete -p cozedevice'

echo "== upgrade, with everything changed"
config='{ "Coze": { "BotId": "73" } } // mine'
site='{ "Audio": { "Volume": 33 } }'
echo "$config" > "$board/etc/cozedevice/cozedevice.json"
echo "$site" > "$board/etc/cozedevice/conf.d/50-site.json"
inside install -m 600 /dev/stdin /etc/credstore/coze-token <<< canary-token
inside install -d -m 700 -o cozedevice -g cozedevice /var/lib/cozedevice
inside install -m 600 -o cozedevice -g cozedevice /dev/stdin /var/lib/cozedevice/state.json <<< '{"volume":12}'
: > "$board/systemctl.log"
check "the new version is installed" inside dpkg --force-confdef --force-confold -i /new.deb
check "it is the new version" test "$(inside dpkg-query -W -f '${Version}' cozedevice)" = "$version"
check "the configuration is the owner's" same /etc/cozedevice/cozedevice.json "$config"
check "the new example lies beside it" there /etc/cozedevice/cozedevice.json.dpkg-dist
check "conf.d is the owner's" same /etc/cozedevice/conf.d/50-site.json "$site"
check "the token is as it was" same /etc/credstore/coze-token canary-token
check "the token is for root alone" mode /etc/credstore/coze-token "600 root:root"
check "the state is as it was" same /var/lib/cozedevice/state.json '{"volume":12}'
check "the state is for the service alone" mode /var/lib/cozedevice "700 cozedevice:cozedevice"
check "the configuration is right" inside cozedevice config check
check "the service was restarted" called '.*(try-restart|restart) cozedevice.service'
check "the token went nowhere" code 1 grep -rqF canary-token "$board/var/log" "$board/var/lib/dpkg" "$board/systemctl.log"

echo "== again, after the owner has disabled it and it has failed"
rm "$board/etc/systemd/system/multi-user.target.wants/cozedevice.service"
: > "$board/failed"
: > "$board/systemctl.log"
check "it can be installed again" inside dpkg --force-confold -i /new.deb
check "disabled stays disabled" gone /etc/systemd/system/multi-user.target.wants/cozedevice.service
check "a service that had failed is started" called '.*start cozedevice.service'
check "its failures are forgotten" called 'reset-failed cozedevice.service'
rm "$board/failed"
check "configuring again changes nothing" inside sh -e -c "/var/lib/dpkg/info/cozedevice.postinst configure $version; /var/lib/dpkg/info/cozedevice.postinst configure $version"

echo "== remove"
: > "$board/systemctl.log"
check "it is removed" inside dpkg --remove cozedevice
check "the service was stopped" called '.*stop cozedevice.service'
check "the program is gone" gone /usr/lib/cozedevice
check "the command is gone" gone /usr/bin/cozedevice
check "the configuration is still there" same /etc/cozedevice/cozedevice.json "$config"
check "the state is still there" same /var/lib/cozedevice/state.json '{"volume":12}'
check "the token is still there" same /etc/credstore/coze-token canary-token
: > "$board/systemctl.log"
check "it can come back" inside dpkg --force-confold -i /new.deb
check "a device that was configured is on again" called '.* restart cozedevice.service'
check "as it was" same /etc/cozedevice/cozedevice.json "$config"

echo "== purge"
check "it is purged" inside dpkg --purge cozedevice
check "purging twice does no harm" inside sh -s purge < "$work/before/DEBIAN/postrm"
check "the token is gone" gone /etc/credstore/coze-token
rm -rf "$board/usr/local/bin/systemctl" "$board/run/systemd/system"
mkdir -p "$work/after"
files > "$work/files.after"
grep -vE '^(new\.deb|before\.deb|run/systemd|usr/local/bin/systemctl)' "$work/files.before" > "$work/left.before" || :
grep -vE '^(new\.deb|before\.deb|run/systemd|usr/local/bin/systemctl)' "$work/files.after" > "$work/left.after" || :
check "nothing is left but a locked user" diff "$work/left.before" "$work/left.after"
diff "$work/left.before" "$work/left.after" || :

echo "$right right, $wrong wrong"
[[ $wrong -eq 0 ]]
