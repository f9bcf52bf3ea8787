namespace ServiceBot.Data;

/// <summary>The folder of everything that must survive: the database of a single machine, attachments, generated secrets. <c>ServiceBot:Data</c>.</summary>
internal sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="path">Relative to the working folder; created when missing.</param>
    public DataFolder(string path)
    {
        Root = Path.GetFullPath(path);
        Directory.CreateDirectory(Root);
    }

    public string Root { get; }

    public string File(string name) => Path.Combine(Root, name);

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    /// <summary>Writes a file that only the owner may read, whole or not at all.</summary>
    public void WriteSecret(string name, string content)
    {
        var temporary = File(name + ".new");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var writer = new StreamWriter(temporary, options)) writer.Write(content);
        System.IO.File.Move(temporary, File(name), overwrite: true);
    }
}
