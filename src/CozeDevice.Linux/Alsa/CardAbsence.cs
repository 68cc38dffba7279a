namespace CozeDevice.Linux.Alsa;

/// <summary>Why no sound card can be seen.</summary>
internal enum CardAbsence
{
    /// <summary>The kernel here has no sound at all: it lacks the driver core, or a container does not show it.</summary>
    NoKernelSound,

    /// <summary>The kernel knows cards, but their device files are not here: a container without <c>/dev/snd</c>.</summary>
    NoDeviceFiles,

    /// <summary>There are cards, but this user may not open them.</summary>
    NoPermission,

    /// <summary>The kernel has sound and no card: none is plugged in, or its driver or overlay is missing.</summary>
    NoCard,
}
