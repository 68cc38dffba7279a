using System.Globalization;
using System.Net.Sockets;
using CozeDevice.Options;

namespace CozeDevice.Doctor;

/// <summary>Clock, names, connections and certificates, each host of the configuration.</summary>
/// <param name="loaded">The configuration.</param>
/// <param name="probes">Machine and network.</param>
internal sealed class NetworkChecks(LoadedConfiguration loaded, DoctorProbes probes)
{
    private const int HttpsPort = 443;
    private static readonly string[] Addresses = ["Coze:ApiUrl", "Coze:WebSocketUrl", "Coze:CaFile"];
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(60);

    /// <summary>The clock is right enough for certificates.</summary>
    public async Task<CheckFinding> ClockAsync()
    {
        var clock = probes.Machine.Clock();
        var says = $"the clock says {Day(clock.Now)}";
        if (clock.Now < clock.Built)
            return CheckFinding.Failed(Fault.ClockWrong, $"{says}, but this program is of {Day(clock.Built)}: no certificate is valid yet");
        var date = Sections.Problem(loaded, Addresses) is null && Hosts() is [var host, ..] ? (await probes.Network.AskAsync(host)).Date : null;
        var off = date is { } theirs ? clock.Now - theirs : (TimeSpan?)null;
        if (off is { } wrong && wrong.Duration() > Tolerated)
            return CheckFinding.Warned(Fault.ClockOff, $"{says}, {Span(wrong)} {(wrong > TimeSpan.Zero ? "ahead of" : "behind")} the service");
        var agrees = off is null ? "the service's clock is not known" : "agrees with the service";
        return clock.IsSynchronized == false
            ? CheckFinding.Warned(Fault.ClockUnsynchronized, $"{says} ({agrees}), and no time service keeps it")
            : CheckFinding.Ok($"{says}, {agrees}{(clock.IsSynchronized == true ? ", kept by a time service" : "")}");
    }

    /// <summary>Names are known.</summary>
    public async Task<CheckFinding> NamesAsync(CancellationToken cancellationToken)
    {
        if (Sections.Problem(loaded, Addresses) is { } problem) return CheckFinding.Skipped(problem);
        List<string> told = [];
        foreach (var host in Targets().Select(target => target.Host).Distinct())
        {
            try
            {
                var addresses = await probes.Network.ResolveAsync(host, cancellationToken);
                told.Add($"{host}: {string.Join(", ", addresses.Take(3).Select(address => address.ToString()))}");
            }
            catch (SocketException e)
            {
                if (!probes.Network.HasInterface()) return CheckFinding.Failed(Fault.NetworkDown, "no network interface is up");
                return e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData
                    ? CheckFinding.Failed(Fault.NameUnknown, $"the name {host} is not known", host)
                    : CheckFinding.Failed(Fault.NameServerSilent, $"the name {host} was not resolved: no name server answers ({e.SocketErrorCode})", host);
            }
        }

        return CheckFinding.Ok(string.Join('\n', told));
    }

    /// <summary>A resolver waits long for name servers that are not there.</summary>
    public CheckFinding NamesHung() => Targets().First() is var first && probes.Network.HasInterface()
        ? CheckFinding.Failed(Fault.NameServerSilent, $"the name {first.Host} was not resolved in time: no name server answers", first.Host)
        : CheckFinding.Failed(Fault.NetworkDown, "no network interface is up");

    /// <summary>A firewall that drops lets everything wait.</summary>
    public CheckFinding ConnectionsHung()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Targets().First().Host}:{Targets().First().Port}");
        return CheckFinding.Failed(Fault.PortSilent, $"{name} takes no connection in time: nothing comes back", name);
    }

    /// <summary>Connections come about.</summary>
    public async Task<CheckFinding> ConnectionsAsync(CancellationToken cancellationToken)
    {
        List<string> told = [];
        foreach (var target in Targets().Distinct())
        {
            var name = $"{target.Host}:{target.Port.ToString(CultureInfo.InvariantCulture)}";
            try
            {
                await probes.Network.ConnectAsync(target.Host, target.Port, cancellationToken);
                told.Add($"{name}{(target.IsProxy ? " (proxy)" : "")} answers");
            }
            catch (SocketException e)
            {
                return e.SocketErrorCode == SocketError.ConnectionRefused
                    ? CheckFinding.Failed(Fault.PortRefused, $"{name} refuses connections", name)
                    : CheckFinding.Failed(Fault.PortSilent, $"{name} cannot be reached ({e.SocketErrorCode})", name);
            }
        }

        return CheckFinding.Ok(string.Join('\n', told));
    }

    /// <summary>Certificates are trusted.</summary>
    public async Task<CheckFinding> CertificatesAsync()
    {
        List<string> told = [];
        var hosts = Hosts();
        await Task.WhenAll(hosts.Where(host => host.Scheme == Uri.UriSchemeHttps).Select(probes.Network.AskAsync)); // beside each other
        foreach (var host in hosts)
        {
            if (host.Scheme == Uri.UriSchemeHttp)
            {
                told.Add($"{host.Authority}: this very machine, without TLS");
                continue;
            }

            var facts = await probes.Network.AskAsync(host);
            if (facts.Verdict != TlsVerdict.Trusted) return Judge(host, facts);
            told.Add($"{host.Host}: the certificate is trusted");
        }

        return CheckFinding.Ok(string.Join('\n', told.Distinct()));
    }

    private CheckFinding Judge(Uri host, HttpFacts facts)
    {
        var why = facts.Problem is { } problem ? $": {problem}" : "";
        var place = $"{host.Host}:{(host.IsDefaultPort ? HttpsPort : host.Port).ToString(CultureInfo.InvariantCulture)}";
        return facts.Verdict switch
        {
            TlsVerdict.Dates => CheckFinding.Failed(
                Fault.CertificateDates,
                $"the certificate of {host.Host} is not valid by the clock of this board, which says {Day(probes.Machine.Clock().Now)}{why}", place),
            TlsVerdict.Name => CheckFinding.Failed(Fault.CertificateName, $"the certificate of {host.Host} is for another name{why}", place),
            TlsVerdict.Untrusted when !probes.Machine.Read().HasRoots => CheckFinding.Failed(
                Fault.RootsMissing, $"the certificate of {host.Host} is not trusted, because no trusted roots are installed"),
            TlsVerdict.Untrusted => CheckFinding.Failed(Fault.CertificateUntrusted, $"the certificate of {host.Host} is not trusted{why}", place),
            _ => CheckFinding.Failed(Fault.TlsBroken, $"no secure connection to {place}{why}", place),
        };
    }

    // As https and http, because a question is asked there.
    private List<Uri> Hosts()
    {
        var hosts = new List<Uri>();
        foreach (var key in Addresses[..2])
        {
            var address = new UriBuilder(loaded.Find(key)!.Value!);
            address.Scheme = address.Scheme is "wss" or "https" ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
            (address.Path, address.Query) = ("/", "");
            if (!hosts.Contains(address.Uri)) hosts.Add(address.Uri);
        }

        return hosts;
    }

    private IEnumerable<Target> Targets()
    {
        foreach (var host in Hosts())
        {
            yield return probes.Network.ProxyFor(host) is { } proxy
                ? new(proxy.Host, proxy.Port, true)
                : new(host.Host, host.Port, false);
        }
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    private static string Span(TimeSpan span) => Commands.TokenState.Span(span.Duration());

    private sealed record Target(string Host, int Port, bool IsProxy);
}
