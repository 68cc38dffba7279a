namespace CozeDevice.Doctor;

/// <summary>Everything the doctor can find. <see cref="Remedies"/> has a row for each.</summary>
internal enum Fault
{
    /// <summary>A check did not come back in time.</summary>
    CheckHung,

    /// <summary>A check failed by itself.</summary>
    CheckBroken,

    /// <summary>This is no Linux.</summary>
    NotLinux,

    /// <summary>The kernel is older than 5.10.</summary>
    KernelOld,

    /// <summary>A processor nobody has tried this on.</summary>
    ProcessorUnknown,

    /// <summary>The .NET runtime is older than 10.</summary>
    RuntimeOld,

    /// <summary>The user is not in the group of a device.</summary>
    GroupMissing,

    /// <summary>The user is in the group, but this session is older than that.</summary>
    SessionOld,

    /// <summary>A device belongs to root alone: the udev rules are missing.</summary>
    DeviceClosed,

    /// <summary>libasound is missing.</summary>
    AlsaMissing,

    /// <summary>libopus is missing.</summary>
    OpusMissing,

    /// <summary>ALSA's good rate converter is missing.</summary>
    RatePluginMissing,

    /// <summary>The configuration has errors.</summary>
    ConfigurationWrong,

    /// <summary>The kernel has no sound.</summary>
    SoundMissing,

    /// <summary>The kernel has a card, but <c>/dev/snd</c> is not here.</summary>
    SoundFilesMissing,

    /// <summary>There is no card.</summary>
    CardMissing,

    /// <summary>The configured device does not exist or does not open.</summary>
    CardUnknown,

    /// <summary>Another program has the card.</summary>
    CardBusy,

    /// <summary>The card has none of our rates.</summary>
    CardRateUnknown,

    /// <summary>The card is named by its number.</summary>
    CardByNumber,

    /// <summary>The microphone delivers only zeros.</summary>
    MicrophoneSilent,

    /// <summary>The microphone is overdriven.</summary>
    MicrophoneClips,

    /// <summary>The microphone is off centre.</summary>
    MicrophoneOffset,

    /// <summary>The microphone cannot be read.</summary>
    MicrophoneLost,

    /// <summary>The speaker took the sound and nobody heard it.</summary>
    SpeakerUnheard,

    /// <summary>The speaker cannot be played on.</summary>
    SpeakerLost,

    /// <summary>There is no GPIO chip.</summary>
    GpioMissing,

    /// <summary>There is no such line.</summary>
    GpioLineUnknown,

    /// <summary>Somebody else has the line.</summary>
    GpioLineBusy,

    /// <summary>The GPIO chip may not be opened or cannot be used.</summary>
    GpioClosed,

    /// <summary>There is no such input device or key.</summary>
    InputMissing,

    /// <summary>There is no such LED.</summary>
    LedMissing,

    /// <summary>The LED does not work.</summary>
    LedBroken,

    /// <summary>The LED was driven and nobody saw it.</summary>
    LedUnseen,

    /// <summary>The clock is before the program's own time.</summary>
    ClockWrong,

    /// <summary>Nobody sets the clock.</summary>
    ClockUnsynchronized,

    /// <summary>The clock differs from the service's.</summary>
    ClockOff,

    /// <summary>No network interface is up.</summary>
    NetworkDown,

    /// <summary>A name is not known.</summary>
    NameUnknown,

    /// <summary>No name server answers.</summary>
    NameServerSilent,

    /// <summary>Nobody listens at the service's address.</summary>
    PortRefused,

    /// <summary>Nothing answers at the service's address.</summary>
    PortSilent,

    /// <summary>The certificate is not valid at the time of this board.</summary>
    CertificateDates,

    /// <summary>No trusted roots are installed.</summary>
    RootsMissing,

    /// <summary>The certificate is signed by somebody unknown.</summary>
    CertificateUntrusted,

    /// <summary>The certificate is for another name.</summary>
    CertificateName,

    /// <summary>TLS or HTTP broke.</summary>
    TlsBroken,

    /// <summary>There is no token.</summary>
    TokenMissing,

    /// <summary>The token cannot be read, or is none.</summary>
    TokenUnreadable,

    /// <summary>The token may not be read by this user.</summary>
    TokenForbidden,

    /// <summary>Others can read the token.</summary>
    TokenExposed,

    /// <summary>The login is over.</summary>
    LoginOver,

    /// <summary>No agent runs.</summary>
    AgentAbsent,

    /// <summary>An agent left its socket behind.</summary>
    AgentDead,

    /// <summary>This user may not talk to the agent.</summary>
    AgentForbidden,

    /// <summary>The agent does not answer.</summary>
    AgentSilent,

    /// <summary>The agent says that something does not work.</summary>
    AgentComplains,

    /// <summary>The service refuses the token.</summary>
    TokenRefused,

    /// <summary>The token has no right to this agent.</summary>
    TokenRights,

    /// <summary>The account has nothing left.</summary>
    AccountEmpty,

    /// <summary>The bot is not there or not published.</summary>
    BotUnknown,

    /// <summary>A sign-in page of the network answers.</summary>
    CaptivePortal,

    /// <summary>The service is busy or broken.</summary>
    ServiceBusy,

    /// <summary>The service refuses for another reason.</summary>
    ServiceRefuses,

    /// <summary>The service does not answer.</summary>
    ServiceSilent,

    /// <summary>The way to the service broke.</summary>
    ServiceLost,

    /// <summary>A turn was not answered.</summary>
    TurnUnanswered,
}
