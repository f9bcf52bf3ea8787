namespace ServiceBot.EndToEnd.Support;

/// <summary>Packages that <c>npm ci</c> in <c>tests/ServiceBot.EndToEnd/npm</c> brought.</summary>
public static class NpmPackages
{
    private static string Folder => Path.Combine(RunningApp.Repository(), "tests", "ServiceBot.EndToEnd", "npm", "node_modules");

    public static void AreNeeded(string package) =>
        Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, package)), $"The npm package {package} is not here; tests/run.sh installs it.");

    public static string File(string package, string path) => Path.Combine(Folder, package, path);
}
