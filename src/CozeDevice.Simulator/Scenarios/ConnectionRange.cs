using System.Globalization;

namespace CozeDevice.Simulator.Scenarios;

/// <summary>Which connections something applies to, counted from 1 over the simulator's life.</summary>
/// <param name="First">The first one.</param>
/// <param name="Last">The last one.</param>
public readonly record struct ConnectionRange(int First, int Last)
{
    /// <summary>Every connection.</summary>
    public static readonly ConnectionRange All = new(1, int.MaxValue);

    /// <summary>Whether the range contains a connection.</summary>
    public bool Contains(int number) => number >= First && number <= Last;

    /// <summary>Reads <c>"2"</c>, <c>"1-3"</c> or <c>"4-"</c>.</summary>
    internal static bool TryParse(string text, out ConnectionRange range)
    {
        range = default;
        string[] ends = text.Split('-');
        if (ends.Length > 2
            || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
            || first < 1)
        {
            return false;
        }

        int last = first;
        if (ends.Length == 2)
        {
            last = int.MaxValue;
            if (ends[1].Length > 0
                && !int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out last))
            {
                return false;
            }
        }

        range = new ConnectionRange(first, last);
        return last >= first;
    }
}
