using CozeDevice.Panel;

namespace CozeDevice.Tests.Linux.Input;

/// <summary>Remembers what it is told.</summary>
internal sealed class FakeListener : IContactListener
{
    public List<string> Told { get; } = [];

    public List<(bool IsClosed, long At)> Moves { get; } = [];

    public void Opened(bool isClosed, long timestamp) => Told.Add(isClosed ? "opened closed" : "opened");

    public void Moved(bool isClosed, long timestamp)
    {
        Moves.Add((isClosed, timestamp));
        Told.Add(isClosed ? "down" : "up");
    }

    public void Lost(long timestamp) => Told.Add("lost");
}
