using System.Security.Cryptography;
using System.Text;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Skywave.Trust.Tests.Documents;
using Skywave.Trust.Tests.Log;
using Record = Skywave.Trust.Log.Record;

namespace Skywave.Trust.Tests.Pages;

/// <summary>A small log of articles and their pages, as a newsroom would make them.</summary>
internal sealed class SamplePages
{
    public const string Style = "body{margin:0}";
    public const string Ids = "abcdefghijklmnopqrstuvwxyz";

    private readonly SampleLog _log = new();
    private readonly List<(Record Record, byte[] Fragment)> _articles = [];

    public SamplePages(int count, byte key = 1, string desk = "en", int epoch = 1, string body = "Text")
    {
        (Key, Desk, Origin) = (SampleLog.Key(key), desk, LogsDocument.OriginOf(DocumentTests.Newsroom, desk, epoch));
        Add(count, body);
    }

    public SigningKey Key { get; }

    public string Desk { get; }

    public string Origin { get; }

    public SampleLog Log => _log;

    public Checkpoint Checkpoint => Skywave.Trust.Log.Checkpoint.Sign(Origin, _log.Size, _log.Root, Key);

    public static IReadOnlySet<string> Styles { get; } = new HashSet<string> { Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Style))) };

    public void Add(int count, string body = "Text", Func<Record, Record>? change = null)
    {
        for (var i = 0; i < count; i++)
        {
            var number = _articles.Count;
            var id = Ids[(number % 26)..] + Ids[..(number % 26)];
            id = id[..14] + Ids[number / 26 % 26] + Ids[number / 676];
            var fragment = Encoding.UTF8.GetBytes($"<article lang=\"{Desk}\" dir=\"ltr\" id=\"{id}\" data-revision=\"1\"><h1>Headline {i}</h1><p>{body} café ✓</p></article>");
            var record = RecordTests.Sample(Convert.ToHexStringLower(SHA256.HashData(fragment)), fragment.Length) with
            {
                Address = $"{Desk}/2026/11/{id}",
                Article = id,
                Desk = Desk,
            };
            _articles.Add((change is null ? record : change(record), fragment));
        }
        _log.Add([.. _articles.TakeLast(count).Select(article => (ReadOnlyMemory<byte>)article.Record.ToBytes())]);
    }

    public Record Record(int index) => _articles[index].Record;

    public byte[] Fragment(int index) => _articles[index].Fragment;

    public PageProof Proof(int index) => PageProof.Make(Record(index).ToBytes(), index, _log.Tree(), Checkpoint).Value;

    public byte[] Page(int index) => Page(index, Proof(index));

    public byte[] Page(int index, PageProof proof) => PageAssembly.WithProof(Encoding.UTF8.GetBytes(
        "<!doctype html>\n<html lang=\"en\" dir=\"ltr\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Headline &amp; more</title>\n"
        + $"<link rel=\"alternate\" type=\"application/rss+xml\" href=\"../../feed.xml\"><style>{Style}</style></head>\n"
        + "<body>\n<a class=\"skip\" href=\"#main\">To the text</a><header><nav aria-label=\"Desks\"><ul><li><a href=\"../../index.html\">Front</a></li></ul></nav></header>\n<main id=\"main\">\n"
        + Encoding.UTF8.GetString(Fragment(index))
        + $"\n<details><summary>Proof</summary>{PageAssembly.Place}</details></main>\n<footer><p>Footer <a href=\"https://example.org/a:b\" rel=\"noreferrer\">host</a></p></footer></body>\n</html>\n"), proof);

    public LogsDocument Logs(ClosedLog? closed = null) => DocumentTests.Logs(
        new LogEpoch(Desk, 1, Origin, [VKey.Of(Origin, Key)], 1, closed), DocumentTests.Epoch("fa", 1, 9));
}
