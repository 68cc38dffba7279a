namespace CozeDevice.Simulator.Recording;

/// <summary>The audio of one utterance exactly as it arrived.</summary>
public sealed class UtteranceRecord
{
    private readonly Lock _gate = new();
    private readonly List<byte[]> _appends = [];
    private UtteranceEnd _end;

    /// <summary>The decoded payload of each append, in order.</summary>
    public IReadOnlyList<byte[]> Appends
    {
        get
        {
            lock (_gate)
            {
                return [.. _appends];
            }
        }
    }

    /// <summary>All payloads in one piece.</summary>
    public byte[] Audio => [.. Appends.SelectMany(bytes => bytes)];

    /// <summary>How it ended.</summary>
    public UtteranceEnd End
    {
        get
        {
            lock (_gate)
            {
                return _end;
            }
        }
    }

    internal void Append(byte[] audio)
    {
        lock (_gate)
        {
            _appends.Add(audio);
        }
    }

    internal void Finish(UtteranceEnd end)
    {
        lock (_gate)
        {
            _end = end;
        }
    }
}
