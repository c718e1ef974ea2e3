namespace Skywave.Tests.Office;

/// <summary>Texts with every block that the editor has a view of, and some that it shows as their lines.</summary>
internal static class EditorSamples
{
    public const string English = """
        How to check that a page is really ours

        The first paragraph is the **lede**, and it has *stressed* words, `typed` ones and a [link](https://example.org/a).

        ## A crosshead

        - one thing
        - another [слово за словом]{lang=ru}

        > We came because nobody else did.
        > -- A neighbour

        >> Nobody else did.

        ![A street at night, with people](https://example.org/a.jpg "The street")

        [[ What is known
        First thing.

        Second thing.
        ]]

        {timeline}
        1 May | It was announced.
        3 May | It was taken back.

        ??? Who counted?
        The neighbours did.

            a line as it is

        """;

    public const string Persian = """
        چگونه بفهمیم که صفحه‌ای واقعاً از ماست

        بند نخست **چکیدهٔ** متن است و *تأکید* و `skywave verify` و یک [پیوند](https://example.org/a) دارد.

        ## میان‌تیتر

        1. یکی
        2. دومی با [English words here]{lang=en} درون آن

        > ما آمدیم چون هیچ‌کس دیگر نیامد.
        > -- یک همسایه

        >> هیچ‌کس دیگر نیامد.

        ![خیابانی در شب با مردم](https://example.org/a.jpg "خیابان")

        [[ آنچه می‌دانیم
        چیز نخست.

        چیز دوم.
        ]]

        {timeline}
        ۱ خرداد | اعلام شد.
        ۳ خرداد | پس گرفته شد.

        ??? چه کسی شمرد؟
        همسایه‌ها.

        """;
}
