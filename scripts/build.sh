#!/usr/bin/env bash
# usage: build.sh
# Builds everything (Release) into artifacts/ and writes the launchers artifacts/cozedevice and artifacts/cozedevice-sim.
set -euo pipefail
[[ $# -eq 0 ]] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

"$root/scripts/install-deps.sh"
# No build server stays behind: on a small machine it holds memory for nothing.
dotnet build "$root/CozeDevice.sln" -c Release -v quiet -nologo -nodeReuse:false -warnaserror

# launcher NAME PROJECT: a script that finds the built program beside itself, wherever the folder was moved to.
launcher() {
    cat > "$root/artifacts/$1" <<EOF
#!/bin/sh
exec dotnet "\$(dirname "\$(readlink -f "\$0")")/bin/$2/release/$1.dll" "\$@"
EOF
    chmod 755 "$root/artifacts/$1"
}
launcher cozedevice CozeDevice
launcher cozedevice-sim CozeDevice.Simulator
echo "built $root/artifacts/cozedevice and $root/artifacts/cozedevice-sim"
