#!/usr/bin/env bash
# usage: build.sh [--arch arm64|amd64] [--suite trixie|bookworm] [--dotnet DIR|TARBALL] [--deb FILE] [--ssh-key FILE] [--out DIR]
# Makes an SD-card image: Debian, its kernel, CozeDevice, and a FAT partition with cozedevice.txt. No loop device, no partition is mounted.
#   --arch      arm64 (default): Raspberry Pi 3, 4, 5, Zero 2 W and UEFI machines; amd64: PCs and virtual machines with UEFI
#   --suite     of Debian, by default trixie
#   --dotnet    a .NET 10 runtime of that architecture, unpacked or as a .tar.gz; needless if the package brings its own
#   --deb       the package; by default it is built, for another architecture than this machine's with its own runtime. Where that cannot
#               be had and none is given, the image starts and says that it lacks one
#   --ssh-key   a public key that may log in as root over SSH; without it there is no SSH server and no way to log in at all
#   --out       by default artifacts/images
# Another architecture needs qemu-user-static and binfmt_misc. Equal sources, packages and SOURCE_DATE_EPOCH give an equal list of files.
# Writes NAME.img.xz, NAME.img.xz.sha256, NAME.files and NAME.json for Raspberry Pi Imager. Exit codes: 0 ok, 1 failed, 2 usage, 3 missing.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
parts=$root/scripts/image/files
readonly root parts missing_exit=3 root_label=cozedevice

refuse() { echo "build.sh: $1" >&2; exit "$2"; }

arch=arm64 suite=trixie dotnet='' deb='' key='' out=$root/artifacts/images
while [[ $# -gt 0 ]]; do
    case "$1" in
        --help) sed -n '2,13s/^# //p' "$0"; exit 0 ;;
        --arch | --suite | --dotnet | --deb | --ssh-key | --out) [[ $# -ge 2 && -n $2 ]] || refuse "$1 needs a value; see --help" 2 ;;&
        --arch) arch=$2 ;;
        --suite) suite=$2 ;;
        --dotnet) dotnet=$2 ;;
        --deb) deb=$2 ;;
        --ssh-key) key=$2 ;;
        --out) out=$2 ;;
        *) refuse "there is no $1; see --help" 2 ;;
    esac
    shift 2
done
case "$arch" in
    arm64) machine=00b7 kernel=linux-image-arm64 emulator=qemu-aarch64 console=ttyAMA0 boot_mib=512 ;;
    amd64) machine=003e kernel=linux-image-amd64 emulator=qemu-x86_64 console=ttyS0 boot_mib=256 ;;
    *) refuse "--arch is arm64 or amd64, not \"$arch\"" 2 ;;
esac
case "$suite" in
    trixie) sound=libasound2t64 tls=libssl3t64 ;;
    bookworm) sound=libasound2 tls=libssl3 ;;
    *) refuse "--suite is trixie or bookworm, not \"$suite\"" 2 ;;
esac
[[ -z $deb || -f $deb && -r $deb ]] || refuse "there is no package $deb, or it may not be read" 2
[[ -z $dotnet || -x $dotnet/dotnet || -f $dotnet ]] || refuse "there is no runtime in $dotnet" 2
[[ -z $key || -f $key && -r $key ]] || refuse "there is no key $key, or it may not be read" 2
if [[ -n $key ]]; then
    ! grep -q 'PRIVATE KEY' "$key" || refuse "$key is a private key; give the public one, $key.pub" 2
    grep -qE '^(ssh-|ecdsa-|sk-)[a-z0-9@.-]+ AAAA' "$key" || refuse "$key holds no public key; one begins like: ssh-ed25519 AAAA" 2
fi
if [[ -n $deb ]]; then
    of=$(dpkg-deb -f "$deb" Package Architecture 2> /dev/null | sed 's/.*: //' | paste -sd' ') || :
    [[ $of == "cozedevice all" || $of == "cozedevice $arch" ]] || refuse "$deb is no package cozedevice for $arch${of:+, but $of}" 2
fi

# machine_of FILE: for which processor a program is, as the four digits of its ELF header.
machine_of() { od -An -tx2 -j18 -N2 "$1" 2> /dev/null | tr -d ' '; }
missing=()
for tool in mmdebstrap mke2fs mkfs.vfat mcopy sfdisk xz; do
    PATH=$PATH:/usr/sbin:/sbin command -v "$tool" > /dev/null || missing+=("$tool")
done
[[ ${#missing[@]} -eq 0 ]] || refuse "missing: ${missing[*]}; run: sudo apt-get install mmdebstrap e2fsprogs dosfstools mtools fdisk xz-utils" "$missing_exit"
PATH=$PATH:/usr/sbin:/sbin
here=$(dpkg --print-architecture)
if [[ $arch != "$here" && ! -e /proc/sys/fs/binfmt_misc/$emulator ]]; then
    refuse "programs of $arch do not run here; run: sudo apt-get install qemu-user-static binfmt-support (and mount binfmt_misc)" "$missing_exit"
fi
if [[ $EUID -ne 0 ]] && ! unshare --user --map-root-user --map-auto true 2> /dev/null; then
    refuse "this user may have no name space of its own; run as root, or: sudo apt-get install uidmap && sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)" "$missing_exit"
fi

if [[ -z ${SOURCE_DATE_EPOCH-} ]]; then
    SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct 2> /dev/null || stat -c %Y "$root/Directory.Build.props")
fi
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 TZ=UTC
umask 022
work=$(mktemp -d)
# In a name space of its own root may leave files that only it can remove.
trap 'as_root rm -rf "$work"' EXIT
as_root() { if [[ $EUID -eq 0 ]]; then "$@"; else unshare --user --map-root-user --map-auto "$@"; fi; }
say() { echo "== $*" >&2; }

# What is wrong with a runtime is told before the minutes that a package takes.
overlay=$work/overlay
mkdir -p "$overlay/opt"
if [[ -n $dotnet ]]; then
    mkdir -p "$overlay/opt/dotnet/shared"
    if [[ -d $dotnet ]]; then
        cp -R "$dotnet/dotnet" "$dotnet/host" "$overlay/opt/dotnet" 2> /dev/null \
            && cp -R "$dotnet/shared/Microsoft.NETCore.App" "$overlay/opt/dotnet/shared" 2> /dev/null
    else
        tar -xzf "$dotnet" -C "$overlay/opt/dotnet" ./dotnet ./host ./shared/Microsoft.NETCore.App 2> /dev/null
    fi || refuse "$dotnet holds no .NET 10 runtime" 2
    compgen -G "$overlay/opt/dotnet/host/fxr/10.*/libhostfxr.so" > /dev/null || refuse "$dotnet holds no .NET 10 runtime" 2
    of=$(machine_of "$overlay/opt/dotnet/dotnet")
    [[ $of == "$machine" ]] || refuse "the runtime in $dotnet is for another processor than $arch (ELF machine $of, not $machine)" 2
fi
{ mkdir -p "$out" && [[ -w $out ]]; } 2> /dev/null || refuse "nothing can be written into $out" 1
out=$(realpath "$out")

if [[ -z $deb ]]; then
    say "the package"
    if [[ -z $dotnet && $arch != "$here" ]]; then
        code=0
        deb=$("$root/scripts/package.sh" --out "$work" --self-contained "$arch") || code=$?
        [[ $code -eq 0 || $code -eq $missing_exit ]] || exit "$code"
    fi
    [[ -n $deb ]] || deb=$("$root/scripts/package.sh" --out "$work")
fi
version=$(dpkg-deb -f "$deb" Version)
name=cozedevice-$version-$suite-$arch

# --- what the file systems hold -------------------------------------------------------------------------------------------

cp -R "$parts/overlay/." "$overlay"
find "$overlay" -type d -exec chmod 755 {} +
find "$overlay" -type f -exec chmod 644 {} +
[[ -z $dotnet ]] || chmod 755 "$overlay/opt/dotnet/dotnet"
chmod 755 "$overlay"/usr/lib/cozedevice-image/* "$overlay"/etc/kernel/postinst.d/* "$overlay"/etc/initramfs/post-update.d/*
mkdir -p "$overlay/boot/firmware/loader/entries" "$overlay/boot/firmware/EFI/BOOT"
printf 'timeout 0\ndefault cozedevice.conf\n' > "$overlay/boot/firmware/loader/loader.conf"
cat > "$overlay/boot/firmware/loader/entries/cozedevice.conf" << ENTRY
title CozeDevice
linux /cozedevice/vmlinuz
initrd /cozedevice/initrd.img
options root=LABEL=$root_label rw console=tty0 console=$console quiet
ENTRY
sed 's/$/\r/' "$parts/cozedevice.txt" > "$overlay/boot/firmware/cozedevice.txt"
packages=("$kernel" systemd-sysv systemd-boot-efi systemd-timesyncd udev dbus kmod init-system-helpers ca-certificates
    "$sound" libasound2-plugins alsa-utils libgcc-s1 libopus0 "$tls" libstdc++6 network-manager wireless-regdb iproute2 fdisk e2fsprogs dosfstools)
[[ $arch != arm64 ]] || packages+=(raspi-firmware firmware-brcm80211)
if [[ -n $key ]]; then
    packages+=(openssh-server)
    install -m 600 -D "$key" "$overlay/root/.ssh/authorized_keys"
    chmod 700 "$overlay/root" "$overlay/root/.ssh"
fi

say "Debian $suite for $arch"
cat > "$work/customize" << 'HOOK'
#!/bin/sh
# Runs on this machine, with the new root as $1.
set -e
for unit in cozedevice-image.service cozedevice-firstboot.service; do
    mkdir -p "$1/etc/systemd/system/multi-user.target.wants"
    ln -sf "/usr/lib/systemd/system/$unit" "$1/etc/systemd/system/multi-user.target.wants/$unit"
done
mkdir -p "$1/boot/firmware/cozedevice"
chroot "$1" /etc/kernel/postinst.d/zz-cozedevice-image
cp "$1"/usr/lib/systemd/boot/efi/systemd-boot*.efi "$1/boot/firmware/EFI/BOOT/"
for efi in "$1"/boot/firmware/EFI/BOOT/systemd-boot*.efi; do
    mv "$efi" "$(dirname "$efi")/$(basename "$efi" | sed 's/systemd-boot/BOOT/' | tr '[:lower:]' '[:upper:]')"
done
# Each board gets its own.
: > "$1/etc/machine-id"
rm -f "$1"/etc/ssh/ssh_host_* "$1/var/lib/dbus/machine-id" "$1/etc/hostname"
echo cozedevice > "$1/etc/hostname"
chroot "$1" passwd --lock root > /dev/null
# A locked password with a star, which SSH takes for "by key only"; with an exclamation mark it shuts root out altogether.
sed -i 's/^root:[^:]*:/root:*:/' "$1/etc/shadow"
rm -rf "$1"/var/log/*.log "$1"/var/log/apt "$1"/var/cache/apt/*.bin "$1"/var/cache/debconf/*-old "$1"/var/lib/systemd/random-seed
HOOK
chmod 755 "$work/customize"
install -m 644 "$deb" "$work/cozedevice.deb"
# Who is not root builds in a name space, whose root is another user: it reads an archive, not the folders.
tar -C "$overlay" --owner=0 --group=0 -cf "$work/overlay.tar" .
chmod 755 "$work"
mmdebstrap --quiet --arch="$arch" --variant=apt --components=main,non-free-firmware --format=tar \
    --include="$(IFS=,; echo "${packages[*]}")" --aptopt='APT::Install-Recommends "false"' --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt=force-confold \
    --essential-hook="tar -C \"\$1\" --keep-directory-symlink -xpf '$work/overlay.tar'" \
    --customize-hook="upload '$work/cozedevice.deb' /cozedevice.deb" \
    --customize-hook='chroot "$1" dpkg -i /cozedevice.deb && rm "$1/cozedevice.deb"' \
    --customize-hook="$work/customize" \
    "$suite" "$work/root.tar" > "$work/log" 2>&1 || { tail -25 "$work/log" >&2; refuse "the root file system cannot be made" 1; }

say "the file systems"
tree=$work/tree
mkdir "$tree"
as_root tar -C "$tree" --exclude='./dev/*' --numeric-owner -xpf "$work/root.tar"
tar --numeric-owner -tvf "$work/root.tar" | awk '{ printf "%s %s %s %s\n", $1, $2, ($1 ~ /^[dlcbh]/ ? "-" : $3), $6 ($7 == "->" ? " -> " $8 : "") }' \
    | LC_ALL=C sort -k4 > "$out/$name.files"
rm "$work/root.tar"
image=$work/$name.img
as_root "$root/scripts/image/assemble.sh" "$tree" "$image" "$boot_mib" "$([[ $arch == arm64 ]] && echo c || echo ef)"

"$root/scripts/image/check.sh" "$image" >&2 || refuse "the image is not as it should be" 1
raw_size=$(stat -c %s "$image")
raw_sum=$(sha256sum "$image" | cut -d' ' -f1)
say "compressing"
xz -T0 -"${COZEDEVICE_XZ_LEVEL:-6}" --keep "$image"
mv "$image.xz" "$out/$name.img.xz"
[[ -z ${COZEDEVICE_KEEP_RAW-} ]] || mv "$image" "$out/$name.img"
(cd "$out" && sha256sum "$name.img.xz" > "$name.img.xz.sha256")
devices='"pi5-64bit", "pi4-64bit", "pi3-64bit"'
[[ $arch == arm64 ]] || devices=''
cat > "$out/$name.json" << MANIFEST
{
  "os_list": [
    {
      "name": "CozeDevice $version",
      "description": "Voice device for Coze on Debian $suite: edit cozedevice.txt on the card, then start",
      "url": "${COZEDEVICE_IMAGE_URL:-file://$out}/$name.img.xz",
      "icon": "",
      "release_date": "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)",
      "extract_size": $raw_size,
      "extract_sha256": "$raw_sum",
      "image_download_size": $(stat -c %s "$out/$name.img.xz"),
      "image_download_sha256": "$(cut -d' ' -f1 "$out/$name.img.xz.sha256")",
      "init_format": "none",
      "devices": [$devices]
    }
  ]
}
MANIFEST
[[ -n $dotnet || $(dpkg-deb -f "$deb" Architecture) != all ]] \
    || say "this image has no .NET runtime: its service says so and waits. Build it with --dotnet and a runtime of $arch, or put one into /opt/dotnet"
echo "$out/$name.img.xz"
