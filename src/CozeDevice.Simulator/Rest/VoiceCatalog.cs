namespace CozeDevice.Simulator.Rest;

/// <summary>The voices of the simulated account.</summary>
internal static class VoiceCatalog
{
    private const string Chinese = "中文";
    private const string HelloChinese = "你好，很高兴认识你。";
    private const string HelloEnglish = "Hello, nice to meet you.";

    /// <summary>Every voice, the service's own first.</summary>
    internal static IReadOnlyList<Voice> All { get; } =
    [
        new("7426720361733000001", "柔美女友", "zh", Chinese, HelloChinese)
        {
            Emotions = [("happy", "开心"), ("sad", "悲伤"), ("angry", "生气"), ("surprised", "惊讶"), ("neutral", "中性")],
        },
        new("7426720361733000002", "清爽少年", "zh", Chinese, HelloChinese)
        {
            Emotions = [("happy", "开心"), ("excited", "激动"), ("coldness", "冷漠"), ("neutral", "中性")],
        },
        new("7426720361733000003", "温和长者", "zh", Chinese, HelloChinese),
        new("7426720361733000004", "活泼童声", "zh", Chinese, HelloChinese)
        {
            Emotions = [("happy", "开心"), ("fear", "害怕"), ("hate", "厌恶"), ("excited", "激动")],
        },
        new("7426720361733000005", "新闻播音", "zh", Chinese, HelloChinese) { ModelType = "small" },
        new("7426720361733000006", "粤语阿姨", "zh", Chinese, "你好，好高兴识到你。") { ModelType = "small" },
        new("7426720361733000007", "Clear Alice", "en", "English", HelloEnglish)
        {
            Emotions = [("happy", "Happy"), ("sad", "Sad"), ("neutral", "Neutral")],
        },
        new("7426720361733000008", "Calm Oliver", "en", "English", HelloEnglish),
        new("7426720361733000009", "Quick Morgan", "en", "English", HelloEnglish) { ModelType = "small" },
        new("7426720361733000010", "さくら", "ja", "日本語", "こんにちは、はじめまして。"),
        new("7426720361733000011", "Lucía", "es", "Español", "Hola, mucho gusto."),
        new("7426720361733000012", "Wayan", "id", "Bahasa Indonesia", "Halo, senang bertemu denganmu."),
        new("7468512265134000013", "My own voice", "en", "English", HelloEnglish)
        {
            IsSystem = false, TrainingTimes = 9,
        },
        new("7468512265134000014", "Untrained voice", "zh", Chinese, HelloChinese)
        {
            IsSystem = false, TrainingTimes = 10, State = "init",
        },
    ];

    /// <summary>A voice by id.</summary>
    internal static Voice? Find(string id) => All.FirstOrDefault(voice => voice.Id == id);
}
