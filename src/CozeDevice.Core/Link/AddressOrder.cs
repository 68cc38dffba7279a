using System.Net;

namespace CozeDevice.Link;

/// <summary>In which order the addresses of a name are tried. Pure.</summary>
internal static class AddressOrder
{
    /// <summary>The families take turns, the resolver's first choice begins (RFC 8305 §4).</summary>
    /// <param name="addresses">As the resolver gave them.</param>
    public static List<IPAddress> Interleave(IReadOnlyList<IPAddress> addresses)
    {
        List<IPAddress> order = new(addresses.Count);
        Queue<IPAddress> same = new(), other = new();
        foreach (IPAddress address in addresses)
            (address.AddressFamily == addresses[0].AddressFamily ? same : other).Enqueue(address);
        while (same.Count + other.Count > 0)
        {
            if (same.TryDequeue(out IPAddress? preferred))
                order.Add(preferred);
            if (other.TryDequeue(out IPAddress? alternative))
                order.Add(alternative);
        }
        return order;
    }
}
