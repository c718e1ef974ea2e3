using Microsoft.AspNetCore.Http;

namespace Skywave.Delivery;

/// <summary>How a reader site serves. The defaults are right for most.</summary>
public sealed record ReaderSiteOptions
{
    /// <summary>Bytes of memory for files that readers ask for often. 128 MB; 0 keeps none.</summary>
    public long Memory { get; init; } = 128 << 20;

    /// <summary>
    /// Ends a connection once it has carried about so many bytes, so that the next page comes over a new one: some networks freeze a foreign connection after some
    /// 15 KB. Null, the default, never does; 11,264 is what the budget of an article is made for.
    /// </summary>
    public int? EndConnectionAfter { get; init; }

    /// <summary>
    /// Offers each desk's dictionary (docs/adr/0013-one-dictionary-for-a-desk.md), by which a browser that has it gets pages at half their size. On. Where connections are ended early it is not
    /// offered in any case: it is one more file to fetch.
    /// </summary>
    public bool OffersDictionaries { get; init; } = true;

    /// <summary>
    /// The address at which everybody reaches this site, ending in a slash: pages say in their head that they stand there (<c>Link: …; rel="canonical"</c>), so that search engines name it and no
    /// copy. Null, the default, says nothing.
    /// </summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>
    /// Answers whatever is asked at <c>/alerts</c>, where readers subscribe (docs/900-design.md, section 22); everywhere else only files are given. Null, the default: nobody does, and the address is one like any other.
    /// </summary>
    public RequestDelegate? Alerts { get; init; }

    /// <summary>Tells when a file on the disk is to be looked at again. The system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
