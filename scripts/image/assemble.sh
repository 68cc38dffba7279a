#!/usr/bin/env bash
# usage: assemble.sh TREE IMAGE BOOT_MIB TYPE
# Makes an image of two partitions from a tree of files: what is below TREE/boot/firmware goes onto the first one (FAT, of BOOT_MIB MiB and
# the MBR's TYPE, c or ef), the rest onto the second (ext4). TREE loses what goes onto the first. Owners are those of the tree.
# Equal trees and SOURCE_DATE_EPOCH give an equal image. Needs no loop device and mounts nothing. Exit codes: 0 ok, 1 failed, 2 usage.
set -euo pipefail
[[ $# -eq 4 && -d $1/boot/firmware && $3 =~ ^[0-9]+$ && $4 =~ ^(c|ef)$ ]] || { sed -n '2,5s/^# //p' "$0" >&2; exit 2; }
tree=$(realpath "$1") image=$(realpath -m "$2") boot_mib=$3 type=$4
readonly sector=512 mib=1048576 boot_label=COZEBOOT root_label=cozedevice
PATH=$PATH:/usr/sbin:/sbin
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-0} LC_ALL=C.UTF-8 TZ=UTC
export E2FSPROGS_FAKE_TIME=$SOURCE_DATE_EPOCH
parts=$(mktemp -d -p "$(dirname "$image")")
trap 'rm -rf "$parts"' EXIT

# Ids that follow from what is inside.
seed=$(cd "$tree" && find . -printf '%P %m %U %G %s %l\n' | LC_ALL=C sort | sha256sum | cut -c1-32)
uuid=${seed:0:8}-${seed:8:4}-4${seed:13:3}-8${seed:17:3}-${seed:20:12}

mv "$tree/boot/firmware" "$parts/files"
mkdir -m 755 "$tree/boot/firmware"
touch -h -d "@$SOURCE_DATE_EPOCH" "$tree/boot/firmware" "$tree/boot"
find "$parts/files" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

used_mib=$(du -sm --apparent-size "$tree" | cut -f1)
root_mib=$((used_mib * 13 / 10 + 128))
[[ $used_mib -gt 100 ]] || root_mib=$((used_mib + 32))
truncate -s "${root_mib}M" "$parts/root"
mke2fs -q -t ext4 -F -L "$root_label" -U "$uuid" -E "hash_seed=$uuid" -m 1 -d "$tree" "$parts/root"
truncate -s "${boot_mib}M" "$parts/boot"
mkfs.vfat -F 32 -n "$boot_label" -i "${seed:0:8}" --invariant "$parts/boot" > /dev/null
(cd "$parts/files" && find . -mindepth 1 -maxdepth 1 | LC_ALL=C sort | xargs -r -d '\n' -I{} mcopy -i "$parts/boot" -s -p -m -Q {} ::)

rm -f "$image"
truncate -s $(((1 + boot_mib + root_mib) * mib)) "$image"
# An MBR: every Raspberry Pi starts from it, and UEFI too.
sfdisk --quiet "$image" << TABLE
label: dos
label-id: 0x${seed:0:8}
unit: sectors
start=$((mib / sector)), size=$((boot_mib * mib / sector)), type=$type, bootable
start=$(((1 + boot_mib) * mib / sector)), size=$((root_mib * mib / sector)), type=83
TABLE
dd if="$parts/boot" of="$image" bs=1M seek=1 conv=notrunc,sparse status=none
dd if="$parts/root" of="$image" bs=1M seek=$((1 + boot_mib)) conv=notrunc,sparse status=none
