#!/usr/bin/env bash
# usage: update-channel.sh keys NAME
#        update-channel.sh sign --key NAME.key --out FILE [--channel C] [--rollout PERCENT] [--days N] [--minimum V] [--notes TEXT]
#                               [--former OLDER.deb]… PACKAGE.deb…
#        update-channel.sh verify --key NAME.pub FILE
# keys:   a new pair of keys on P-256. NAME.key stays with the vendor, NAME.pub goes to the boards (Update:PublicKey).
# sign:   writes the channel file and FILE.sig for packages of one version (one per architecture); they go into the same folder of
#         the server, first the packages, then FILE.sig, then FILE. The channel is "stable", for all boards, and good for 30 days.
#         --former offers packages of versions before, so that boards without their own have a way back.
# verify: what a board would say.
# Exit codes: 0 ok, 1 failed, 2 usage, 3 something needed is missing.
set -euo pipefail

usage() { sed -n '2,12s/^# //p' "$0" >&2; exit 2; }
refuse() { echo "update-channel.sh: $1" >&2; exit "${2-1}"; }
for tool in openssl dpkg-deb sha256sum; do command -v "$tool" > /dev/null || refuse "$tool is missing" 3; done

# quote TEXT: as a JSON string.
quote() {
    local text=$1
    text=${text//\\/\\\\} text=${text//\"/\\\"} text=${text//$'\n'/\\n} text=${text//$'\t'/\\t} text=${text//$'\r'/}
    printf '"%s"' "$text"
}

# field NAME: of $package.
field() { dpkg-deb --field "$package" "$1" || refuse "$package is no package"; }

# described: $package as a member of "packages".
described() {
    printf '{ "architecture": %s, "file": %s, "size": %s, "sha256": "%s" }' "$(quote "$(field Architecture)")" "$(quote "${package##*/}")" \
        "$(stat -c %s "$package")" "$(sha256sum < "$package" | cut -d' ' -f1)"
}

keys() {
    [[ $# -eq 1 ]] || usage
    [[ ! -e $1.key ]] || refuse "$1.key is there already; boards that know it would believe no other"
    (umask 077 && openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out "$1.key")
    openssl ec -in "$1.key" -pubout -out "$1.pub" 2> /dev/null
    chmod 644 "$1.pub"
    echo "$1.key is secret: whoever has it can put any program on every board. $1.pub goes to the boards."
}

sign() {
    local key='' out='' channel=stable rollout=100 days=30 minimum='' notes='' former=() packages=() version='' list='' older='' package now
    while [[ $# -gt 0 ]]; do
        case "$1" in
            --key | --out | --channel | --rollout | --days | --minimum | --notes | --former) [[ $# -ge 2 ]] || usage ;;&
            --key) key=$2; shift ;;
            --out) out=$2; shift ;;
            --channel) channel=$2; shift ;;
            --rollout) rollout=$2; shift ;;
            --days) days=$2; shift ;;
            --minimum) minimum=$2; shift ;;
            --notes) notes=$2; shift ;;
            --former) former+=("$2"); shift ;;
            -*) usage ;;
            *) packages+=("$1") ;;
        esac
        shift
    done
    [[ -n $key && -n $out && ${#packages[@]} -gt 0 ]] || usage
    [[ -r $key ]] || refuse "$key cannot be read" 2
    [[ $rollout =~ ^[0-9]+(\.[0-9]+)?$ ]] && awk "BEGIN { exit !($rollout <= 100) }" || refuse "--rollout should be a number from 0 to 100, not \"$rollout\"" 2
    [[ $days =~ ^[1-9][0-9]{0,3}$ ]] || refuse "--days should be a whole number from 1, not \"$days\"" 2
    for package in "${packages[@]}"; do
        [[ $(field Package) == cozedevice ]] || refuse "$package is not a package of cozedevice"
        [[ -z $version || $version == "$(field Version)" ]] || refuse "$package has another version than $version"
        version=$(field Version)
        list+="${list:+, }$(described)"
    done
    for package in "${former[@]}"; do older+="${older:+, }{ \"version\": $(quote "$(field Version)"), \"packages\": [$(described)] }"; done
    now=$(date +%s)
    {
        printf '{\n  "format": 1,\n  "channel": %s,\n' "$(quote "$channel")"
        printf '  "date": "%s",\n  "expires": "%s",\n' "$(date -u -d "@$now" +%FT%TZ)" "$(date -u -d "@$((now + days * 86400))" +%FT%TZ)"
        printf '  "version": %s,\n' "$(quote "$version")"
        [[ -z $minimum ]] || printf '  "minimum": %s,\n' "$(quote "$minimum")"
        printf '  "rollout": %s,\n  "notes": %s,\n  "packages": [%s],\n  "former": [%s]\n}\n' "$rollout" "$(quote "$notes")" "$list" "$older"
    } > "$out"
    openssl dgst -sha256 -sign "$key" "$out" | openssl base64 > "$out.sig"
    echo "$out: version $version in $channel for $rollout % of the boards, good for $days days"
}

verify() {
    [[ $# -eq 3 && $1 == --key ]] || usage
    openssl base64 -d -in "$3.sig" | openssl dgst -sha256 -verify "$2" -signature /dev/stdin "$3" || refuse "the signature of $3 is not that of $2"
}

case "${1-}" in
    --help) sed -n '2,12s/^# //p' "$0" ;;
    keys | sign | verify) "$@" ;;
    *) usage ;;
esac
