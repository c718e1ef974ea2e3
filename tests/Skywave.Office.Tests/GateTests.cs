using System.Net;

namespace Skywave.Office.Tests;

/// <summary>Every route for everybody: who may is answered, who may not is not, and no other site can send a form of ours.</summary>
public sealed class GateTests(Staff staff) : IClassFixture<Staff>
{
    public static TheoryData<int> All => [.. Enumerable.Range(0, Routes.All.Count)];

    private static string PathOf(Route route, string id = "0123456789abcdef", string picture = "0123456789abcdef") => route.Pattern.Replace("{id}", id, StringComparison.Ordinal).Replace("{picture}", picture, StringComparison.Ordinal).Replace("{size}", "small", StringComparison.Ordinal).Replace("{person}", "0123456789abcdef", StringComparison.Ordinal)
        .Replace("{secret}", new string('0', 32), StringComparison.Ordinal).Replace("{file}", new string('0', 64) + ".jpg", StringComparison.Ordinal);

    private static async Task<Seen> AskAsync(Browsing browsing, Route route, string path) => route.Method == "GET" ? await browsing.GetAsync(path) : await browsing.PostAsync(path, new() { ["desk"] = "fa" });

    // Of routes that end a session, the whole test would be the last.
    private static bool EndsTheSession(Route route) => route.Pattern is "/sign-out" or "/lock" or "/lock-out";

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_stranger_is_answered_at_the_door_and_nowhere_else(int number)
    {
        var route = Routes.All[number];
        using var stranger = new Browsing(staff.Office.Site.Address);
        var seen = await AskAsync(stranger, route, PathOf(route));
        if (route.Access is Access.Anybody)
        {
            Assert.NotEqual("/sign-in", seen.Location?.ToString());
        }
        else
        {
            Assert.Equal((HttpStatusCode.SeeOther, "/sign-in"), (seen.Status, seen.Location?.ToString()));
            Assert.Empty(seen.Body);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_role_is_let_through_where_it_may_and_stopped_where_it_may_not(int number)
    {
        var route = Routes.All[number];
        if (EndsTheSession(route))
        {
            return;
        }
        var id = await staff.ManuscriptAsync("fa");
        foreach (var role in Enum.GetValues<Role>())
        {
            var seen = await AskAsync(staff.As(role), route, PathOf(route, id, route.Access is Access.OfPicture ? await staff.PictureAsync("fa") : ""));
            var mayRead = route.Access is Access.OfPicture ? Library.Readers.Any(p => role.Allow(p)) : role.Allow(Permission.Read);
            var (isStopped, status) = route.Access switch
            {
                Access.AtAnyDesk any => (!role.Allow(any.Permission), HttpStatusCode.Forbidden),
                Access.AtItsDesk own => (!mayRead || !own.Permissions.Any(p => role.Allow(p)), mayRead ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound),
                Access.OneOf several => (!several.Permissions.Any(p => role.Allow(p)), HttpStatusCode.Forbidden),
                Access.OfPicture of => (!mayRead || (of.Permissions.Length > 0 && !of.Permissions.Any(p => role.Allow(p))), mayRead ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound),
                _ => (false, HttpStatusCode.OK),
            };
            Assert.True(isStopped ? seen.Status == status && seen.Body.Contains(mayRead || status == HttpStatusCode.Forbidden ? "may do" : "nothing here", StringComparison.Ordinal)
                : seen.Status is not HttpStatusCode.InternalServerError && !seen.Body.Contains("This is not among what you may do.", StringComparison.Ordinal) || route.Pattern.StartsWith("/people/", StringComparison.Ordinal),
                $"{role} {route.Method} {route.Pattern}: {seen.Status} {seen.Body}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Of_another_desks_manuscript_nothing_is_said_not_even_that_it_is_there(int number)
    {
        var route = Routes.All[number];
        if (route.Access is not (Access.AtItsDesk or Access.OfPicture))
        {
            return;
        }
        var (russian, nothing) = (PathOf(route, await staff.ManuscriptAsync("ru", text: "Тайна\n"), await staff.PictureAsync("ru", p => p.Alt = "Тайна")), PathOf(route, "ffffffffffffffff", "ffffffffffffffff"));
        foreach (var role in Enum.GetValues<Role>())
        {
            var (other, missing) = (await AskAsync(staff.As(role), route, russian), await AskAsync(staff.As(role), route, nothing));
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
            Assert.Equal(missing.Status, other.Status);
            Assert.DoesNotContain("Тайна", other.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_form_that_is_not_ours_changes_nothing(int number)
    {
        var route = Routes.All[number];
        if (route.Method != "POST")
        {
            return;
        }
        var id = await staff.ManuscriptAsync("fa");
        // Without the hidden field; with somebody else's; from another site with the right one.
        var own = await staff.First.GetAsync("/people");
        var field = own.Body.Split("name=\"form\" value=\"")[1].Split('"')[0];
        using var stranger = new Browsing(staff.Office.Site.Address);
        var theirs = (await stranger.GetAsync("/sign-in")).Body.Split("name=\"form\" value=\"")[1].Split('"')[0];
        foreach (var (word, site) in new[] { (null, "same-origin"), ("x", "same-origin"), (theirs, "same-origin"), (field, "cross-site"), (field, "same-site"), (field, "none") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, PathOf(route, id)) { Content = new FormUrlEncodedContent(word is null ? [] : new Dictionary<string, string> { ["form"] = WebUtility.HtmlDecode(word) }) };
            request.Headers.Add("Sec-Fetch-Site", site);
            var seen = await staff.First.SendAsync(request);
            Assert.True(seen.Status == HttpStatusCode.BadRequest && seen.Body.Contains("was not ours", StringComparison.Ordinal), $"{route.Pattern} {site} {seen.Status} {seen.Body}");
        }
        Assert.Equal(HttpStatusCode.OK, (await staff.First.GetAsync("/")).Status);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/nothing")]
    public async Task Every_page_forbids_scripts_of_others_frames_and_keeping(string path)
    {
        var seen = await staff.First.GetAsync(path);
        Assert.StartsWith("default-src 'none'; style-src 'self'; script-src 'self'", seen.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", seen.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal(("no-store", "no-referrer", "nosniff", "DENY"), (seen.Headers["Cache-Control"], seen.Headers["Referrer-Policy"], seen.Headers["X-Content-Type-Options"], seen.Headers["X-Frame-Options"]));
        Assert.DoesNotContain("Server", seen.Headers.Keys);
    }

    [Fact]
    public async Task Under_another_name_nobody_is_answered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = "evil.example";
        var seen = await staff.First.SendAsync(request);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, seen.Status);
    }

    [Fact]
    public async Task A_preview_may_run_nothing_and_stand_in_no_other_sites_frame()
    {
        var seen = await staff.First.GetAsync($"/m/{await staff.ManuscriptAsync("fa")}/preview");
        Assert.Equal("sandbox allow-same-origin; script-src 'none'; frame-ancestors 'self'", seen.Headers["Content-Security-Policy"]);
    }

    [Theory]
    [InlineData("..%2Foffice.db")]
    [InlineData("office.db")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000.jpg%00")]
    public async Task Nothing_but_pictures_comes_out_of_the_media_folder(string name)
    {
        await File.WriteAllTextAsync(Path.Combine(staff.Office.Folder, new string('a', 64) + ".jpg"), "a picture");
        Assert.Equal("a picture", (await staff.First.GetAsync($"/media/{new string('a', 64)}.jpg")).Body);
        Assert.NotEqual(HttpStatusCode.OK, (await staff.First.GetAsync("/media/" + name)).Status);
    }
}
