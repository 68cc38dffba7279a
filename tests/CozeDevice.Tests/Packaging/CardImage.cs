using System.Text;
using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.Packaging;

/// <summary>An image without packages: only the files that <c>scripts/image/check.sh</c> looks at, as the builder leaves them.</summary>
internal sealed class CardImage(TempDirectory directory)
{
    /// <summary>Where the root file system begins.</summary>
    public const int BootEndMiB = 1 + BootMiB;

    private const int BootMiB = 34; // the least that FAT32 allows

    private static readonly string[] Units = ["cozedevice", "cozedevice-firstboot", "cozedevice-image"];
    private static readonly string[] Tools = ["sfdisk", "mke2fs", "mkfs.vfat", "mcopy", "debugfs"];

    /// <summary>Why none can be made here, or null.</summary>
    public static string? Missing { get; } =
        !Environment.IsPrivilegedProcess ? "files of an image belong to root; run the tests as root"
        : Array.Find(Tools, tool => !Array.Exists(["/usr/bin", "/usr/sbin", "/sbin", "/bin"], place => File.Exists(Path.Combine(place, tool)))) is { } tool
            ? $"{tool} is missing: apt-get install fdisk e2fsprogs dosfstools mtools" : null;

    /// <summary>The files, by their path in the image: the boot partition is below <c>boot/firmware</c>.</summary>
    public Dictionary<string, (string Text, int Mode)> Files { get; } = Describe();

    /// <summary>Makes the image and looks at it.</summary>
    public async Task<Script> CheckAsync()
    {
        string tree = directory["tree"];
        if (Directory.Exists(tree)) Directory.Delete(tree, recursive: true);
        foreach ((string path, (string text, int mode)) in Files)
        {
            string file = Path.Combine(tree, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (path.EndsWith('/')) Directory.CreateDirectory(file);
            else File.WriteAllText(file, text, new UTF8Encoding(false));
            File.SetUnixFileMode(file, (UnixFileMode)mode);
        }

        Script made = await Script.RunAsync(null, RepositoryRoot.File("scripts/image/assemble.sh"), tree, directory["card.img"], $"{BootMiB}", "ef");
        if (made.ExitCode != 0) return made;
        return await Script.RunAsync(null, RepositoryRoot.File("scripts/image/check.sh"), directory["card.img"]);
    }

    private static Dictionary<string, (string Text, int Mode)> Describe()
    {
        const int Plain = 0b110_100_100;
        const int Program = 0b111_101_101;
        const int Owner = 0b111_000_000;
        var files = new Dictionary<string, (string Text, int Mode)>(StringComparer.Ordinal)
        {
            ["boot/firmware/cozedevice.txt"] =
                (File.ReadAllText(RepositoryRoot.File("scripts/image/files/cozedevice.txt")).ReplaceLineEndings("\r\n"), Plain),
            ["boot/firmware/EFI/BOOT/BOOTX64.EFI"] = ("loader", Plain),
            ["boot/firmware/loader/entries/cozedevice.conf"] = ("options root=LABEL=cozedevice rw\n", Plain),
            ["boot/firmware/cozedevice/vmlinuz"] = ("kernel", Plain),
            ["boot/firmware/cozedevice/initrd.img"] = ("files", Plain),
            ["etc/shadow"] = ("root:*:1:0:99999:7:::\ncozedevice:!*:1::::::\n", 0b110_100_000),
            ["etc/passwd"] = ("root:x:0:0:root:/root:/bin/bash\ncozedevice:x:998:998::/var/lib/cozedevice:/usr/sbin/nologin\n", Plain),
            ["etc/machine-id"] = ("", Plain),
            ["etc/credstore/"] = ("", Owner),
            ["etc/cozedevice/conf.d/"] = ("", Program),
            ["var/lib/apt/lists/"] = ("", Program),
            ["usr/lib/cozedevice/cozedevice.dll"] = ("il", Plain),
            ["usr/lib/cozedevice/cozedevice"] = ("#!/bin/sh\n", Program),
            ["usr/lib/cozedevice-image/prepare"] = ("#!/bin/sh\n", Program),
            ["usr/sbin/sfdisk"] = ("", Program),
            ["usr/bin/partx"] = ("", Program),
            ["usr/sbin/resize2fs"] = ("", Program),
            ["usr/sbin/e2fsck"] = ("", Program),
        };
        foreach (string unit in Units)
        {
            files[$"usr/lib/systemd/system/{unit}.service"] = ("[Unit]\n", Plain);
            files[$"etc/systemd/system/multi-user.target.wants/{unit}.service"] = ("[Unit]\n", Plain);
        }

        foreach (string path in (ReadOnlySpan<string>)["etc/fstab", "etc/systemd/journald.conf.d/50-cozedevice.conf"])
            files[path] = (File.ReadAllText(RepositoryRoot.File("scripts/image/files/overlay/" + path)), Plain);
        return files;
    }
}
