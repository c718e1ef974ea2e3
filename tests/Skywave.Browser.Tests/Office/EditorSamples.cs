namespace Skywave.Tests.Office;

/// <summary>Texts with every block of the model, and lines that are none.</summary>
internal static class EditorSamples
{
    public const string English = """
        ---
        live: yes
        claim: people at the march | 8,000 | the police | authority | 2026-11-24
        claim: people at the march | 20,000 | the organisers | organiser
        ---
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

        {table: What it counts}
        | Place | People | Since | Until | Who counted | What they said of it |
        |---|---|---|---|---|---|
        | North | 12 | Monday | Tuesday | the neighbours | twice |

        !audio[The crowd at the gate](https://example.org/sound.mp3)
        credit: A neighbour
        captions: fa | https://example.org/a.vtt
        transcript: Somebody shouts.
        transcript: A bell rings.

        {embed: https://example.org/report | The whole report}

        {claims: people at the march}

        @ 2026-11-24 14:05 The doors are open
        The first entry.

        @! 15:10 A third is counted

        ![](https://example.org/a.jpg)

        """;

    public const string Persian = """
        ---
        live: yes
        claim: شمار مردم | ۸٬۰۰۰ | پلیس | authority | 2026-11-24
        claim: شمار مردم | ۲۰٬۰۰۰ | برگزارکنندگان | organiser
        ---
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

        {table: چه می‌شمارد}
        | جا | مردم | از | تا | چه کسی شمرد | یادداشت |
        |---|---|---|---|---|---|
        | شمال | ۱۲ | دوشنبه | سه‌شنبه | همسایه‌ها | دو بار |

        !video[مردم کنار در](https://example.org/film.mp4)
        credit: یک همسایه
        transcript: کسی فریاد می‌زند.

        {embed: https://example.org/report | همهٔ گزارش}

        {claims: شمار مردم}

        @ 2026-11-24 14:05 درها باز شد
        نخستین.

        @! 15:10 یک‌سوم شمرده شد

        ![](https://example.org/a.jpg)

        """;
}
