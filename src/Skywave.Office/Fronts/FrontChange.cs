using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>One change of a front, as a form asks for it.</summary>
/// <param name="Do">What: <c>lead pin off up down first remove add join title end</c>.</param>
/// <param name="Slot">At which place, from 0.</param>
/// <param name="Article">With which article.</param>
/// <param name="Title">A package's title.</param>
/// <param name="Until">When the place ends; null: not by itself.</param>
internal sealed record FrontChange(string Do, int Slot, string Article, string Title, DateTimeOffset? Until)
{
    /// <summary>The front after it, or why it cannot be done.</summary>
    public (CuratedFront? Front, string? Why) Of(CuratedFront front)
    {
        var slots = front.Slots;
        var at = Slot >= 0 && Slot < slots.Length ? slots[Slot] : null;
        if (at is null && Do is not ("lead" or "pin"))
        {
            return (null, "there is no such place on the front: look at it again");
        }
        if (Do is "lead" or "pin" or "add" or "join" or "first" or "remove" && !ArticleId.TryParse(Article, out _))
        {
            return (null, "choose a story");
        }
        var changed = Do switch
        {
            "lead" => Without(slots).Insert(0, new FrontSlot([ArticleId.Parse(Article)])),
            "pin" => Without(slots).Add(new FrontSlot([ArticleId.Parse(Article)])),
            "off" => slots.RemoveAt(Slot),
            "up" when Slot > 0 => slots.RemoveAt(Slot).Insert(Slot - 1, at!),
            "down" when Slot < slots.Length - 1 => slots.RemoveAt(Slot).Insert(Slot + 1, at!),
            "up" or "down" => slots,
            "first" => slots.SetItem(Slot, at! with { Articles = at.Articles.Remove(ArticleId.Parse(Article)).Insert(0, ArticleId.Parse(Article)) }),
            "remove" => slots.SetItem(Slot, Smaller(at!)),
            "add" or "join" => Joined(slots, at!),
            "title" => slots.SetItem(Slot, at! with { Title = Line(Title) }),
            "end" => slots.SetItem(Slot, at! with { Until = Until }),
            _ => default,
        };
        if (changed.IsDefault)
        {
            return (null, "nothing like that can be done with a front");
        }
        var next = new CuratedFront([.. changed.Where(s => s.Articles.Length > 0)]);
        return next.Reasons().FirstOrDefault() is { } why ? (null, why) : (next, null);
    }

    // Off the place where it stood; a package of which one is left is a story like any other.
    private ImmutableArray<FrontSlot> Without(ImmutableArray<FrontSlot> slots) => [.. slots.Select(s => s.Articles.Contains(ArticleId.Parse(Article)) ? Smaller(s) : s).Where(s => s.Articles.Length > 0)];

    private FrontSlot Smaller(FrontSlot slot)
    {
        var left = slot.Articles.Remove(ArticleId.Parse(Article));
        return slot with { Articles = left, Title = left.Length < CuratedFront.LeastInPackage ? null : slot.Title };
    }

    // A story joins a package, or makes one of a pinned story; from wherever it stood.
    private ImmutableArray<FrontSlot> Joined(ImmutableArray<FrontSlot> slots, FrontSlot at)
    {
        var id = ArticleId.Parse(Article);
        if (at.Articles.Contains(id))
        {
            return slots;
        }
        var grown = at with { Articles = at.Articles.Add(id), Title = at.Title ?? Line(Title) };
        return [.. slots.Select(s => s == at ? grown : s.Articles.Contains(id) ? Smaller(s) : s).Where(s => s.Articles.Length > 0)];
    }

    private static string Line(string title) => string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
