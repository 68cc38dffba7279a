namespace CozeDevice.Protocol;

/// <summary><c>voice_processing_config</c> (protocol §3.1.6): noise suppression in the service (paid tier).</summary>
public sealed record VoiceProcessingConfig
{
    /// <summary><c>enable_ans</c>: general noise suppression; not together with <see cref="EnablePdns"/>. Default false.</summary>
    public bool? EnableAns { get; init; }

    /// <summary><c>enable_pdns</c>: keep one speaker, suppress everything else. Default false.</summary>
    public bool? EnablePdns { get; init; }

    /// <summary><c>voice_print_feature_id</c>: the speaker that <see cref="EnablePdns"/> keeps.</summary>
    public string? VoicePrintFeatureId { get; init; }
}
