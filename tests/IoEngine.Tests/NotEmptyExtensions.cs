using System.Runtime.CompilerServices;

namespace IoEngine.Tests;

/// <summary>For what a test goes through: a loop over nothing asserts nothing, and passes.</summary>
internal static class NotEmptyExtensions
{
    /// <summary>The items one by one as they come, of which there must have been some at the end.</summary>
    /// <remarks>
    /// Arrays come here too, not as spans, so that the loop may be one of an iterator or of an asynchronous test.
    /// </remarks>
    [OverloadResolutionPriority(1)]
    public static IEnumerable<T> NotEmpty<T>(this IEnumerable<T> items, [CallerArgumentExpression(nameof(items))] string what = "")
    {
        var any = false;
        foreach (var item in items)
        {
            any = true;
            yield return item;
        }

        Assert.That(any, $"nothing to compare: {what}");
    }

    /// <summary>The items, of which there must be some.</summary>
    public static ReadOnlySpan<T> NotEmpty<T>(this ReadOnlySpan<T> items, [CallerArgumentExpression(nameof(items))] string what = "")
    {
        Assert.That(items.Length, Is.Positive, $"nothing to compare: {what}");
        return items;
    }
}
