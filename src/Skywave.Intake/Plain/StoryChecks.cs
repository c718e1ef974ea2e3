using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>Something to look at in a text. It is a guess, and keeps a text from nothing.</summary>
/// <param name="Line">The line it stands on, from 1; 0: the text as a whole.</param>
/// <param name="Sentence">What it is and what to do, as a person reads it.</param>
public sealed record StoryRemark(int Line, string Sentence);

/// <summary>
/// What an experienced editor would ask about a text (docs/045-office.md, "The editor"): whose picture, whose figure, which language, who is that. Values in, remarks out;
/// what is simply wrong, like a picture without words for what it shows, <see cref="StoryText"/> says.
/// </summary>
public static partial class StoryChecks
{
    private const int Shown = 60;

    /// <summary>All that there is to ask, in the order of the lines.</summary>
    /// <param name="outline">The text.</param>
    public static ImmutableArray<StoryRemark> Of(StoryOutline outline)
    {
        ArgumentNullException.ThrowIfNull(outline);
        var remarks = ImmutableArray.CreateBuilder<StoryRemark>();
        if (IsWithoutCredit(outline.Around.LeadPicture))
        {
            remarks.Add(new StoryRemark(0, "the lead picture has a caption and no credit: whose is it?"));
        }
        var own = Scripts.Most(outline.Blocks.SelectMany(b => Texts(b.Block)).SelectMany(runs => runs).Select(run => run.Text));
        foreach (var (line, _, block) in outline.Blocks)
        {
            remarks.AddRange(Ask(block, outline.Around, own).Select(sentence => new StoryRemark(line, sentence)));
        }
        return remarks.ToImmutable();
    }

    private static IEnumerable<string> Ask(Block? block, ArticleText around, Script own)
    {
        if (block is PictureBlock with && IsWithoutCredit(with.Picture))
        {
            yield return "the picture has a caption and no credit: whose is it?";
        }
        if (block is Paragraph { Runs: var runs })
        {
            var text = BlockText.Of(runs);
            if (Figure(text) is { } figure && !runs.Any(r => r.Href is not null) && !Attributed().IsMatch(text) && !around.Claims.Any(c => c.Value.Contains(figure, StringComparison.Ordinal)))
            {
                yield return $"whose figure is {figure}? Say in the same paragraph who counted, or link to it";
            }
            if (around.UnnamedSources.IsEmpty && Unnamed().Match(text) is { Success: true } unnamed)
            {
                yield return $"\"{CleanText.Shorten(unnamed.Value, Shown)}\": quoted without a name? Then the front matter needs a line unnamed: descriptor | reason";
            }
        }
        if (block is Quote { Grant: null, Attribution: { } who } && around.UnnamedSources.IsEmpty && Unnamed().IsMatch(who))
        {
            yield return $"\"{CleanText.Shorten(who, Shown)}\": quoted without a name? Then the front matter needs a line unnamed: descriptor | reason";
        }
        if (Texts(block).SelectMany(t => t).Where(r => r.Lang is null && r.Style != RunStyle.Code).Select(r => Foreign(r.Text, own)).FirstOrDefault(f => f is not null) is { } foreign)
        {
            yield return $"\"{CleanText.Shorten(foreign, Shown)}\" is in another script: which language? With it, it is read aloud and hyphenated rightly";
        }
    }

    // A picture of the library has the credit that stands there.
    private static bool IsWithoutCredit(Picture? picture) => picture is { Caption.Length: > 0, Credit: null } && LibraryNames.IdIn(picture.Origin) is null;

    private static IEnumerable<ImmutableArray<Run>> Texts(Block? block) => block switch
    {
        Paragraph p => [p.Runs],
        Subhead s => [s.Runs],
        Quote q => [q.Runs],
        BulletList l => l.Items,
        FactBox f => f.Paragraphs,
        Timeline t => t.Entries.Select(e => e.Runs),
        QuestionAndAnswer q => q.Answer,
        _ => [],
    };

    /// <summary>A number of people or a share, as it stands.</summary>
    private static string? Figure(string text)
    {
        foreach (Match number in Number().Matches(text))
        {
            var after = text.AsSpan(number.Index + number.Length, Math.Min(40, text.Length - number.Index - number.Length));
            var end = after.IndexOfAny('.', '!', '?');
            if (Counted().IsMatch(end < 0 ? after : after[..end]))
            {
                return number.Value;
            }
        }
        return null;
    }

    /// <summary>Two words or more beside each other in another script than the text's. One alone is a name or an abbreviation, as everybody writes them.</summary>
    private static string? Foreign(string text, Script own)
    {
        int first = -1, last = 0, words = 0;
        foreach (Match word in Word().Matches(text))
        {
            var script = Scripts.Most([word.Value]);
            // Numbers and dashes between two words belong to neither.
            if (script == Script.None)
            {
                continue;
            }
            var isForeign = script != own && !Address().IsMatch(word.Value) && !word.Value.EnumerateRunes().All(r => !Rune.IsLower(r) && Rune.IsUpper(r));
            if (!isForeign && words >= 2)
            {
                break;
            }
            (first, last, words) = isForeign ? (words == 0 ? word.Index : first, word.Index + word.Length, words + 1) : (-1, 0, 0);
        }
        return words >= 2 ? text[first..last] : null;
    }

    [GeneratedRegex(@"\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"[@/]|\w\.\w", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"\p{Nd}+(?:[.,\u00a0\u066b\u066c]\p{Nd}+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    // en, ru, uk, tr, fa, ar: what figures in news count.
    [GeneratedRegex("""
        ^\s?[%٪]|\b(?:percent|per\ cent|people|killed|dead|deaths|died|wounded|injured|arrested|detained|victims|casualties)\b
        |процент|человек|людей|погиб|убит|ранен|задержан|арестован|жертв|відсотк|осіб|загин|вбит|поранен|затриман|заарештован
        |yüzde|kişi|ölü|öldü|yaralı|yaralan|gözaltı|tutuklan
        |درصد|نفر|کشته|زخمی|مجروح|بازداشت|دستگیر|قربانی
        |بالمئة|بالمائة|في\ المئة|شخص|قتيل|قتلى|جريح|جرحى|معتقل|مصاب|ضحي|ضحايا
        """, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Counted();

    [GeneratedRegex("""
        \b(?:said|says|according\ to|report(?:s|ed)?|told|announced|confirmed|counted|counts|estimates?d?|published|wrote|writes)\b
        |сообщ|заяви|по\ данным|по\ словам|по\ подсчётам|сказал|подтверд|по\ оценк|насчитал|пишет|повідом|за\ даними|за\ словами|підтверд|за\ оцінк
        |göre|açıkla|söyle|bildir|duyur|belirt|dedi|yazdı
        |گفت|گزارش|اعلام|تأیید|تایید|به\ نقل\ از|بر\ اساس|نوشت|شمرد
        |قال|أعلن|وفق|حسب|ذكر|أفاد|أكد|نقل|كتب|أحصى
        """, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Attributed();

    [GeneratedRegex("""
        \b(?:on\ condition\ of\ anonymity|asked\ not\ to\ be\ named|did\ not\ want\ to\ be\ named|(?:an?|the)\ (?:\w+\ )?source\ (?:said|told)|sources\ (?:said|told)|anonymous\ source|an\ eyewitness)\b
        |на\ условиях?\ анонимности|просил[аи]?\ не\ называть|источник[аи]?\ (?:сообщ|рассказ)|на\ умовах\ анонімності|просил[аи]?\ не\ називати|джерел[оа]\ (?:повідом|розпов)
        |(?:adının|isminin)\ açıklanmasını\ istemeyen|ismini\ vermek\ istemeyen
        |نخواست\ نامش|نامش\ فاش\ نشود|به\ شرط\ ناشناس|یک\ منبع\ (?:آگاه|مطلع)|منابع\ آگاه
        |عدم\ الكشف\ عن\ (?:اسم|هويت)|مصدر\ (?:مطلع|مسؤول)
        """, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Unnamed();
}
