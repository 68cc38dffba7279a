using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CozeDevice.Audio;

/// <summary>Writes a mono 16-bit WAV file that is readable after a crash: samples go to the file at once, and the header
/// whenever <see cref="WriteHeader"/> is called.</summary>
/// <remarks>Owned by one thread. Allocates nothing after construction.</remarks>
public sealed class WavWriter : IDisposable
{
    private const int HeaderBytes = 44;

    private readonly SafeFileHandle _file;
    private readonly int _sampleRate;
    private long _dataBytes;

    /// <summary>Creates or continues a file and makes its header valid.</summary>
    /// <param name="path">The file; its directory must exist.</param>
    /// <param name="sampleRate">Samples per second, in hertz.</param>
    /// <param name="isContinued">Whether a file this class wrote is continued; otherwise it is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public WavWriter(string path, int sampleRate, bool isContinued = false)
    {
        _file = File.OpenHandle(path, isContinued ? FileMode.OpenOrCreate : FileMode.Create, FileAccess.Write, FileShare.Read);
        _sampleRate = sampleRate;
        _dataBytes = Math.Max(0, RandomAccess.GetLength(_file) - HeaderBytes) & ~1L;
        WriteHeader();
    }

    /// <summary>Appends samples. The file is valid without them until the header is written.</summary>
    /// <param name="samples">Any number.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(ReadOnlySpan<short> samples)
    {
        if (BitConverter.IsLittleEndian)
        {
            Append(MemoryMarshal.AsBytes(samples));
            return;
        }

        Span<byte> word = stackalloc byte[sizeof(short)];
        foreach (var sample in samples)
        {
            BinaryPrimitives.WriteInt16LittleEndian(word, sample);
            Append(word);
        }
    }

    /// <summary>Makes the header say what is in the file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WriteHeader()
    {
        var dataBytes = (uint)Math.Min(_dataBytes, uint.MaxValue - HeaderBytes);
        Span<byte> header = stackalloc byte[HeaderBytes];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], HeaderBytes - 8 + dataBytes);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], 1); // PCM
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], 1); // channels
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], _sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], _sampleRate * sizeof(short));
        BinaryPrimitives.WriteUInt16LittleEndian(header[32..], sizeof(short));
        BinaryPrimitives.WriteUInt16LittleEndian(header[34..], 8 * sizeof(short));
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[40..], dataBytes);
        RandomAccess.Write(_file, header, 0);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file, bytes, HeaderBytes + _dataBytes);
        _dataBytes += bytes.Length;
    }
}
