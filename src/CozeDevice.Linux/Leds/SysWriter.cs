using System.Buffers.Text;
using System.Text;
using CozeDevice.Panel;
using Microsoft.Win32.SafeHandles;

namespace CozeDevice.Linux.Leds;

/// <summary>An attribute of sysfs that is written again and again: kept open, each write one call from the beginning of the
/// file. Allocates nothing per number.</summary>
internal sealed class SysWriter : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly byte[] _text = new byte[64];
    private readonly string _path;
    private int _length;

    /// <summary>Opens the file.</summary>
    /// <param name="path">A file that exists.</param>
    /// <exception cref="LedException">It cannot be opened for writing.</exception>
    public SysWriter(string path)
    {
        _path = path;
        try
        {
            _file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SysFile.Failure(path, e, "write");
        }
    }

    /// <summary>Writes a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="LedException">The kernel refuses it, or the device is gone.</exception>
    public void Write(string text) => Flush(Encoding.UTF8.GetBytes(text + "\n"));

    /// <summary>Writes a number.</summary>
    /// <param name="number">Not negative.</param>
    /// <exception cref="LedException">The kernel refuses it, or the device is gone.</exception>
    public void Write(long number)
    {
        _length = 0;
        Append(number);
        End();
    }

    /// <summary>Writes three numbers on one line.</summary>
    /// <exception cref="LedException">The kernel refuses them, or the device is gone.</exception>
    public void Write(int first, int second, int third)
    {
        _length = 0;
        Append(first);
        Append(second);
        Append(third);
        End();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Append(long number)
    {
        if (_length > 0)
            _text[_length++] = (byte)' ';
        Utf8Formatter.TryFormat(number, _text.AsSpan(_length), out int written);
        _length += written;
    }

    private void End()
    {
        _text[_length++] = (byte)'\n';
        Flush(_text.AsSpan(0, _length));
    }

    private void Flush(ReadOnlySpan<byte> text)
    {
        try
        {
            RandomAccess.Write(_file, text, fileOffset: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SysFile.Failure(_path, e, "write");
        }
    }
}
