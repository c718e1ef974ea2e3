using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Skywave.Bench;
using Skywave.House;
using Skywave.Office;
using Skywave.Office.Tests;
using Skywave.Rooms;
using Xunit;

namespace Skywave.Tests.Rooms;

/// <summary>What a page of the office costs: questions to the databases, counted; how long they take stands in bench/README.md.</summary>
public sealed class OfficeCostTests
{
    // Two for the session, what the page shows, and five for each database of another room that is opened and looked at.
    private const int Most = 25;

    private static readonly string[] Pages =
    [
        "/", "/?desk=fa", "/?stage=Published", "/?q=Headline", "/new", "/archive", "/archive?q=story", "/flash", "/pictures", "/pictures?q=bridge", "/pictures/0000000000000001", "/due", "/notices", "/front", "/front/preview", "/people", "/trail", "/edition", "/take-out", "/me",
        "/m/0000000000000001", "/m/0000000000000001/write?over=yes", "/m/0000000000000001/preview", "/m/0000000000000001/history", "/m/0000000000000001/comments", "/m/0000000000000001/sources", "/m/0000000000000001/story", "/m/0000000000000002/live",
        "/m/0000000000000003", "/m/0000000000000003/write?over=yes",
    ];

    [Fact]
    public async Task A_page_asks_no_more_questions_however_many_desks_texts_people_and_pictures_there_are()
    {
        var small = await AskedAsync(50, 3, "en", "fa", "ru");
        var large = await AskedAsync(2000, 30, "en", "fa", "ru", "uk", "tr", "ar", "ka", "hy", "ps");
        Assert.Equal([], Pages.Where(p => large[p] > small[p]).Select(p => $"{p}: {small[p]} and {large[p]}"));
        Assert.Equal([], Pages.Where(p => large[p] > Most).Select(p => $"{p}: {large[p]}"));
        Assert.All(Pages, p => Assert.True(large[p] > 0, p));
    }

    private static async Task<Dictionary<string, int>> AskedAsync(int manuscripts, int stories, params string[] desks)
    {
        await using var paper = await TestNewsroom.MakeAsync(DateTimeOffset.UtcNow, desks);
        for (var i = 0; i < stories; i++)
        {
            await paper.WriteAsync(desks[i % desks.Length], "story-" + i, "A story " + i, "Its text.");
        }
        await paper.PublishAsync();
        var queue = new PublishQueue(paper.House, () => KeyFiles.Open(paper.House.HostKeyring, TestNewsroom.Passphrase), TimeProvider.System, _ => { });
        await using var site = await OfficeSite.StartAsync(paper.House.Path, new Uri("http://127.0.0.1:0"), null, new OfficeRooms(paper.House, queue, TimeProvider.System).Parts(), TimeProvider.System, CancellationToken.None);
        using var browsing = new Browsing(site.Address);
        await browsing.WelcomeAsync(site.FirstLink!, "four words nobody says together");
        FilledOffice.Fill(paper.House.Path, manuscripts, desks);
        using var counting = new Counting(paper.House.Path);
        Dictionary<string, int> asked = [];
        foreach (var page in Pages)
        {
            // The first time something may be made that is kept.
            await browsing.GetAsync(page);
            counting.Asked.Clear();
            Assert.Equal((page, HttpStatusCode.OK), (page, (await browsing.GetAsync(page)).Status));
            asked[page] = counting.Asked.Count;
        }
        return asked;
    }

    /// <summary>Hears of every question that Entity Framework asks of the databases in a folder.</summary>
    private sealed class Counting : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string _folder;
        private readonly List<IDisposable> _heard = [];

        public Counting(string folder)
        {
            _folder = folder;
            _heard.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public ConcurrentQueue<string> Asked { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                _heard.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuted.Name && value.Value is CommandExecutedEventData asked && asked.Connection.DataSource.StartsWith(_folder, StringComparison.Ordinal))
            {
                Asked.Enqueue(asked.Command.CommandText);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _heard.ForEach(h => h.Dispose());
    }
}
