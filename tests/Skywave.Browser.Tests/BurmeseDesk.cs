using Skywave.Delivery;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests;

/// <summary>
/// A desk in Burmese, which the demonstration has not: a locale with few sentences of its own, a script that stands high and has no spaces between words. What it says is the name and
/// Article 1 of the Universal Declaration of Human Rights, as the United Nations publish them.
/// </summary>
public sealed class BurmeseDesk : IAsyncLifetime
{
    public const string Headline = "အပြည်ပြည်ဆိုင်ရာ လူ့အခွင့်အရေး ကြေညာစာတမ်း";

    public const string Text =
        "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ တူညီလွတ်လပ်သော အခွင့်အရေးများဖြင့် လည်းကောင်း၊ မွေးဖွားလာသူများ ဖြစ်သည်။ " +
        "ထိုသူတို့၌ ပိုင်းခြား ဝေဖန်တတ်သော ဉာဏ်နှင့် ကျင့်ဝတ် သိတတ်သော စိတ်တို့ရှိကြ၍ ထိုသူတို့သည် အချင်းချင်း မေတ္တာထား၍ ဆက်ဆံကျင့်သုံးသင့်၏။";

    private TestNewsroom _paper = null!;
    private ReaderSite _site = null!;

    /// <summary>Where the article's page is in the edition.</summary>
    public string Article { get; private set; } = null!;

    public Uri On(string path) => new(_site.Address, path);

    public async ValueTask InitializeAsync()
    {
        _paper = await TestNewsroom.MakeAsync(DateTimeOffset.UtcNow.AddHours(-2), "my");
        await _paper.WriteAsync("my", "one", Headline, Text[..Text.IndexOf('။')]);
        await _paper.PublishAsync();
        _paper.Clock.Advance(TimeSpan.FromHours(1));
        var id = await _paper.WriteAsync("my", "one", Headline, Text, correction: new CorrectionNote(CorrectionKind.Update, Text[^40..]));
        await _paper.PublishAsync();
        _site = await ReaderSite.StartAsync(_paper.House.Public, new Uri("http://127.0.0.1:0"));
        Article = Path.GetRelativePath(_paper.House.Public, _paper.PageOf(id)).Replace('\\', '/');
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _paper.DisposeAsync();
    }
}
