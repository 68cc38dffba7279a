using CozeDevice.Linux.Input;
using CozeDevice.Linux.Posix;
using CozeDevice.Panel;

namespace CozeDevice.Linux.Gpio;

/// <summary>A button on a GPIO line: edges, times and debouncing by the kernel; what it cannot, here.</summary>
/// <param name="settings">Which line, and how it is wired.</param>
/// <param name="finder">Finds it.</param>
/// <param name="time">The clock whose timestamps are CLOCK_MONOTONIC.</param>
internal sealed class GpioContact(GpioContactSettings settings, GpioFinder finder, TimeProvider time) : IContact
{
    private readonly GpioUapi.gpio_v2_line_event[] _events = new GpioUapi.gpio_v2_line_event[16];
    private ContactTrack _track = new(0);
    private GpioLine? _line;
    private uint _sequence;

    /// <inheritdoc/>
    public string Name => settings.Line;

    /// <inheritdoc/>
    public bool IsOptional => settings.IsOptional;

    /// <inheritdoc/>
    public FileDescriptor? Descriptor => _line?.Descriptor;

    /// <inheritdoc/>
    public long? Due => _track.Due;

    /// <inheritdoc/>
    public ContactOpening Open(long now)
    {
        Close();
        try
        {
            using GpioPlace place = finder.Find(settings.Chip, settings.Line);
            _line = GpioLine.RequestInput(place, settings.Input);
            bool isClosed = _line.Read();
            _track = new ContactTrack(_line.HasKernelDebounce ? 0 : time.Ticks(settings.Input.Debounce));
            _track.Start(isClosed, now);
            _sequence = 0;
            return new ContactOpening(_line.Text, isClosed);
        }
        catch (GpioException e)
        {
            throw Failure(e);
        }
    }

    /// <inheritdoc/>
    public void Take(IContactListener listener, long now)
    {
        try
        {
            bool isWhole = true;
            int count;
            do
            {
                count = _line!.ReadEvents(_events);
                for (int i = 0; i < count; i++)
                    isWhole &= Follow(_events[i], listener);
            }
            while (count == _events.Length);
            // The kernel's queue ran over, or an edge is missing: what the contact is now, is what counts.
            if (!isWhole)
                _track.Settle(_line.Read(), now, listener);
            _track.Pass(now, listener);
        }
        catch (GpioException e)
        {
            throw Failure(e);
        }
    }

    /// <inheritdoc/>
    public void Check(IContactListener listener, long now)
    {
        try
        {
            Take(listener, now);
            _track.Settle(_line!.Read(), now, listener);
        }
        catch (GpioException e)
        {
            throw Failure(e);
        }
    }

    /// <inheritdoc/>
    public bool Concerns(string device) => device.StartsWith(GpioFinder.Prefix, StringComparison.Ordinal);

    /// <inheritdoc/>
    /// <remarks>The line of a chip that is just being removed stays open until the next attempt: kernels before 6.10 free the
    /// interrupt twice and corrupt their memory when a line is given back in the middle of the removal.</remarks>
    public void Abandon()
    {
    }

    /// <inheritdoc/>
    public void Close()
    {
        _line?.Dispose();
        _line = null;
    }

    private bool Follow(in GpioUapi.gpio_v2_line_event edge, IContactListener listener)
    {
        bool isNext = edge.line_seqno == _sequence + 1;
        _sequence = edge.line_seqno;
        bool isClosed = edge.id == GpioUapi.GPIO_V2_LINE_EVENT_RISING_EDGE;
        return _track.Edge(isClosed, time.OfKernel(edge.timestamp_ns), listener) && isNext;
    }

    private static ContactException Failure(GpioException e) => new(
        e.Problem is GpioProblem.NoChip or GpioProblem.NoLine or GpioProblem.Gone
            ? ContactProblem.Missing
            : ContactProblem.Refused,
        e.Message);
}
