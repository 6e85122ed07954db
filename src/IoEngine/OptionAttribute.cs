using System.Reflection;

namespace IoEngine;

/// <summary>
/// Declares an option of the configuration once: text, range and whether it must be given. The default is the property's initial
/// value.
/// </summary>
/// <remarks>Binding, the JSON Schema and the documentation are derived from it, so they can't contradict one another.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute : Attribute
{
    /// <summary>Declares the option with the sentence that documents it.</summary>
    public OptionAttribute(string text) => Text = text;

    /// <summary>What the option does, in a sentence.</summary>
    public string Text { get; }

    /// <summary>Smallest number allowed, ends included.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>Largest number allowed, ends included.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>The texts allowed, where there is a closed list.</summary>
    public string[]? Choices { get; init; }

    /// <summary>Spellings of the property's enumeration that are not allowed here.</summary>
    public string[] Except { get; init; } = [];

    /// <summary>Whether the file must say it.</summary>
    public bool Required { get; init; }

    /// <summary>The texts that an option of closed choice declares.</summary>
    internal static IReadOnlyList<string> ChoicesOf(Type section, string property) =>
        section.GetProperty(property)!.GetCustomAttribute<OptionAttribute>()!.Choices!;
}

/// <summary>Names the sections that a list may hold, told apart by their key <c>kind</c>.</summary>
/// <remarks>Each declares an option <c>Kind</c> with a single choice.</remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class KindsAttribute(params Type[] types) : Attribute
{
    /// <summary>The sections.</summary>
    public IReadOnlyList<Type> Types { get; } = types;
}
