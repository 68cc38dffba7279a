using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using CozeDevice.Simulator.OAuth;
using CozeDevice.Simulator.Scenarios;

namespace CozeDevice.Simulator;

/// <summary>The program <c>cozedevice-sim</c>: its command line and its exit codes.</summary>
internal static class Program
{
    private const int DefaultPort = 8790;
    private const int Failed = 1;
    private const int Usage = 2;

    private static readonly Option<int> Port = new("--port")
    {
        Description = "TCP port on 127.0.0.1; 0 lets the system choose.",
        DefaultValueFactory = _ => DefaultPort,
    };

    private static readonly Option<string> ScenarioName = new("--scenario")
    {
        Description = $"How the service behaves: {string.Join(", ", ScenarioCatalog.Names)}, or a JSON file.",
        DefaultValueFactory = _ => Scenario.Parrot.Name,
    };

    private static readonly Option<string?> Network = new("--network")
    {
        Description =
            $"What the network does: the \"network\" of {string.Join(", ", ScenarioCatalog.NetworkNames)}, or of a JSON file.",
    };

    private static readonly Option<string?> Token = new("--token")
    {
        Description = "The only token accepted; without it any Bearer token is.",
    };

    private static readonly Option<bool> Tls = new("--tls")
    {
        Description = "Serve https and wss with a certificate made at start.",
    };

    private static readonly Option<string?> CaOut = new("--ca-out")
    {
        Description = "Where to write the certificate authority clients have to trust (PEM); needs --tls.",
    };

    private static readonly Option<string> Approval = new("--device-approval")
    {
        Description = "Who answers a device login: manual (at /activate), deny, expire, auto, or auto:POLLS.",
        DefaultValueFactory = _ => "auto",
    };

    private static readonly Option<int> TokenLifetime = new("--token-lifetime")
    {
        Description = "How many seconds the token of a login lives, to watch it being renewed.",
        DefaultValueFactory = _ => 900,
    };

    private static async Task<int> Main(string[] arguments)
    {
        RootCommand command = new("Coze's endpoints on this machine, for tests and demonstrations.")
        {
            Port, ScenarioName, Network, Token, Tls, CaOut, Approval, TokenLifetime,
        };
        command.SetAction(RunAsync);
        ParseResult parsed = command.Parse(arguments);
        return parsed.Errors.Count > 0 ? Refuse([.. parsed.Errors.Select(error => error.Message)]) : await parsed.InvokeAsync();
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        int port = parsed.GetValue(Port);
        if (port is < 0 or > ushort.MaxValue)
        {
            return Refuse($"--port: must be from 0 to {ushort.MaxValue}");
        }

        if (parsed.GetValue(CaOut) is not null && !parsed.GetValue(Tls))
        {
            return Refuse("--ca-out: needs --tls");
        }

        if (!DeviceApproval.TryParse(parsed.GetValue(Approval)!, out DeviceApproval approval))
        {
            return Refuse("--device-approval: must be manual, deny, expire, auto or auto:POLLS");
        }

        if (parsed.GetValue(TokenLifetime) < 1)
        {
            return Refuse("--token-lifetime: must be at least 1");
        }

        Scenario scenario;
        try
        {
            scenario = ScenarioCatalog.Load(parsed.GetValue(ScenarioName)!);
        }
        catch (ScenarioException exception)
        {
            return Refuse($"--scenario: {exception.Message}");
        }

        try
        {
            scenario = parsed.GetValue(Network) is { } network ? scenario.WithNetworkOf(ScenarioCatalog.Load(network)) : scenario;
        }
        catch (ScenarioException exception)
        {
            return Refuse($"--network: {exception.Message}");
        }

        using StandardErrorLog log = new();
        SimulatorOptions options = new()
        {
            Port = port,
            Scenario = scenario,
            Token = parsed.GetValue(Token),
            UseTls = parsed.GetValue(Tls),
            CaFile = parsed.GetValue(CaOut),
            DeviceApproval = approval,
            AccessTokenLifetime = TimeSpan.FromSeconds(parsed.GetValue(TokenLifetime)),
            Recording = false,
            LoggerProvider = log,
        };
        return await ServeAsync(options, cancellationToken);
    }

    private static async Task<int> ServeAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using CancellationTokenRegistration canceled = cancellationToken.Register(() => stopped.TrySetResult());
        SimulatorHost host;
        try
        {
            host = await SimulatorHost.StartAsync(options, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"cozedevice-sim: {exception.Message}");
            return Failed;
        }

        await using (host)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"listening on {host.BaseUri.Scheme}://127.0.0.1:{host.BaseUri.Port}"));
            await stopped.Task;
        }

        return 0;

        void Stop(PosixSignalContext context)
        {
            // The program ends by itself, after its sockets have been closed.
            context.Cancel = true;
            stopped.TrySetResult();
        }
    }

    private static int Refuse(params IReadOnlyList<string> messages)
    {
        foreach (string message in messages)
        {
            Console.Error.WriteLine($"cozedevice-sim: {message}");
        }

        return Usage;
    }
}
