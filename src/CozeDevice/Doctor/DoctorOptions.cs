namespace CozeDevice.Doctor;

/// <summary>How far the doctor goes.</summary>
/// <param name="Person">Who is asked what was heard and seen, or null for nobody.</param>
/// <param name="WithTurn">Whether the service is asked a question, which costs a turn.</param>
internal sealed record DoctorOptions(IPerson? Person = null, bool WithTurn = false);
