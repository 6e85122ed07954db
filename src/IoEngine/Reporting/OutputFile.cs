namespace IoEngine.Reporting;

/// <summary>A single file that a user asks for beside the results folders.</summary>
internal static class OutputFile
{
    /// <summary>Why the file can't be written; empty where it can.</summary>
    /// <param name="file">The file.</param>
    /// <param name="replace">Whether what is there may be replaced.</param>
    public static List<Finding> Faults(string file, bool replace)
    {
        var faults = new List<Finding>();
        if (Directory.Exists(file))
            faults.Add(Finding.Error("OUTPUT-EXISTS", $"--out {file}", "There is a folder where the file should be.", "a folder", "a new file", "Choose another file with --out."));
        else if (!replace && File.Exists(file))
            faults.Add(Finding.Error("OUTPUT-EXISTS", $"--out {file}", "The file exists already.", "a file", "a new file", "Choose another file with --out, or replace it with --force."));
        return faults;
    }
}
