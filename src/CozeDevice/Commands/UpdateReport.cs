using System.Globalization;
using System.Text.Json;
using CozeDevice.Options;
using CozeDevice.Update;

namespace CozeDevice.Commands;

/// <summary>What the <c>update</c> commands say, for people and for scripts. Pure.</summary>
internal static class UpdateReport
{
    /// <summary>A look at the channel as lines for people.</summary>
    public static IEnumerable<string> Lines(UpdateView view, UpdateRequest request, UpdateRecord record)
    {
        yield return $"installed  {view.Installed.Version} ({view.Installed.Architecture})";
        yield return $"offered    {view.Channel.Version} in {view.Channel.Name} of {Day(view.Channel.Date)}, good until {Day(view.Channel.Expires)}";
        if (view.Offer.Kind != OfferKind.None)
        {
            foreach (var line in view.Channel.Notes.Split('\n', StringSplitOptions.RemoveEmptyEntries)) yield return $"           {Printable.Line(line)}";
        }

        if (record.Former is { } former) yield return $"kept       {former.Version}, for `cozedevice update rollback`";
        if (record.Last is { } last) yield return $"last       {Day(last.At)}: {Sentence(last)}";
        if (record.IsUnfinished) yield return "           An update is under way.";
        yield return Sentence(view, request);
    }

    /// <summary>What an offer means.</summary>
    public static string Sentence(UpdateView view, UpdateRequest request) => view.Offer.Kind switch
    {
        OfferKind.Available => $"Version {view.Channel.Version} is for this board: sudo cozedevice update apply",
        OfferKind.NotYet => string.Create(
            CultureInfo.InvariantCulture,
            $"Version {view.Channel.Version} goes to other boards first: to {view.Channel.Rollout:0.##} %, and this one stands at {Rollout.Place(request.Board, view.Channel.Version):0.0}. With --ignore-rollout it is installed all the same."),
        OfferKind.TakenBack => $"Version {view.Channel.Version} was taken back on this board. With --again it is tried once more.",
        _ => "Nothing newer.",
    };

    /// <summary>What came of an update.</summary>
    public static string Sentence(UpdateResult result) => result.Verdict switch
    {
        UpdateVerdict.Updated => $"Version {result.To} runs; {result.From} is kept.",
        UpdateVerdict.RolledBack => Printable.Line($"Version {result.From} is back, because {result.To} did not work: {result.Reason}."),
        _ => Printable.Line($"Neither {result.To} nor {result.From} could be installed: {result.Reason}. The next start tries {result.From} again; sudo cozedevice update resume does it now."),
    };

    /// <summary>A look at the channel as one object.</summary>
    public static void Write(Utf8JsonWriter json, UpdateView view, UpdateRequest request, UpdateRecord record)
    {
        json.WriteStartObject();
        json.WriteString("installed", view.Installed.Version);
        json.WriteString("architecture", view.Installed.Architecture);
        json.WriteString("offer", view.Offer.Kind switch
        {
            OfferKind.Available => "available",
            OfferKind.NotYet => "not_yet",
            OfferKind.TakenBack => "taken_back",
            _ => "none",
        });
        json.WriteString("version", view.Channel.Version);
        json.WriteString("channel", view.Channel.Name);
        json.WriteString("date", view.Channel.Date);
        json.WriteString("expires", view.Channel.Expires);
        json.WriteNumber("rollout", view.Channel.Rollout);
        json.WriteNumber("place", Math.Round(Rollout.Place(request.Board, view.Channel.Version), 2));
        json.WriteString("notes", view.Channel.Notes);
        json.WriteString("kept", record.Former?.Version);
        json.WriteBoolean("unfinished", record.IsUnfinished);
        json.WritePropertyName("last");
        Write(json, record.Last);
        json.WriteEndObject();
    }

    /// <summary>What came of an update as one value.</summary>
    public static void Write(Utf8JsonWriter json, UpdateResult? result)
    {
        if (result is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("verdict", result.Verdict switch
        {
            UpdateVerdict.Updated => "updated",
            UpdateVerdict.RolledBack => "rolled_back",
            _ => "stuck",
        });
        json.WriteString("from", result.From);
        json.WriteString("to", result.To);
        json.WriteString("at", result.At);
        json.WriteString("reason", result.Reason);
        json.WriteEndObject();
    }

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
