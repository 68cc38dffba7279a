using System.Runtime.InteropServices;
using CozeDevice.Hosting;
using CozeDevice.Options;
using OpenTelemetry.Resources;

namespace CozeDevice.Telemetry;

/// <summary>Who measures: the program, its version, and a name of this board that is no secret and nobody's.</summary>
internal static class DeviceResource
{
    private const string ServiceName = "cozedevice";

    /// <summary>The attributes. <c>OTEL_RESOURCE_ATTRIBUTES</c> and <c>OTEL_SERVICE_NAME</c> come last: a fleet names its places.</summary>
    /// <remarks>The instance is the board, not <c>Coze:UserId</c>: that may be a person.</remarks>
    public static ResourceBuilder Create() => ResourceBuilder.CreateEmpty()
        .AddTelemetrySdk()
        .AddService(ServiceName, serviceVersion: UserAgent.Version, autoGenerateServiceInstanceId: false, serviceInstanceId: BoardId.OfThisBoard())
        .AddAttributes(
        [
            new("os.type", OperatingSystem.IsLinux() ? "linux" : "other"),
            new("host.arch", Architecture()),
        ])
        .AddEnvironmentVariableDetector();

    private static string Architecture() => RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        System.Runtime.InteropServices.Architecture.Arm => "arm32",
        var other => other.ToString().ToLowerInvariant(),
    };
}
