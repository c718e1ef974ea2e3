using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office.Tests;

/// <summary>Signing in, staying in, being locked out and let in again.</summary>
public sealed class SignInTests(Staff staff) : IClassFixture<Staff>
{
    private const string Passphrase = "four words nobody says together";
    private const string Wrong = "do not belong together";

    private static async Task<bool> IsInAsync(Browsing browsing) => (await browsing.GetAsync("/people")).Status == HttpStatusCode.OK;

    [Fact]
    public async Task A_link_lets_in_once_and_looking_at_it_does_not_use_it_up()
    {
        await using var office = await TestOffice.ServeAsync();
        using var first = new Browsing(office.Site.Address);
        var path = new Uri(office.Site.FirstLink!).AbsolutePath;
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await first.PostAsync(path, from: path)).Status);
        using var second = new Browsing(office.Site.Address);
        Assert.Equal(HttpStatusCode.NotFound, (await second.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await second.PostAsync(path, from: "/sign-in")).Status);
    }

    [Fact]
    public async Task A_link_is_good_for_its_time_and_no_longer()
    {
        await using var office = await TestOffice.ServeAsync();
        office.Clock.Move(TimeSpan.FromMinutes(61));
        using var late = new Browsing(office.Site.Address);
        Assert.Equal(HttpStatusCode.NotFound, (await late.GetAsync(new Uri(office.Site.FirstLink!).AbsolutePath)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await late.GetAsync("/welcome/" + new string('a', 4000))).Status);
    }

    [Fact]
    public async Task Who_came_by_a_link_can_do_nothing_before_they_have_something_to_sign_in_with()
    {
        await using var office = await TestOffice.ServeAsync();
        using var first = new Browsing(office.Site.Address);
        var path = new Uri(office.Site.FirstLink!).AbsolutePath;
        await first.PostAsync(path, from: path);
        Assert.Equal("/me", (await first.GetAsync("/new")).Location?.ToString());
        Assert.Equal("/me", (await first.PostAsync("/flash", from: "/me")).Location?.ToString());
        Assert.Equal(HttpStatusCode.SeeOther, (await first.GetAsync("/")).Status);
    }

    [Fact]
    public async Task Passphrase_and_digits_let_in_and_digits_count_once()
    {
        using var browsing = await staff.HireAsync("once", new Grant("fa", Role.Reporter));
        await browsing.PostAsync("/sign-out");
        Assert.False(await IsInAsync(browsing));
        // The digits of setting up were used, those of the next half minute were not.
        Assert.Contains(Wrong, (await browsing.SignInAsync("once", Passphrase)).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await browsing.SignInAsync("once", Passphrase, browsing.Code(1))).Status);
        Assert.True(await IsInAsync(browsing));
        using var other = new Browsing(staff.Office.Site.Address);
        Assert.Contains(Wrong, (await other.SignInAsync("once", Passphrase, browsing.Code(1))).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody-here", Passphrase)]
    [InlineData("known", "another passphrase altogether")]
    [InlineData("KNOWN' OR 1=1 --", Passphrase)]
    [InlineData("", "")]
    public async Task Whatever_is_wrong_the_answer_is_the_same(string handle, string passphrase)
    {
        using var known = await staff.HireAsync("known" + Guid.NewGuid().ToString("N")[..8]);
        using var browsing = new Browsing(staff.Office.Site.Address);
        var seen = await browsing.SignInAsync(handle, passphrase, "123456");
        Assert.Equal(HttpStatusCode.Forbidden, seen.Status);
        Assert.Contains(Wrong, seen.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_keeps_nobody_out()
    {
        using var person = await staff.HireAsync("target", new Grant("fa", Role.Reporter));
        await person.PostAsync("/sign-out");
        using var guesser = new Browsing(staff.Office.Site.Address);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await guesser.SignInAsync("target", "guess", "000000")).Status);
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, (await guesser.SignInAsync("target", Passphrase, person.Code(1))).Status);
        // In the browser that they signed in with before, the person notices nothing.
        Assert.Equal(HttpStatusCode.SeeOther, (await person.SignInAsync("target", Passphrase, person.Code(1))).Status);
        staff.Office.Clock.Move(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.Forbidden, (await guesser.SignInAsync("target", "guess", "000000")).Status);
    }

    [Fact]
    public async Task A_session_given_beforehand_is_not_the_one_after_signing_in()
    {
        using var person = await staff.HireAsync("fixed", new Grant("fa", Role.Reporter));
        var before = person.Cookies[Session.Cookie];
        await person.PostAsync("/sign-out");
        person.Take(Session.Cookie, before);
        Assert.Equal(HttpStatusCode.SeeOther, (await person.PostAsync("/lock")).Status);
        person.Take(Session.Cookie, before);
        Assert.False(await IsInAsync(person));
        await person.SignInAsync("fixed", Passphrase, person.Code(1));
        Assert.NotEqual(before, person.Cookies[Session.Cookie]);
        Assert.True(await IsInAsync(person));
    }

    [Fact]
    public async Task Locking_ends_every_session_of_the_person_and_no_other()
    {
        using var person = await staff.HireAsync("locks", new Grant("fa", Role.Reporter));
        using var phone = new Browsing(staff.Office.Site.Address);
        phone.Take(Session.Cookie, person.Cookies[Session.Cookie]);
        Assert.True(await IsInAsync(phone));
        var locked = await person.PostAsync("/lock");
        Assert.Contains("cache", locked.Headers["Clear-Site-Data"], StringComparison.Ordinal);
        Assert.False(await IsInAsync(phone));
        Assert.False(await IsInAsync(person));
        Assert.True(await IsInAsync(staff.First));
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_however_busy_it_is()
    {
        await using var office = await TestOffice.ServeAsync();
        using var first = new Browsing(office.Site.Address);
        await first.WelcomeAsync(office.Site.FirstLink!, Passphrase);
        for (var i = 1; i < 12 * 3; i++)
        {
            office.Clock.Move(TimeSpan.FromMinutes(20));
            Assert.True(await IsInAsync(first));
        }
        office.Clock.Move(TimeSpan.FromMinutes(20));
        Assert.False(await IsInAsync(first));
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_without_a_page()
    {
        await using var office = await TestOffice.ServeAsync();
        using var first = new Browsing(office.Site.Address);
        await first.WelcomeAsync(office.Site.FirstLink!, Passphrase);
        office.Clock.Move(TimeSpan.FromMinutes(31));
        Assert.False(await IsInAsync(first));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"id\":\"x\",\"response\":{}}")]
    [InlineData("[[[[[[[[[[")]
    public async Task What_is_no_passkey_lets_nobody_in(string credential)
    {
        using var stranger = new Browsing(staff.Office.Site.Address);
        await stranger.PostAsync("/passkey/ask", from: "/sign-in", json: true);
        var seen = await stranger.PostAsync("/passkey/sign-in", new() { ["credential"] = credential }, "/sign-in", json: true);
        Assert.True(seen.Status is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, $"{seen.Status} {seen.Body}");
        Assert.False(await IsInAsync(stranger));
    }

    [Fact]
    public async Task Who_locked_themselves_out_is_let_in_when_two_others_vouch_and_what_they_had_before_is_void()
    {
        using var person = await staff.HireAsync("taken", new Grant("fa", Role.Reporter));
        await person.PostAsync("/lock-out");
        Assert.DoesNotContain(person.Cookies.Keys, c => c.Contains("known", StringComparison.Ordinal));
        Assert.Contains(Wrong, (await person.SignInAsync("taken", Passphrase, person.Code(1))).Body, StringComparison.Ordinal);
        await using var db = staff.Office.Open();
        var id = (await db.Users.SingleAsync(p => p.UserName == "taken")).Id;
        Assert.Equal(HttpStatusCode.SeeOther, (await staff.As(Role.Reporter).PostAsync($"/people/{id}/vouch")).Status);
        // The same person twice is one person.
        Assert.Equal(HttpStatusCode.SeeOther, (await staff.As(Role.Reporter).PostAsync($"/people/{id}/vouch")).Status);
        var link = await staff.As(Role.Moderator).PostAsync($"/people/{id}/vouch");
        var address = link.Body[(link.Body.IndexOf("tabindex=\"0\">", StringComparison.Ordinal) + 13)..].Split('<')[0];
        using var again = new Browsing(staff.Office.Site.Address);
        await again.WelcomeAsync(address, "another four words entirely");
        Assert.True(await IsInAsync(again));
        Assert.Contains(Wrong, (await person.SignInAsync("taken", Passphrase, person.Code(1))).Body, StringComparison.Ordinal);
        Assert.Equal(["person.recover", "person.vouch", "person.vouch"], (await Trail.PageAsync(db, id, null, 20, default)).Where(e => e.Act is "person.vouch" or "person.recover").Select(e => e.Act));
    }

    [Fact]
    public async Task Nobody_locks_themselves_out_where_not_two_others_could_vouch()
    {
        await using var office = await TestOffice.ServeAsync();
        using var first = new Browsing(office.Site.Address);
        await first.WelcomeAsync(office.Site.FirstLink!, Passphrase);
        Assert.Equal(HttpStatusCode.Conflict, (await first.PostAsync("/lock-out")).Status);
        Assert.True(await IsInAsync(first));
    }

    [Fact]
    public async Task A_vouch_counts_for_a_day()
    {
        await using var office = TestOffice.Make();
        var (lost, a, b) = (await office.HireAsync("lost"), await office.HireAsync("anna"), await office.HireAsync("boris"));
        await using var db = office.Open();
        Assert.Null(await Invite.VouchAsync(db, lost.Person, a.Person, office.Clock.GetUtcNow(), default));
        office.Clock.Move(TimeSpan.FromHours(25));
        Assert.Null(await Invite.VouchAsync(db, lost.Person, b.Person, office.Clock.GetUtcNow(), default));
        Assert.NotNull(await Invite.VouchAsync(db, lost.Person, a.Person, office.Clock.GetUtcNow(), default));
    }

    [Fact]
    public async Task Nobody_vouches_for_themselves_changes_their_own_roles_or_takes_themselves_out()
    {
        await using var db = staff.Office.Open();
        var id = (await db.Users.SingleAsync(p => p.UserName == "first")).Id;
        foreach (var act in new[] { "vouch", "roles", "leave" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await staff.First.PostAsync($"/people/{id}/{act}")).Status);
        }
        Assert.Equal(3, await db.Grants.CountAsync(g => g.Person == id));
    }

    [Fact]
    public async Task Who_gets_other_roles_or_leaves_is_signed_out_at_once()
    {
        using var person = await staff.HireAsync("leaves", new Grant("fa", Role.Reporter));
        await using var db = staff.Office.Open();
        var id = (await db.Users.AsNoTracking().SingleAsync(p => p.UserName == "leaves")).Id;
        await staff.First.PostAsync($"/people/{id}/roles", new() { ["grant"] = "ru Translator" });
        Assert.False(await IsInAsync(person));
        Assert.Equal([("ru", Role.Translator)], (await db.Grants.AsNoTracking().Where(g => g.Person == id).ToListAsync()).Select(g => (g.Desk, g.Role)));
        await person.SignInAsync("leaves", Passphrase, person.Code(1));
        Assert.True(await IsInAsync(person));
        await staff.First.PostAsync($"/people/{id}/leave");
        Assert.False(await IsInAsync(person));
        Assert.Empty(await db.Grants.AsNoTracking().Where(g => g.Person == id).ToListAsync());
    }

    [Fact]
    public async Task A_link_is_made_again_only_for_somebody_who_never_signed_in()
    {
        using var person = await staff.HireAsync("signed", new Grant("fa", Role.Reporter));
        await using var db = staff.Office.Open();
        var id = (await db.Users.SingleAsync(p => p.UserName == "signed")).Id;
        Assert.Contains("two colleagues have to vouch", (await staff.First.PostAsync($"/people/{id}/link")).Body, StringComparison.Ordinal);
        Assert.Empty(await db.Links.Where(l => l.Person == id).ToListAsync());
    }

    [Theory]
    [InlineData("A")]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("")]
    [InlineData("first")]
    [InlineData("ааа")]
    public async Task A_handle_that_will_not_do_is_refused_with_why(string handle)
    {
        var seen = await staff.First.PostAsync("/people", new() { ["handle"] = handle == "A" ? "a" : handle, ["name"] = "Somebody" });
        Assert.Contains(handle.Trim() == "first" ? "somebody called" : "a handle has", seen.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "short", "at least 14 characters")]
    [InlineData("four words nobody says", "four words nobody", "two passphrases differ")]
    public async Task A_passphrase_that_will_not_do_is_refused_and_nothing_is_set(string passphrase, string again, string why)
    {
        await using var office = await TestOffice.ServeAsync();
        using var first = new Browsing(office.Site.Address);
        var path = new Uri(office.Site.FirstLink!).AbsolutePath;
        await first.PostAsync(path, from: path);
        await first.PostAsync("/me/authenticator", from: "/me");
        Assert.Contains(why, (await first.PostAsync("/me/passphrase", new() { ["passphrase"] = passphrase, ["again"] = again, ["code"] = "000000" }, "/me")).Body, StringComparison.Ordinal);
        await using var db = office.Open();
        Assert.Null((await db.Users.SingleAsync()).PasswordHash);
    }

    [Fact]
    public async Task No_secret_is_kept_as_it_is()
    {
        using var person = await staff.HireAsync("secret", new Grant("fa", Role.Reporter));
        var bytes = string.Concat(Directory.EnumerateFiles(staff.Office.Folder, "office.db*").Select(f => File.ReadAllText(f, System.Text.Encoding.Latin1)));
        Assert.DoesNotContain(Passphrase, bytes, StringComparison.Ordinal);
        Assert.DoesNotContain(new Uri(staff.Office.Site.FirstLink!).Segments[^1], bytes, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(staff.Office.Folder, OfficeFile.Name)));
        }
    }
}
