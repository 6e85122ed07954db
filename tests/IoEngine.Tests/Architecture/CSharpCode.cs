using System.Text;

namespace IoEngine.Tests.Architecture;

/// <summary>
/// C# source without its comments, strings and characters: blanks stand in their place, so that lines and columns stay.
/// </summary>
/// <remarks>
/// The holes of interpolated strings are code and stay. Enough of the language for well-formed sources; not a compiler.
/// </remarks>
internal sealed class CSharpCode
{
    private readonly string source;
    private readonly StringBuilder code = new();
    private int at;

    private CSharpCode(string source) => this.source = source;

    /// <summary>The code alone, as long as the source.</summary>
    public static string Of(string source)
    {
        var reader = new CSharpCode(source);
        reader.Code(closing: '\0', braces: 0);
        return reader.code.ToString();
    }

    private char Next(int ahead = 0) => at + ahead < source.Length ? source[at + ahead] : '\0';

    private void Keep() => code.Append(source[at++]);

    private void Blank(int count = 1)
    {
        for (; count > 0 && at < source.Length; count--, at++) code.Append(source[at] is '\n' or '\r' ? source[at] : ' ');
    }

    private int Run(char c, int from)
    {
        var count = 0;
        while (Next(from + count) == c) count++;
        return count;
    }

    /// <summary>Code up to the end, or up to the braces that close a hole of an interpolated string.</summary>
    private void Code(char closing, int braces)
    {
        var depth = 0;
        while (at < source.Length)
        {
            var c = Next();
            if (c == closing && depth == 0 && Run(closing, 0) >= braces) return;
            if (c is '{' or '(' or '[') depth++;
            if (c is '}' or ')' or ']') depth--;
            if (c == '/' && Next(1) == '/') Blank(Math.Max(0, End("\n") - at));
            else if (c == '/' && Next(1) == '*') Blank(End("*/") + 2 - at);
            else if (c == '\'') Character();
            else if (Prefix() is { } text) Text(text.Length, text.Dollars, text.Verbatim);
            else Keep();
        }
    }

    private int End(string mark)
    {
        var end = source.IndexOf(mark, at, StringComparison.Ordinal);
        return end < 0 ? source.Length : end;
    }

    private void Character()
    {
        Blank();
        while (at < source.Length && Next() != '\'') Blank(Next() == '\\' ? 2 : 1);
        Blank();
    }

    /// <summary>", @", $", $@", $$""" and so on: how long the prefix is and what it says; null where no string begins.</summary>
    private (int Length, int Dollars, bool Verbatim)? Prefix()
    {
        var (length, dollars, verbatim) = (0, 0, false);
        while (Next(length) is '$' or '@')
        {
            if (Next(length) == '$') dollars++;
            else verbatim = true;
            length++;
        }

        return Next(length) == '"' ? (length, dollars, verbatim) : null;
    }

    private void Text(int prefix, int dollars, bool verbatim)
    {
        var quotes = Run('"', prefix);
        if (!verbatim && quotes >= 3)
        {
            Blank(prefix + quotes);
            Body(dollars, Math.Max(1, dollars), () => Run('"', 0) >= quotes, () => 1);
            Blank(quotes);
            return;
        }

        Blank(prefix + 1);
        Body(dollars, 1, () => Next() == '"' && !(verbatim && Next(1) == '"'), () => verbatim ? (Next() == '"' ? 2 : 1) : Next() == '\\' ? 2 : 1);
        Blank();
    }

    /// <summary>Blanks the text of a string up to where it ends; the holes of an interpolated one are code.</summary>
    private void Body(int dollars, int braces, Func<bool> ends, Func<int> step)
    {
        while (at < source.Length && !ends())
        {
            var open = dollars == 0 ? 0 : Run('{', 0);
            var escaped = dollars == 1 && braces == 1 && open >= 2;
            if (open < Math.Max(1, braces) || escaped)
            {
                Blank(escaped ? 2 : step());
                continue;
            }

            Blank(open);
            Code('}', braces);
            Blank(braces);
        }
    }
}
