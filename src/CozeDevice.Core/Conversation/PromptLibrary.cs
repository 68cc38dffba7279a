using System.Buffers.Binary;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Conversation;

/// <summary>The local sounds that say why a turn did not work: the owner's file, else the shipped one, else a melody.</summary>
/// <remarks>Everything is read once, at the start; a file that cannot be used is named in the log, and the next one is taken.
/// Safe from any thread.</remarks>
public sealed class PromptLibrary
{
    /// <summary>A longer file is refused: it would keep the next person waiting.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private const long MaxFileBytes = 10 * 48_000 * 8 * sizeof(double) + 4096; // the longest sound in the largest format

    private readonly Dictionary<PromptReason, byte[]> _sounds = [];
    private readonly SpelledCode? _spelled;
    private volatile byte[]? _code;

    /// <summary>Reads the sounds of all reasons.</summary>
    /// <param name="places">Where they are looked for.</param>
    /// <param name="logger">Told of each file that cannot be used.</param>
    public PromptLibrary(PromptPlaces places, ILogger logger)
    {
        foreach (PromptReason reason in Enum.GetValues<PromptReason>())
            _sounds.Add(reason, Find(places, FileName(reason), logger) ?? PromptSounds.Render(reason));
        _spelled = new SpelledCode(name => Find(places, name, logger));
    }

    private PromptLibrary()
    {
        foreach (PromptReason reason in Enum.GetValues<PromptReason>())
            _sounds.Add(reason, PromptSounds.Render(reason));
    }

    /// <summary>The melodies alone: no file is read.</summary>
    public static PromptLibrary Melodies { get; } = new();

    /// <summary>The format of every sound.</summary>
    public static WireFormat Format { get; } = new(AudioCodec.Pcm, AudioFormat.SampleRate);

    /// <summary>The name of the file of a reason.</summary>
    public static string FileName(PromptReason reason) => $"{TurnMachine.Name(reason)}.wav";

    /// <summary>The sound of a reason, as 16-bit little-endian samples at 16 kHz.</summary>
    public ReadOnlySpan<byte> Sound(PromptReason reason) => SoundOf(reason);

    /// <summary>How long the sound of a reason is.</summary>
    public TimeSpan Length(PromptReason reason) => LengthOf(SoundOf(reason).Length / sizeof(short), AudioFormat.SampleRate);

    /// <summary>While somebody may type the code of a login, whoever is told that the device is not signed in hears it.</summary>
    /// <param name="code">Letters and digits, what separates them is a pause; null when there is none any more.</param>
    public void SpellCode(string? code) => _code = code is null ? null : _spelled?.Say(code);

    private byte[] SoundOf(PromptReason reason) =>
        reason == PromptReason.NotAuthorised && _code is { } code ? code : _sounds[reason];

    private static TimeSpan LengthOf(int samples, int rate) => TimeSpan.FromSeconds((double)samples / rate);

    private static byte[]? Find(PromptPlaces places, string name, ILogger logger)
    {
        foreach (string directory in places.Overrides)
        {
            string file = Path.Combine(directory, name);
            if (File.Exists(file) && TryRead(file, logger) is { } own)
                return own;
        }
        string shipped = Path.Combine(places.Shipped, name);
        // That nothing was said is not worth words: none are shipped, and a soft tone is heard.
        return name == FileName(PromptReason.NothingHeard) && !File.Exists(shipped) ? null : TryRead(shipped, logger);
    }

    private static byte[]? TryRead(string file, ILogger logger)
    {
        try
        {
            return Read(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            logger.PromptUnusable(file, failure.Message);
            return null;
        }
    }

    private static byte[] Read(string file)
    {
        if (new FileInfo(file).Length > MaxFileBytes)
            throw new InvalidDataException($"it has more than {MaxFileBytes} bytes");
        WavFile sound = WavFile.Read(file);
        TimeSpan length = LengthOf(sound.Samples.Length, sound.SampleRate);
        if (length == TimeSpan.Zero)
            throw new InvalidDataException("it holds no sound");
        if (length > Longest)
            throw new InvalidDataException($"it is {length.TotalSeconds:0.0} s long; {Longest.TotalSeconds:0} s is the most");
        short[] samples = sound.ToHouseRate();
        byte[] bytes = new byte[samples.Length * sizeof(short)];
        for (int i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i * sizeof(short)), samples[i]);
        return bytes;
    }
}
