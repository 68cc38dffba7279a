using CozeDevice.Panel;

namespace CozeDevice.Tests.Panel;

/// <summary>An LED that remembers what it was told, and fails when a test wants it to.</summary>
internal sealed class FakeLed(LedTraits traits) : ILed
{
    public LedTraits Traits { get; } = traits;

    public List<LedLight[]> Shown { get; } = [];

    public string? Failure { get; set; }

    public bool IsDisposed { get; private set; }

    public Action? OnShow { get; set; }

    public LedLight Last => Shown[^1][0];

    public void Show(ReadOnlySpan<LedLight> pixels)
    {
        OnShow?.Invoke();
        if (Failure is { } failure)
            throw new LedException("/dev/fake", failure);
        Shown.Add(pixels.ToArray());
    }

    public void Dispose() => IsDisposed = true;
}
