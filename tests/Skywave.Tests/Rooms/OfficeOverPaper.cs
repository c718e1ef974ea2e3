using Skywave.House;
using Skywave.Office;
using Skywave.Rooms;
using Xunit;

namespace Skywave.Tests.Rooms;

/// <summary>Tests over a real newsroom, with what its other rooms do for the office.</summary>
/// <param name="desks">Its desks.</param>
public abstract class OfficeOverPaper(params string[] desks) : IAsyncLifetime
{
    private protected TestNewsroom Paper { get; private set; } = null!;

    private protected PublishQueue Queue { get; private set; } = null!;

    private protected OfficeParts Parts { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Paper = await TestNewsroom.MakeAsync(desks);
        Open();
    }

    /// <summary>Writes other settings, and opens the rooms with them.</summary>
    private protected void Settle(Func<NewsroomSettings, NewsroomSettings> change)
    {
        Paper.Settle(change);
        Open();
    }

    private void Open()
    {
        Queue = new PublishQueue(Paper.House, () => KeyFiles.Open(Paper.House.HostKeyring, TestNewsroom.Passphrase), Paper.Clock, _ => { });
        Parts = new OfficeRooms(Paper.House, Queue, Paper.Clock).Parts();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Paper.DisposeAsync();
    }

    /// <summary>Hands a text to Writing, its pictures fetched.</summary>
    private protected async Task<HandedOver> HandOverAsync(Manuscript manuscript) => await (await Parts.Prepare(manuscript, default))(default);
}
