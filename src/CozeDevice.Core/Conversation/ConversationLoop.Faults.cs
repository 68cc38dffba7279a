namespace CozeDevice.Conversation;

/// <content>Parts of the panel that do not work. The machine knows nothing of them: a device without a button still answers.</content>
public sealed partial class ConversationLoop
{
    private readonly SortedSet<string> _panelFaults = new(StringComparer.Ordinal);

    /// <summary>A part of the panel works, or does not.</summary>
    private sealed record FaultReported(string Fault, bool IsPresent) : Input;

    /// <summary>Says that a part of the panel does not work, or works again. Any thread; saying it twice is saying it once.</summary>
    /// <param name="fault">The name among <see cref="DeviceSnapshot.Faults"/>, <c>button</c>.</param>
    /// <param name="isPresent">Whether it does not work.</param>
    public void Report(string fault, bool isPresent) => _parts.Inbox.Writer.TryWrite(new FaultReported(fault, isPresent));

    private void Note(FaultReported reported)
    {
        bool isNews = reported.IsPresent ? _panelFaults.Add(reported.Fault) : _panelFaults.Remove(reported.Fault);
        if (!isNews)
            return;
        _snapshot = MakeSnapshot();
        _feed.Publish(new FaultsEvent(_snapshot.Faults) { At = AtMs });
    }
}
