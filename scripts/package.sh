#!/usr/bin/env bash
# usage: package.sh [--version V] [--out DIR] [--self-contained amd64|arm64] [--program DIR]
# Builds cozedevice_V_all.deb (V: by default that of Directory.Build.props; DIR: artifacts/packages), for boards with a .NET 10 runtime.
# --self-contained brings the runtime along: cozedevice_V_amd64.deb or _arm64.deb; it needs .NET's runtime pack for that machine.
# --program packages what was built in DIR before instead of building it. Equal sources and SOURCE_DATE_EPOCH give equal bytes.
# The maintainer is $DEBFULLNAME <$DEBEMAIL>. Exit codes: 0 ok, 1 failed, 2 usage, 3 something needed is missing.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
parts=$root/scripts/package
readonly root parts missing_exit=3

usage() { sed -n '2,6s/^# //p' "$0" >&2; exit 2; }
refuse() { echo "package.sh: $1" >&2; exit "$2"; }

version='' out=$root/artifacts/packages architecture=all program=''
while [[ $# -gt 0 ]]; do
    case "$1" in
        --help) sed -n '2,6s/^# //p' "$0"; exit 0 ;;
        --version | --out | --self-contained | --program) [[ $# -ge 2 && -n $2 ]] || usage ;;&
        --version) version=$2 ;;
        --out) out=$2 ;;
        --self-contained) architecture=$2 ;;
        --program) program=$2 ;;
        *) usage ;;
    esac
    shift 2
done
case "$architecture" in
    all) rid='' ;;
    amd64) rid=linux-x64 ;;
    arm64) rid=linux-arm64 ;;
    *) refuse "--self-contained is for amd64 or arm64, not for \"$architecture\"" 2 ;;
esac
[[ -n $version ]] || version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' "$root/Directory.Build.props")
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(~[a-z0-9.]+)?$ ]] \
    || refuse "--version should be like 1.2.3 or 1.2.3~rc1, not \"$version\"" 2
[[ -z $program || -f $program/cozedevice.dll ]] || refuse "there is no cozedevice.dll in $program" 2
for tool in dotnet dpkg-deb gzip awk; do
    command -v "$tool" > /dev/null || refuse "$tool is missing" "$missing_exit"
done

# The time of the last change stands for that of the build; the agent takes it as the earliest time it may be.
if [[ -z ${SOURCE_DATE_EPOCH-} ]]; then
    SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct 2> /dev/null || stat -c %Y "$root/Directory.Build.props")
fi
export SOURCE_DATE_EPOCH DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8
# xz cuts its input by the number of threads.
export DPKG_DEB_THREADS_MAX=1
date=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree
lib=$tree/usr/lib/cozedevice
doc=$tree/usr/share/doc/cozedevice

# publish DIRECTORY ARGUMENT...: builds the program in folders of its own, so that nothing of this machine gets into it.
publish() {
    local directory=$1
    shift
    dotnet publish "$root/src/CozeDevice" -c Release -v quiet -nologo -nodeReuse:false -o "$directory" \
        -p:ArtifactsPath="$work/artifacts" -p:PathMap="$root=/_%2c$work=/_" -p:Version="${version/\~/-}" \
        -p:RunAnalyzers=false -p:GenerateDocumentationFile=false "$@" >&2
}

# put MODE SOURCE... DIRECTORY: copies files into the tree.
put() {
    local mode=$1
    shift
    install -m "$mode" -D -t "$tree/${*: -1}" "${@:1:$#-1}"
}

if [[ -z $program ]]; then
    program=$work/program
    publish "$program" -p:UseAppHost=false || refuse "the program cannot be built" 1
fi
mkdir -p "$lib"
if [[ -n $rid ]]; then
    if ! publish "$work/own" -r "$rid" --self-contained > "$work/own.log" 2>&1; then
        grep -E 'error' "$work/own.log" | sort -u | head -3 >&2 || :
        grep -qE 'NU110[0-9]|NU130[0-9]|NETSDK1112' "$work/own.log" || refuse "the program cannot be built" 1
        refuse "the .NET runtime pack for $rid cannot be had here; cozedevice_${version}_all.deb works there with a runtime beside it" "$missing_exit"
    fi
    cp -R "$work/own/." "$lib"
    # For tracing tools alone, and the one file that would need another library.
    rm -f "$lib/libcoreclrtraceptprovider.so" "$lib/createdump"
else
    cp -R "$program/." "$lib"
    rm -rf "$lib/cozedevice" "$lib/runtimes/win"
    put 755 "$parts/cozedevice" usr/lib/cozedevice
fi
rm -f "$lib"/*.xml
rmdir "$lib/runtimes" 2> /dev/null || :

put 755 "$root/systemd/service-hook" usr/lib/cozedevice
mkdir -p "$tree/usr/bin"
ln -s ../lib/cozedevice/cozedevice "$tree/usr/bin/cozedevice"

mkdir -p "$tree/etc/cozedevice/conf.d" "$tree/etc/credstore"
put 644 "$parts/cozedevice.json" etc/cozedevice
put 644 "$root/systemd/cozedevice.service" "$root/systemd/cozedevice-firstboot.service" usr/lib/systemd/system
put 644 "$root/systemd/90-cozedevice.preset" usr/lib/systemd/system-preset
put 644 "$root/systemd/60-cozedevice.rules" usr/lib/udev/rules.d
install -m 644 -D "$root/systemd/cozedevice.sysusers.conf" "$tree/usr/lib/sysusers.d/cozedevice.conf"

describe() { dotnet "$program/cozedevice.dll" describe "$1"; }
mkdir -p "$tree/usr/share/bash-completion/completions" "$tree/usr/share/zsh/vendor-completions" \
    "$tree/usr/share/fish/vendor_completions.d" "$tree/usr/share/man/man1" "$tree/usr/share/man/man5"
describe bash > "$tree/usr/share/bash-completion/completions/cozedevice"
describe zsh > "$tree/usr/share/zsh/vendor-completions/_cozedevice"
describe fish > "$tree/usr/share/fish/vendor_completions.d/cozedevice.fish"
describe man > "$work/commands"
sed -e "s/@DATE@/$date/; s/@VERSION@/$version/" -e "/@COMMANDS@/{r $work/commands
d}" "$parts/cozedevice.1" > "$tree/usr/share/man/man1/cozedevice.1"
awk -v date="$date" -v version="$version" -f "$parts/manual5.awk" "$root/src/CONFIGURATION.md" > "$tree/usr/share/man/man5/cozedevice.json.5"

maintainer="${DEBFULLNAME:-CozeDevice contributors} <${DEBEMAIL:-maintainers@users.noreply.b-seed-d5a0b722.example}>"
put 644 "$root/README.md" "$parts/copyright" usr/share/doc/cozedevice
put 644 "$root"/hardware/*.md "$root"/hardware/*.svg usr/share/doc/cozedevice/hardware
install -m 644 -D "$root/systemd/README.md" "$doc/systemd/README.md"
install -m 644 -D "$root/src/CONFIGURATION.md" "$doc/src/CONFIGURATION.md"
put 644 "$root"/hardware/boards/*.asound.conf "$root"/systemd/*.conf usr/share/doc/cozedevice/examples
rm "$doc/examples/cozedevice.sysusers.conf"
cat > "$doc/changelog" << CHANGES
cozedevice ($version) unstable; urgency=medium

  * Version $version, see the history of the sources.

 -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
CHANGES
install -m 644 -D "$parts/lintian-overrides" "$tree/usr/share/lintian/overrides/cozedevice"
[[ -z $rid ]] || cat "$parts/lintian-overrides.self-contained" >> "$tree/usr/share/lintian/overrides/cozedevice"
gzip -9n "$doc/changelog" "$tree"/usr/share/man/man?/*

find "$tree" -type d -exec chmod 755 {} +
find "$tree" -type f -exec chmod 644 {} +
chmod 700 "$tree/etc/credstore"
chmod 755 "$lib/cozedevice" "$lib/service-hook"

mkdir -p "$tree/DEBIAN"
install -m 755 "$parts/postinst" "$parts/prerm" "$parts/postrm" "$tree/DEBIAN"
echo /etc/cozedevice/cozedevice.json > "$tree/DEBIAN/conffiles"
size=$(find "$tree/etc" "$tree/usr" -type f -printf '%s\n' | awk '{ k += int(($1 + 1023) / 1024) } END { print k + 0 }')
needs='ca-certificates, libasound2t64 | libasound2, libgcc-s1, libopus0, libssl3t64 | libssl3, libstdc++6, systemd | systemd-standalone-sysusers | systemd-sysusers'
suggests='alsa-utils, dotnet-runtime-10.0'
[[ -z $rid ]] || { needs="libc6 (>= 2.27), zlib1g, $needs"; suggests=alsa-utils; }
cat > "$tree/DEBIAN/control" << CONTROL
Package: cozedevice
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $size
Depends: $needs
Recommends: libasound2-plugins
Suggests: $suggests
Section: sound
Priority: optional
Description: voice device agent for Coze
 Press the button, speak, hear the answer: an agent that makes a voice device
 of a Raspberry-Pi-class board. It talks to Coze's streaming voice chat over
 one WebSocket, plays and records over ALSA, and drives a button and an LED.
 .
$(if [[ -n $rid ]]; then echo " This package brings its .NET runtime along."
else printf ' It runs on the .NET 10 runtime, from a package (dotnet-runtime-10.0) or\n unpacked into /opt/dotnet.\n'; fi)
CONTROL
(cd "$tree" && find etc usr -type f ! -path etc/cozedevice/cozedevice.json -print0 | sort -z | xargs -0 md5sum) > "$tree/DEBIAN/md5sums"
chmod 644 "$tree"/DEBIAN/{control,conffiles,md5sums}

find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
mkdir -p "$out"
package=$out/cozedevice_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz --build "$tree" "$package" > /dev/null
echo "$package"
