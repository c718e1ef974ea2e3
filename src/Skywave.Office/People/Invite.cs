using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>People come, get roles, leave, and are let in again by two others.</summary>
internal static class Invite
{
    /// <summary>How long a vouch counts.</summary>
    private static readonly TimeSpan Vouched = TimeSpan.FromDays(1);

    /// <summary>The first person, while there is none: the secret of their link, else null.</summary>
    public static async Task<string?> FirstAsync(OfficeDb db, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        var first = await db.Users.OrderBy(p => p.Id).FirstOrDefaultAsync(stop).ConfigureAwait(false);
        if (first is not null && (await db.Users.CountAsync(stop).ConfigureAwait(false) > 1 || await Means.HasAnyAsync(db, first, stop).ConfigureAwait(false)))
        {
            return null;
        }
        if (first is null)
        {
            first = New("first", "The first person here");
            db.Users.Add(first);
            foreach (var role in new[] { Role.Operator, Role.DeskEditor, Role.Publisher })
            {
                db.Grants.Add(new GrantRow { Person = first.Id, Desk = Grant.Everywhere, Role = role });
            }
            await Trail.AddAsync(db, now, TrailEntry.TheProgram, "person.first", first.Id, null, null, stop).ConfigureAwait(false);
        }
        var secret = await OneTimeLink.MakeAsync(db, first.Id, OneTimeLink.First, replaces: false, now, stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return secret;
    }

    /// <summary>Invites somebody: their id and the secret of their link, or why not.</summary>
    public static async Task<(string? Id, string Secret, string? Why)> RunAsync(OfficeDb db, string handle, string name, string by, DateTimeOffset now, CancellationToken stop)
    {
        name = name.Trim();
        if (!Person.IsHandle(handle))
        {
            return (null, "", "a handle has 2 to 32 of a-z, 0-9, dot and hyphen, and begins and ends with a letter or digit");
        }
        if (name.Length is 0 or > Person.LongestName)
        {
            return (null, "", $"a name has 1 to {Person.LongestName} characters");
        }
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        if (await db.Users.AnyAsync(p => p.UserName == handle, stop).ConfigureAwait(false))
        {
            return (null, "", $"there is somebody called {handle} already");
        }
        var person = New(handle, name);
        db.Users.Add(person);
        var secret = await OneTimeLink.MakeAsync(db, person.Id, OneTimeLink.Invited, replaces: false, now, stop).ConfigureAwait(false);
        await Trail.AddAsync(db, now, by, "person.invite", person.Id, null, null, stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return (person.Id, secret, null);
    }

    /// <summary>Somebody vouches that a colleague lost what they sign in with; the second one gets the link. Null: one vouch is still missing.</summary>
    public static async Task<string?> VouchAsync(OfficeDb db, string person, string by, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        var since = (now - Vouched).ToUnixTimeSeconds();
        db.Vouches.RemoveRange(await db.Vouches.Where(v => v.Person == person && (v.At < since || v.By == by)).ToListAsync(stop).ConfigureAwait(false));
        var others = await db.Vouches.CountAsync(v => v.Person == person && v.At >= since && v.By != by, stop).ConfigureAwait(false);
        string? secret = null;
        if (others > 0)
        {
            db.Vouches.RemoveRange(await db.Vouches.Where(v => v.Person == person).ToListAsync(stop).ConfigureAwait(false));
            secret = await OneTimeLink.MakeAsync(db, person, OneTimeLink.Invited, replaces: true, now, stop).ConfigureAwait(false);
        }
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        if (secret is null)
        {
            db.Vouches.Add(new VouchRow { Person = person, By = by, At = now.ToUnixTimeSeconds() });
        }
        await Trail.AddAsync(db, now, by, secret is null ? "person.vouch" : "person.recover", person, null, null, stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return secret;
    }

    /// <summary>Gives somebody exactly these roles. Sessions they have end.</summary>
    public static async Task GrantAsync(OfficeDb db, Person person, IReadOnlyCollection<Grant> grants, string by, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        db.Grants.RemoveRange(await db.Grants.Where(g => g.Person == person.Id).ToListAsync(stop).ConfigureAwait(false));
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        db.Grants.AddRange(grants.Select(g => new GrantRow { Person = person.Id, Desk = g.Desk, Role = g.Role }));
        Means.SignOutEverywhere(person);
        await Trail.AddAsync(db, now, by, "person.roles", person.Id, null, string.Join(", ", grants.Select(g => $"{g.Role} at {g.Desk}")), stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
    }

    private static Person New(string handle, string name) =>
        new() { Id = Person.NewId(), UserName = handle, NormalizedUserName = handle.ToUpperInvariant(), Name = name, SecurityStamp = Person.NewId() + Person.NewId() };
}
