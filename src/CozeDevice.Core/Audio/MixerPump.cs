using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Audio;

/// <summary>The mixer loop: carries our volume to the card's control, and tells when somebody else moved it.</summary>
/// <remarks>Everything happens on the mixer thread, which owns the control and blocks in it: nothing wakes at rest. Without a
/// card it tries a dozen times, ever more slowly, and then waits to be told that the speaker is back. Wishes come from any
/// thread and never wait.</remarks>
public sealed partial class MixerPump : IDisposable
{
    /// <summary>Name of the thread.</summary>
    public const string ThreadName = "coze-mixer";

    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(0.3); // beside the pumps, within the 2 s of a SIGTERM

    private readonly MixerOptions _options;
    private readonly IMixers _mixers;
    private readonly Volume _volume;
    private readonly ChannelWriter<AudioNotice> _notices;
    private readonly IPacer _pacer;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private IMixer? _mixer; // assigned under the lock, so that a wake meets the one that waits
    private MixerReading? _reading;
    private int? _wanted;
    private int _asked;
    private bool _isHinted;
    private bool _isStopping;
    private long _steps;
    private Thread? _thread;

    /// <summary>Wires the pump; nothing runs yet.</summary>
    /// <param name="options">Which control of which card.</param>
    /// <param name="mixers">Opens it, again after each loss.</param>
    /// <param name="volume">The volume to carry; it hears whether the card does.</param>
    /// <param name="notices">Where the conversation hears of changes; must not refuse.</param>
    /// <param name="pacer">What the thread waits on without a card. Disposed with the pump.</param>
    /// <param name="logger">For rare events.</param>
    public MixerPump(
        MixerOptions options,
        IMixers mixers,
        Volume volume,
        ChannelWriter<AudioNotice> notices,
        IPacer pacer,
        ILogger<MixerPump> logger)
    {
        (_options, _mixers, _volume) = (options, mixers, volume);
        (_notices, _pacer, _logger) = (notices, pacer, logger);
    }

    /// <summary>Number of the last wish.</summary>
    public int Asked
    {
        get
        {
            lock (_lock) return _asked;
        }
    }

    /// <summary>The control that carries the volume and its level, or null while software does.</summary>
    public MixerReading? Reading
    {
        get
        {
            lock (_lock) return _reading;
        }
    }

    /// <summary>Steps made: it stands still at rest.</summary>
    public long Steps => Volatile.Read(ref _steps);

    /// <summary>Ends with the thread; fails if the thread died of a defect.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Asks for a volume. The last wish wins.</summary>
    /// <param name="percent">0 to 100.</param>
    public void Ask(int percent)
    {
        lock (_lock)
        {
            _asked++;
            _wanted = percent;
            Wake();
        }
    }

    /// <summary>The speaker works (again): where its mixer was missing, it may be there now.</summary>
    public void Look()
    {
        lock (_lock)
        {
            _isHinted = true;
            Wake();
        }
    }

    /// <summary>Starts the mixer thread.</summary>
    /// <param name="threads">Makes it.</param>
    public void Start(IAudioThreads threads) => _thread = threads.Start(ThreadName, Run);

    /// <summary>Does one thing, or waits once when there is none. Called on the mixer thread.</summary>
    public void Step()
    {
        Volatile.Write(ref _steps, _steps + 1);
        if (_mixer is not { } mixer)
        {
            Find();
            return;
        }

        try
        {
            if (TakeWish() is { } percent) Put(mixer, percent);
            else Follow(mixer);
        }
        catch (MixerException e)
        {
            Lose(e.Message);
        }
    }

    /// <summary>Tells the thread to end, and does not wait for it.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _isStopping = true;
            Wake();
        }
    }

    /// <summary>Stops the thread, closes the mixer; the card keeps its level.</summary>
    public void Dispose()
    {
        Stop();
        if (_thread is { } thread && !thread.Join(JoinLimit)) return; // stuck in a driver: it is a background thread
        Close();
        _pacer.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!IsStopping()) Step();
            _completion.TrySetResult();
        }
        catch (Exception e)
        {
            AudioLog.MixerDied(_logger, e);
            _completion.TrySetException(e); // the host sees it and ends
        }
    }

    private bool IsStopping()
    {
        lock (_lock) return _isStopping;
    }

    private void Wake()
    {
        _pacer.Wake();
        _mixer?.Wake();
    }
}
