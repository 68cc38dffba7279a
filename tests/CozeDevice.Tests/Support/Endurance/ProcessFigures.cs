using System.Globalization;

namespace CozeDevice.Tests.Support.Endurance;

/// <summary>What this process holds: heap after a collection, resident memory, descriptors, threads, timers, TCP connections.</summary>
/// <param name="Heap">Bytes of the managed heap.</param>
/// <param name="Resident">Bytes of RAM.</param>
/// <param name="Descriptors">Open descriptors, those of assemblies and their symbols not counted: the runtime loads them when it needs them.</param>
/// <param name="Sockets">Those that are sockets.</param>
/// <param name="Threads">Threads, workers of the pool not counted: they come and go with the load of the machine.</param>
/// <param name="Timers">Timers of the runtime that are armed.</param>
internal sealed record ProcessFigures(long Heap, long Resident, int Descriptors, int Sockets, int Threads, long Timers)
{
    public static ProcessFigures Take()
    {
        // Twice: what finalizers let go is only garbage then.
        for (int i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        string[] targets =
        [
            .. Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(Target)
                .Where(target => !target.EndsWith(".dll", StringComparison.Ordinal) && !target.EndsWith(".pdb", StringComparison.Ordinal)),
        ];
        return new ProcessFigures(
            GC.GetTotalMemory(forceFullCollection: true),
            Kilobytes("VmRSS:") * 1024,
            targets.Length,
            targets.Count(target => target.StartsWith("socket:", StringComparison.Ordinal)),
            Directory.EnumerateDirectories("/proc/self/task").Count(thread => !IsOfPool(thread)),
            Timer.ActiveCount)
        { Targets = targets };
    }

    /// <summary>What the descriptors lead to.</summary>
    public IReadOnlyList<string> Targets { get; private init; } = [];

    /// <summary>The kinds of descriptors that are more than before, and how many.</summary>
    public IReadOnlyList<string> MoreThan(ProcessFigures before) =>
    [
        .. Targets.GroupBy(Kind).Select(kind => (kind.Key, More: kind.Count() - before.Targets.Count(target => Kind(target) == kind.Key)))
            .Where(kind => kind.More > 0).Select(kind => $"{kind.More} {kind.Key}"),
    ];

    private static string Kind(string target) => target.Split(':')[0];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"heap {Heap / 1e6:0.00} MB, resident {Resident / 1e6:0.0} MB, {Descriptors} descriptors ({Sockets} sockets), {Threads} threads beside the pool, {Timers} timers");

    private static bool IsOfPool(string thread)
    {
        try
        {
            return File.ReadAllText(Path.Combine(thread, "comm")).StartsWith(".NET TP", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true; // ended meanwhile
        }
    }

    private static string Target(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: false)?.Name ?? "";
        }
        catch (IOException)
        {
            return ""; // the one that lists them
        }
    }

    private static long Kilobytes(string field) => long.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal))[field.Length..^"kB".Length].Trim(),
        CultureInfo.InvariantCulture);
}
