using Microsoft.EntityFrameworkCore;

namespace Skywave.Writing;

/// <summary>
/// The door to what a newsroom's folder holds for writing: <c>newsroom.db</c>, <c>private.db</c> and <c>media/</c>
/// (docs/900-design.md, section 12). Holds no connection itself.
/// </summary>
public sealed class NewsroomStore
{
    private readonly string _writing;
    private readonly string _private;

    private NewsroomStore(string folder)
    {
        Folder = folder;
        MediaFolder = Path.Combine(folder, "media");
        _writing = Path.Combine(folder, "newsroom.db");
        _private = Path.Combine(folder, "private.db");
    }

    /// <summary>The newsroom's folder, in full.</summary>
    public string Folder { get; }

    /// <summary>Where renditions lie: <c>media/&lt;hash&gt;.jpg</c>.</summary>
    public string MediaFolder { get; }

    /// <summary>Opens the store in a folder that exists; makes what is missing and checks both databases.</summary>
    /// <exception cref="StoreException">A database is newer than the program, or not one.</exception>
    public static NewsroomStore Open(string folder)
    {
        var store = At(folder);
        store.OpenWriting().Dispose();
        store.OpenPrivate().Dispose();
        return store;
    }

    /// <summary>The store in a folder that exists, neither database opened yet: for what needs one of them, many times.</summary>
    /// <exception cref="StoreException">There is no such folder.</exception>
    public static NewsroomStore At(string folder)
    {
        var store = new NewsroomStore(Path.GetFullPath(folder));
        if (!Directory.Exists(store.Folder))
        {
            throw new StoreException($"{store.Folder}: there is no such folder", "make a newsroom with `skywave new` or name its folder");
        }
        Directory.CreateDirectory(store.MediaFolder);
        return store;
    }

    /// <summary>A context for one piece of work. Waits up to 30 seconds for another process's writing. Dispose of it.</summary>
    public WritingDb OpenWriting()
    {
        var db = new WritingDb(SqliteFile.Options<WritingDb>(_writing));
        return Opened(db, _writing, shared: true);
    }

    /// <summary>The private store, for one piece of work; its file is readable by its owner only. Only the program itself has business here.</summary>
    public PrivateDb OpenPrivate()
    {
        PrivateFile.Secure(_private);
        return Opened(new PrivateDb(SqliteFile.Options<PrivateDb>(_private)), _private, shared: false);
    }

    private static T Opened<T>(T db, string file, bool shared)
        where T : DbContext
    {
        try
        {
            SqliteFile.Open(db, file, shared);
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }
}
