#!/usr/bin/env bash
# usage: check.sh IMAGE
# Looks at an image as a file: partitions, what the boot partition offers, who owns and may read what, that no password and no secret is in it.
# The last line is the sum: "N right, N wrong". Exit codes: 0 all right, 1 something wrong, 2 usage, 3 something needed is missing.
set -euo pipefail
[[ $# -eq 1 && -f $1 ]] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
PATH=$PATH:/usr/sbin:/sbin
image=$1
for tool in sfdisk debugfs mdir; do
    command -v "$tool" > /dev/null || { echo "check.sh: missing: $tool; run: sudo apt-get install fdisk e2fsprogs mtools" >&2; exit 3; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
right=0 wrong=0

# check WHAT COMMAND...: counts whether the command succeeds.
check() {
    local what=$1
    shift
    if "$@" > /dev/null 2>&1; then right=$((right + 1)); echo "right  $what"
    else wrong=$((wrong + 1)); echo "WRONG  $what"; fi
}
table() { sfdisk --json "$image"; }
field() { table | tr -d ' "\n' | grep -o "start:[0-9]*,size:[0-9]*,type:[a-f0-9]*" | sed -n "$1p" | tr ',' '\n' | sed -n "s/^$2://p"; }
boot_start=$(field 1 start) root_start=$(field 2 start) root_size=$(field 2 size)
[[ -n $boot_start && -n $root_start ]] || { echo "WRONG  two partitions"; echo "0 right, 1 wrong"; exit 1; }
on_boot() { mdir -b -i "$image@@$((boot_start * 512))" "::$1"; }
boot_text() { mtype -i "$image@@$((boot_start * 512))" "::$1"; }
# debugfs reads a file system from a file of its own; sparse, so it costs what is used.
dd if="$image" of="$work/root" bs=512 skip="$root_start" count="$root_size" iflag=fullblock conv=sparse status=none
on_root() { debugfs -R "stat $1" "$work/root" 2> /dev/null | grep -q Inode:; }
root_text() { debugfs -R "cat $1" "$work/root" 2> /dev/null; }
# mode PATH: its permissions and owner, such as "0600 0:0".
mode() { debugfs -R "stat $1" "$work/root" 2> /dev/null | tr -s ' ' | sed -n 's/.*Mode: \([0-7]*\).*/\1/p; s/^ *User: \([0-9]*\) Group: \([0-9]*\).*/\1:\2/p' | paste -sd' '; }
is() { [[ $1 == "$2" ]]; }
no() { ! "$@"; }
lists() { debugfs -R "ls -p $1" "$work/root" 2> /dev/null | awk -F/ 'NF > 5 { print $6 }' | grep -vxE '\.|\.\.' || :; }

check "two partitions" is "$(table | grep -c '"node"')" 2
check "the first is FAT and can be started from" grep -qE '^(c|ef)$' <<< "$(field 1 type)"
check "the second is Linux" is "$(field 2 type)" 83
check "both begin on a whole MiB" is "$((boot_start % 2048))$((root_start % 2048))" 00
check "cozedevice.txt is there" on_boot cozedevice.txt
check "it has the line ends of any PC" is "$(boot_text cozedevice.txt | tail -n +1 | grep -vc $'\r$')" 0
for key in bot_id token client_id last_result; do check "it asks for $key and holds none" grep -qE "^$key =[[:space:]]*$" <<< "$(boot_text cozedevice.txt)"; done
check "UEFI finds a loader" on_boot EFI/BOOT
check "its kernel" on_boot cozedevice/vmlinuz
check "its initial file system" on_boot cozedevice/initrd.img
check "the loader knows the root file system" grep -q 'root=LABEL=cozedevice' <<< "$(boot_text loader/entries/cozedevice.conf)"
if [[ $(field 1 type) == c ]]; then
    check "a Raspberry Pi finds its firmware" on_boot start4.elf
    check "and its configuration" on_boot config.txt
    check "and the root file system" grep -q 'root=LABEL=cozedevice' <<< "$(boot_text cmdline.txt)"
fi
check "the root file system is whole" e2fsck -fn "$work/root"
check "no password at all" is "$(root_text /etc/shadow | awk -F: '$2 !~ /^[!*]/' | wc -l)" 0
check "passwords are nobody's to read" grep -qE '^06[04]0 0:' <<< "$(mode /etc/shadow)"
check "nobody but root and the system has a shell" is "$(root_text /etc/passwd | awk -F: '$3 >= 1000 && $3 < 65534' | wc -l)" 0
check "the service has a user without a shell" grep -qE '^cozedevice:.*nologin$' <<< "$(root_text /etc/passwd)"
check "no host key of SSH" no on_root /etc/ssh/ssh_host_ed25519_key
check "no machine id" is "$(root_text /etc/machine-id | wc -c)" 0
check "no token" no on_root /etc/credstore/coze-token
check "a place for it that is root's alone" is "$(mode /etc/credstore)" "0700 0:0"
check "no settings yet" is "$(lists /etc/cozedevice/conf.d | wc -l)" 0
check "no state yet" no on_root /var/lib/cozedevice/login.json
for unit in cozedevice cozedevice-firstboot cozedevice-image; do
    check "$unit starts at boot" on_root "/etc/systemd/system/multi-user.target.wants/$unit.service"
    check "$unit is there" on_root "/usr/lib/systemd/system/$unit.service"
done
check "the program" on_root /usr/lib/cozedevice/cozedevice.dll
check "its launcher may run" is "$(mode /usr/lib/cozedevice/cozedevice)" "0755 0:0"
for tool in sbin/sfdisk bin/partx sbin/resize2fs sbin/e2fsck; do check "the board has ${tool#*/}" on_root "/usr/$tool"; done
check "the card grows" is "$(mode /usr/lib/cozedevice-image/prepare)" "0755 0:0"
check "the journal is bounded" grep -q '^SystemMaxUse=' <<< "$(root_text /etc/systemd/journald.conf.d/50-cozedevice.conf)"
check "the boot partition is mounted for root alone" grep -qE '/boot/firmware +vfat +umask=0077' <<< "$(root_text /etc/fstab)"
check "no package lists" is "$(lists /var/lib/apt/lists | grep -vcE '^(lock|partial|auxfiles)$' || :)" 0
echo "$right right, $wrong wrong"
[[ $wrong -eq 0 ]]
