using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Skywave.Office;
using Skywave.Words;

namespace Skywave.Moving;

/// <summary>What stands beside a working copy of the library. People are named by their handles; nobody: the program.</summary>
internal sealed record PictureFile
{
    public required string Id { get; init; }

    public required string Desk { get; init; }

    /// <summary>Every desk may see and use it.</summary>
    public bool AllDesks { get; init; }

    /// <summary>SHA-256 of the working copy: its file is named so.</summary>
    public required string File { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required string Alt { get; init; }

    public required string Caption { get; init; }

    public required string Credit { get; init; }

    public required string Copyright { get; init; }

    public required string Source { get; init; }

    public required string Terms { get; init; }

    public DateOnly? TermsEnd { get; init; }

    public DateOnly? TakenOn { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<Faces>))]
    public required Faces Faces { get; init; }

    /// <summary>How near its place may be told.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<PlaceLevel>))]
    public required PlaceLevel Place { get; init; }

    /// <summary>Somebody looked for what gives its place away.</summary>
    public bool PlaceLookedFor { get; init; }

    public bool Sensitive { get; init; }

    /// <summary>In percent from the left and from the top: what must stay in the frame.</summary>
    public FocusFile? Focus { get; init; }

    /// <summary>What was taken out of the file that came.</summary>
    public ImmutableArray<RemovedFile> Removed { get; init; } = [];

    public required DateTimeOffset Added { get; init; }

    public string? AddedBy { get; init; }

    public DateTimeOffset? Changed { get; init; }

    public string? ChangedBy { get; init; }

    /// <summary>As the office gives and takes it.</summary>
    public static PictureFile Of(MovedPicture p) => new()
    {
        Id = p.Id, Desk = p.Desk, AllDesks = p.IsForAll, File = p.Hash, Width = p.Width, Height = p.Height, Alt = p.Alt, Caption = p.Caption, Credit = p.Credit, Copyright = p.Copyright, Source = p.Origin, Terms = p.Terms,
        TermsEnd = p.TermsEnd, TakenOn = p.TakenOn, Faces = p.Faces, Place = p.Place, PlaceLookedFor = p.IsPlaceChecked, Sensitive = p.IsSensitive, Focus = p.Focus is { } focus ? new FocusFile(focus.X, focus.Y) : null,
        Removed = [.. p.Removed.Select(r => new RemovedFile(r.Kind, r.Count))], Added = Times.At(p.Added), AddedBy = p.AddedBy, Changed = Times.At(p.Changed), ChangedBy = p.ChangedBy,
    };

    /// <inheritdoc cref="Of"/>
    public MovedPicture Moved() => new()
    {
        Id = Id, Desk = Desk, IsForAll = AllDesks, Hash = File, Width = Width, Height = Height, Alt = Alt, Caption = Caption, Credit = Credit, Copyright = Copyright, Origin = Source, Terms = Terms,
        TermsEnd = TermsEnd, TakenOn = TakenOn, Faces = Faces, Place = Place, IsPlaceChecked = PlaceLookedFor, IsSensitive = Sensitive, Focus = Focus is { } focus ? new FocalPoint(focus.X, focus.Y) : null,
        Removed = [.. Removed.Select(r => new RemovedKind(r.Kind, r.Count))], Added = Added.ToUnixTimeSeconds(), AddedBy = AddedBy, Changed = Changed?.ToUnixTimeSeconds(), ChangedBy = ChangedBy,
    };
}

/// <summary>A point in a picture.</summary>
internal sealed record FocusFile(int X, int Y);

/// <summary>How much of a kind was taken out.</summary>
internal sealed record RemovedFile(string Kind, int Count);

/// <summary>A desk's front on the editors' table, and those from before, the oldest first.</summary>
internal sealed record TableFile(DateTimeOffset Changed, ImmutableArray<StateFile> Before, CuratedFront? Draft = null, string? ChangedBy = null)
{
    /// <summary>As the office gives and takes it.</summary>
    public static TableFile Of(MovedFront f) => new(Times.At(f.Changed), [.. f.States.Select(s => new StateFile(Times.At(s.At), s.Front, s.By))], f.Draft, f.ChangedBy);

    /// <inheritdoc cref="Of"/>
    public MovedFront Moved() => new(Draft, Changed.ToUnixTimeSeconds(), ChangedBy, [.. Before.Select(s => new MovedFrontState(s.Front, s.At.ToUnixTimeSeconds(), s.By))]);
}

/// <summary>A front as it was put there once.</summary>
internal sealed record StateFile(DateTimeOffset At, CuratedFront Front, string? By = null);
