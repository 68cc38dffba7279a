namespace CozeDevice.Simulator.Rest;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">What is on the page.</param>
/// <param name="HasMore">Whether a page follows.</param>
internal readonly record struct Page<T>(ArraySegment<T> Items, bool HasMore)
{
    /// <summary>Cuts one page out of a list.</summary>
    /// <param name="all">The list.</param>
    /// <param name="number">From 1.</param>
    /// <param name="size">Items on a page.</param>
    internal static Page<T> Of(T[] all, int number, int size)
    {
        var start = (int)Math.Min((long)(number - 1) * size, all.Length);
        var count = Math.Min(size, all.Length - start);
        return new Page<T>(new ArraySegment<T>(all, start, count), start + count < all.Length);
    }
}
