using System.Collections.Immutable;
using System.Text;
using Skywave.Delivery;
using Skywave.Edition;
using Skywave.House;
using Skywave.Words;
using Xunit;

namespace Skywave.Tests;

/// <summary>Four desks of 700 stories each with a search page, served as a mirror serves them. Two stories of each are looked for: number 5, which is old, and 690.</summary>
public sealed class SearchSite : IAsyncLifetime
{
    public const int Count = 700;

    private static readonly Dictionary<string, (string Old, string New)> Planted = new()
    {
        ["en"] = ("Ferries return to the old harbour", "“Ferries” & <b>bridges</b>: a river’s year"),
        ["fa"] = ("قایق‌ها پس از نُه سال به بندر کهن بازگشتند", "کتاب‌های قایق‌رانی در بندر ۱۴۰۵"),
        ["ru"] = ("Паромы всё-таки вернулись в старую гавань", "Ещё три парома для реки"),
        ["uz"] = ("Oʻzbekiston paromlari eski bandargohga qaytdi", "Gʻalla yuklangan paromlar Oʻzbekistonda"),
    };

    private ReaderSite? _site;

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "skywave-search-" + Guid.NewGuid().ToString("N"));

    public Uri On(string path) => new(_site!.Address, path);

    public async ValueTask InitializeAsync()
    {
        DeskTag[] desks = [.. Planted.Keys.Select(DeskTag.Parse)];
        var newsroom = new Newsroom("0b8f7c1e-6f0a-4b43-9a52-0c3a4d1f2b11", "Open Bridge", [.. desks]);
        Write(SearchScript.File);
        foreach (var desk in desks)
        {
            var locale = LocaleFiles.All.For(desk);
            ImmutableArray<Notice> notices = desk.Value == "ru" ? [new Notice { Id = "n", Designation = "Закон", Acts = [Act.Search], Territories = ["RU"], Text = "Поиск может быть наказуем." }] : [];
            Write(SearchPage.Render(desk, notices, newsroom, locale, Theme.Default, [SearchPage.Standing], [new("page/1.html", "nav.older")]));
            SearchEntry?[] articles = [.. Enumerable.Range(0, Count).Select(n => Entry(desk.Value, locale, n))];
            foreach (var file in SearchIndex.Update(desk, 0, Count, [], (from, count) => articles[from..(from + count)]).Files)
            {
                Write(file);
            }
            Write(new($"{desk.Value}/{articles[5]!.Day:yyyy'/'MM}/{articles[5]!.Id}.html", Encoding.UTF8.GetBytes("<!doctype html><title>the story</title>")));
        }
        _site = await ReaderSite.StartAsync(Folder, new Uri("http://127.0.0.1:0"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }
        Directory.Delete(Folder, recursive: true);
    }

    private static SearchEntry Entry(string desk, Locale locale, int number)
    {
        string[] words = [.. locale.Keys.Order(StringComparer.Ordinal).SelectMany(k => locale.Text(k).Split(' ')).Where(w => !w.Contains('{', StringComparison.Ordinal)).Distinct()];
        var headline = number switch { 5 => Planted[desk].Old, 690 => Planted[desk].New, _ when number % 8 == 1 => $"{locale.Text("nav.corrections")} {number}", _ => string.Join(' ', Enumerable.Range(0, 7).Select(i => words[((number * 31) + (i * i * 17) + i) % words.Length])) };
        return new()
        {
            Id = ArticleId.Derive(DeskTag.Parse(desk), $"{number}"), Slug = "", Headline = headline, Day = new DateOnly(2024, 3, 1).AddDays(number), Status = number == 690 ? ArticleStatus.Corrected : ArticleStatus.Published,
            Texts = number is 5 or 690 ? [] : [string.Join(' ', Enumerable.Range(0, 12).Select(i => words[((number * 13) + (i * i * 29)) % words.Length]))],
        };
    }

    private void Write(EditionFile file)
    {
        var path = Path.Combine(Folder, file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, file.Bytes.ToArray());
    }
}
