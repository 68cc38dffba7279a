namespace CozeDevice.Simulator.Rest;

/// <summary>The service's error codes that the simulator answers with.</summary>
internal static class ErrorCode
{
    internal const int SpeechTextTooLong = 3010;
    internal const int BadParameter = 4000;
    internal const int ChatNotFound = 4001;
    internal const int ConversationNotFound = 4002;
    internal const int BadMetaData = 4003;
    internal const int TooManyMessages = 4004;
    internal const int InvalidMessage = 4005;
    internal const int HistoryRequired = 4007;
    internal const int ChatRunning = 4016;
    internal const int TooManyRequests = 4020;
    internal const int Unauthorized = 4100;
    internal const int Forbidden = 4101;
    internal const int CannotCancel = 4104;
    internal const int NotFound = 4200;
    internal const int EmptyUpload = 4300;
    internal const int SeveralUploads = 4301;
    internal const int UploadTooLarge = 4302;
    internal const int InvalidUpload = 4304;
}
