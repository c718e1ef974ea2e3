using Skywave.Intake.Plain;
using Xunit;

namespace Skywave.Intake.Tests;

public sealed class StoryChecksTests
{
    [Theory]
    // Whose picture.
    [InlineData("![A street](https://example.org/a.jpg \"The street\")", "credit")]
    [InlineData("![A street](https://example.org/a.jpg \"The street\")\ncredit: Ann", null)]
    [InlineData("![A street](https://example.org/a.jpg)", null)]
    // Whose figure.
    [InlineData("On Monday 14 people were killed.", "whose figure is 14?")]
    [InlineData("Up to 1,200 people came, and left.", "whose figure is 1,200?")]
    [InlineData("Prices rose by 4.5%.", "whose figure is 4.5?")]
    [InlineData("On Monday 14 people were killed, the hospital said.", null)]
    [InlineData("On Monday [14 people](https://example.org/) were killed.", null)]
    [InlineData("The law of 2024 has 14 articles.", null)]
    [InlineData("В понедельник погибли 14 человек.", "whose figure is 14?")]
    [InlineData("По данным больницы, погибли 14 человек.", null)]
    [InlineData("У понеділок загинуло 14 людей.", "whose figure is 14?")]
    [InlineData("Pazartesi günü 14 kişi öldü.", "whose figure is 14?")]
    [InlineData("Hastaneye göre 14 kişi öldü.", null)]
    [InlineData("روز دوشنبه ۱۴ نفر کشته شدند.", "whose figure is ۱۴?")]
    [InlineData("به گفته بیمارستان ۱۴ نفر کشته شدند.", null)]
    [InlineData("سقط ١٤ قتيلا يوم الاثنين.", "whose figure is ١٤?")]
    [InlineData("سقط ١٤ قتيلا يوم الاثنين بحسب المستشفى.", null)]
    // Who is that.
    [InlineData("A source said that it was late.", "without a name?")]
    [InlineData("Она попросила не называть её имени.", "without a name?")]
    [InlineData("او نخواست نامش را بنویسیم.", "without a name?")]
    [InlineData("> It was late.\n> -- a source told us", "without a name?")]
    [InlineData("The source of the river is in the hills.", null)]
    // Which language.
    [InlineData("This is what they wrote: Мы все остались дома, and no more of it.", "Мы все остались дома")]
    [InlineData("This is what they wrote: [Мы все остались дома]{lang=ru}, and no more.", null)]
    [InlineData("این متن فارسی است و در آن نام New York Times آمده است.", "New York Times")]
    [InlineData("این متن فارسی است و در آن BBC و NATO و Telegram آمده است.", null)]
    [InlineData("این متن فارسی است؛ فرمان `skywave verify all` را بنویسید.", null)]
    [InlineData("Write to desk@example.org or see example.org/a for more of it.", null)]
    public void A_text_is_asked_what_an_editor_would_ask(string block, string? remark)
    {
        var remarks = StoryChecks.Of(StoryText.Outline("Head\n\n" + block)!);
        if (remark is null)
        {
            Assert.Empty(remarks);
            return;
        }
        var one = Assert.Single(remarks);
        Assert.Contains(remark, one.Sentence, StringComparison.Ordinal);
        Assert.Equal(3, one.Line);
    }

    [Fact]
    public void What_the_front_matter_says_is_an_answer()
    {
        Assert.Empty(StoryChecks.Of(StoryText.Outline("---\nunnamed: a nurse | she would lose her work\nclaim: dead | 14 | the hospital | organiser\n---\nHead\n\nA source said so.\n\nThere are 14 people dead.")!));
        Assert.Contains("lead picture", Assert.Single(StoryChecks.Of(StoryText.Outline("---\npicture: https://example.org/a.jpg\nalt: A street\ncaption: The street\n---\nHead\n\nText.")!)).Sentence, StringComparison.Ordinal);
    }
}
