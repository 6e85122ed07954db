namespace IoEngine.Reporting;

/// <summary>A single file that a user asks for beside the results folders.</summary>
internal static class OutputFile
{
    /// <summary>Why the file can't be written; empty where it can.</summary>
    /// <param name="file">The file.</param>
    /// <param name="replace">Whether what is there may be replaced.</param>
    /// <param name="option">The option that names it.</param>
    public static List<Finding> Faults(string file, bool replace, string option = "--out")
    {
        var faults = new List<Finding>();
        if (Directory.Exists(file))
            faults.Add(Finding.Error("OUTPUT-EXISTS", $"{option} {file}", "There is a folder where the file should be.", "a folder", "a new file", $"Choose another file with {option}."));
        else if (!replace && File.Exists(file))
            faults.Add(Finding.Error("OUTPUT-EXISTS", $"{option} {file}", "The file exists already.", "a file", "a new file", $"Choose another file with {option}, or replace it with --force."));
        return faults;
    }
}
