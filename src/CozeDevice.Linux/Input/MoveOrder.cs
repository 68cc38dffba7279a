using CozeDevice.Panel;

namespace CozeDevice.Linux.Input;

/// <summary>What several contacts had to tell, told in the order in which it happened.</summary>
/// <remarks>A hand and a foot on one button: if both moved while the thread was put aside, the order in which their devices are read
/// would end a turn that one of them held. Used by the input thread alone; what was told stays in memory, so it allocates nothing
/// once it has grown.</remarks>
internal sealed class MoveOrder
{
    private readonly List<News> _news = [];

    private enum NewsKind
    {
        Opened,
        Moved,
        Lost,
    }

    /// <summary>Stands in for a listener until <see cref="Tell"/>.</summary>
    /// <param name="listener">The listener.</param>
    public IContactListener For(IContactListener listener) => new Source(this, listener);

    /// <summary>Tells everything that was kept, the oldest first.</summary>
    public void Tell()
    {
        foreach (News news in _news)
        {
            switch (news.Kind)
            {
                case NewsKind.Opened:
                    news.Listener.Opened(news.IsClosed, news.Timestamp);
                    break;
                case NewsKind.Moved:
                    news.Listener.Moved(news.IsClosed, news.Timestamp);
                    break;
                default:
                    news.Listener.Lost(news.Timestamp);
                    break;
            }
        }
        _news.Clear();
    }

    private void Add(long key, News news)
    {
        int at = _news.Count;
        while (at > 0 && _news[at - 1].Key > key)
            at--;
        _news.Insert(at, news with { Key = key });
    }

    private readonly record struct News(IContactListener Listener, NewsKind Kind, bool IsClosed, long Timestamp, long Key = 0);

    // What one contact tells stays in its order, whatever the times are: it may be lost "now", which was read before its last edge.
    private sealed class Source(MoveOrder order, IContactListener listener) : IContactListener
    {
        private long _newest = long.MinValue;

        public void Opened(bool isClosed, long timestamp) => Add(NewsKind.Opened, isClosed, timestamp);

        public void Moved(bool isClosed, long timestamp) => Add(NewsKind.Moved, isClosed, timestamp);

        public void Lost(long timestamp) => Add(NewsKind.Lost, isClosed: false, timestamp);

        private void Add(NewsKind kind, bool isClosed, long timestamp)
        {
            _newest = Math.Max(_newest, timestamp);
            order.Add(_newest, new News(listener, kind, isClosed, timestamp));
        }
    }
}
