using System.Collections.Frozen;

namespace CozeDevice.Doctor;

/// <summary>The one command to try for each fault. Pure; {0} is the subject of the finding.</summary>
internal static class Remedies
{
    private static readonly FrozenDictionary<Fault, string> Table = new Dictionary<Fault, string>
    {
        [Fault.CheckHung] = "dmesg | tail -n 30",
        [Fault.CheckBroken] = "cozedevice support-bundle",
        [Fault.NotLinux] = "run cozedevice on Linux 5.10 or newer, such as Raspberry Pi OS",
        [Fault.KernelOld] = "sudo apt-get update && sudo apt-get full-upgrade && sudo reboot",
        [Fault.ProcessorUnknown] = "run cozedevice on arm64, x64 or arm",
        [Fault.RuntimeOld] = "curl -sSL https://dot.net/v1/dotnet-install.sh | sudo bash -s -- --channel 10.0 --runtime dotnet --install-dir /usr/share/dotnet",
        [Fault.GroupMissing] = "sudo usermod -aG {0} \"$USER\", then log out and in again",
        [Fault.SessionOld] = "log out and in again (sg {0} -c 'cozedevice doctor' tries it at once)",
        [Fault.DeviceClosed] = "sudo udevadm control --reload && sudo udevadm trigger (with 60-cozedevice.rules in /etc/udev/rules.d)",
        [Fault.AlsaMissing] = "sudo apt-get install libasound2t64 (libasound2 before Debian 13)",
        [Fault.OpusMissing] = "sudo apt-get install libopus0",
        [Fault.RatePluginMissing] = "sudo apt-get install libasound2-plugins",
        [Fault.ConfigurationWrong] = "cozedevice config check",
        [Fault.SoundMissing] = "sudo modprobe snd",
        [Fault.SoundFilesMissing] = "docker run --device /dev/snd ...",
        [Fault.CardMissing] = "lsusb (a USB card), or name the board's card in /boot/firmware/config.txt and reboot; see hardware/README.md",
        [Fault.CardUnknown] = "cozedevice audio list",
        [Fault.CardBusy] = "sudo fuser -v /dev/snd/*, then end the program it names",
        [Fault.CardRateUnknown] = "--set {0}=plughw:... in place of hw:...; cozedevice audio list prints the line",
        [Fault.CardByNumber] = "cozedevice audio list",
        [Fault.MicrophoneSilent] = "alsamixer{0} (F4: SPACE switches CAPTURE on)",
        [Fault.MicrophoneClips] = "alsamixer{0} (F4: lower the capture gain)",
        [Fault.MicrophoneOffset] = "alsamixer{0} (F4: switch the high-pass filter on, or choose another input)",
        [Fault.MicrophoneLost] = "cozedevice audio list",
        [Fault.SpeakerUnheard] = "alsamixer{0} (F3: M switches MM to 00; turn it up)",
        [Fault.SpeakerLost] = "cozedevice audio list",
        [Fault.GpioMissing] = "--set Button:Line=none and Led:Kind=none where a machine has no GPIO; on a Raspberry Pi: ls -l /dev/gpiochip*",
        [Fault.GpioLineUnknown] = "cozedevice gpio list",
        [Fault.GpioLineBusy] = "cozedevice gpio list, then end \"{0}\" or remove its dtoverlay from /boot/firmware/config.txt",
        [Fault.GpioClosed] = "ls -l /dev/gpiochip* && uname -r",
        [Fault.InputMissing] = "cozedevice gpio list",
        [Fault.LedMissing] = "cozedevice config boards (the right --board sets the LED), or set Led:Kind to none",
        [Fault.LedBroken] = "cozedevice led test --pattern listening",
        [Fault.LedUnseen] = "cozedevice led test (then turn Led:ActiveLow round, and look at the wiring in hardware/README.md)",
        [Fault.ClockWrong] = "sudo timedatectl set-ntp true",
        [Fault.ClockUnsynchronized] = "sudo timedatectl set-ntp true",
        [Fault.ClockOff] = "sudo timedatectl set-ntp true",
        [Fault.NetworkDown] = "nmcli device wifi connect NAME --ask (or plug the cable in)",
        [Fault.NameUnknown] = "getent hosts {0}",
        [Fault.NameServerSilent] = "cat /etc/resolv.conf && ip route",
        [Fault.PortRefused] = "cozedevice config show | grep Url (is the address right? {0} does not listen)",
        [Fault.PortSilent] = "ip route (is there a way out, or a firewall that stops {0}?)",
        [Fault.CertificateDates] = "date && sudo timedatectl set-ntp true",
        [Fault.RootsMissing] = "sudo apt-get install ca-certificates",
        [Fault.CertificateUntrusted] = "set Coze:CaFile to the root of your company's proxy; who signs {0}: openssl s_client -connect {0} </dev/null",
        [Fault.CertificateName] = "cozedevice config show | grep Url (the certificate is for another name than {0}; a sign-in page of the network does this too)",
        [Fault.TlsBroken] = "openssl s_client -connect {0} </dev/null",
        [Fault.TokenMissing] = "sudo cozedevice login",
        [Fault.TokenUnreadable] = "cozedevice token",
        [Fault.TokenForbidden] = "sudo cozedevice doctor",
        [Fault.TokenExposed] = "sudo chmod 600 {0}",
        [Fault.LoginOver] = "sudo cozedevice login",
        [Fault.AgentAbsent] = "sudo systemctl start cozedevice",
        [Fault.AgentDead] = "sudo systemctl restart cozedevice && journalctl -u cozedevice -n 30",
        [Fault.AgentForbidden] = "sudo usermod -aG {0} \"$USER\", then log out and in again (or: sudo cozedevice doctor)",
        [Fault.AgentSilent] = "sudo systemctl restart cozedevice && journalctl -u cozedevice -n 30",
        [Fault.AgentComplains] = "journalctl -u cozedevice -n 30",
        [Fault.TokenRefused] = "sudo cozedevice login (or a new token in its place: cozedevice token says where)",
        [Fault.TokenRights] = "cozedevice config show | grep BotId (then let the token use chat in the space of that agent)",
        [Fault.AccountEmpty] = "buy credits or settle the bill in Coze's console, then: cozedevice doctor",
        [Fault.BotUnknown] = "cozedevice config show | grep BotId (then publish the agent to the API channel)",
        [Fault.CaptivePortal] = "open http://neverssl.com in a browser in this network and sign in there",
        [Fault.ServiceBusy] = "wait a minute, then: cozedevice doctor",
        [Fault.ServiceRefuses] = "cozedevice support-bundle (support asks for its log id)",
        [Fault.ServiceSilent] = "cozedevice bench --turns 3",
        [Fault.ServiceLost] = "cozedevice doctor (once more; a proxy that does not pass WebSockets ends here each time)",
        [Fault.TurnUnanswered] = "cozedevice bench --turns 3",
    }.ToFrozenDictionary();

    /// <summary>The command, or null for no fault.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="subject">What it is about.</param>
    public static string? For(Fault? fault, string subject) =>
        fault is { } known ? Table[known].Replace("{0}", subject, StringComparison.Ordinal) : null;
}
