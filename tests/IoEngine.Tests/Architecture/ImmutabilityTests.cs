using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using IoEngine.Numerics;

namespace IoEngine.Tests.Architecture;

/// <summary>
/// What the documentation calls immutable is so: the claim is read from the documentation, the fact from the compiled types.
/// </summary>
public class ImmutabilityTests
{
    private static readonly Assembly Engine = typeof(DenseMatrix).Assembly;

    // The documentation writes a dot before a nested type.
    private static readonly Dictionary<string, Type> ByName = Engine.GetTypes().ToDictionary(t => t.FullName!.Replace('+', '.'));

    // Collections that a caller who is given one could change.
    private static readonly Type[] Changeable =
    [
        typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(SortedDictionary<,>), typeof(SortedSet<>), typeof(IList<>), typeof(ICollection<>),
        typeof(IDictionary<,>), typeof(ISet<>), typeof(Memory<>), typeof(Span<>),
    ];

    // Some are written to inside the engine until they are handed out, and say so.
    private static readonly Regex Absolutely = new(@"\bImmutable\b(?! to callers| once| after)");
    private static readonly Regex ToCallers = new(@"\bImmutable\b");

    private static IEnumerable<Type> Claimed(Regex claim) => XDocument.Load(Path.ChangeExtension(Engine.Location, ".xml")).Descendants("member")
        .Where(m => m.Attribute("name")!.Value.StartsWith("T:", StringComparison.Ordinal))
        .Where(m => m.Elements().Any(e => e.Name.LocalName is "summary" or "remarks" && claim.IsMatch(e.Value)))
        .Select(m => ByName[m.Attribute("name")!.Value[2..]]);

    [Test]
    public void The_documentation_is_read() =>
        Assert.That(Claimed(Absolutely).ToList(), Does.Contain(typeof(LinearSystem)).And.Contains(typeof(Finding)).And.Count.GreaterThan(150));

    [Test]
    public void A_type_called_immutable_has_no_state_that_can_change() => None(Claimed(Absolutely).SelectMany(Faults));

    [Test]
    public void A_type_called_immutable_hands_out_nothing_that_can_be_changed() => None(Claimed(ToCallers).Where(t => t.IsVisible).SelectMany(Doors));

    [Test]
    public void What_a_type_called_immutable_hands_out_is_called_so_too()
    {
        var claimed = Claimed(ToCallers).ToHashSet();
        None(claimed.Where(t => t.IsVisible).SelectMany(t => HandedOut(t).Where(h => !claimed.Contains(h)).Select(h => $"{t} hands out {h}")));
    }

    [Test]
    public void The_judge_sees_each_kind_of_change()
    {
        Assert.That(Faults(typeof(Changing)), Has.Exactly(4).Items);
        Assert.That(Faults(typeof(Fixed)), Is.Empty);
        Assert.That(Doors(typeof(Changing)), Has.Exactly(5).Items);
        Assert.That(Doors(typeof(Fixed)), Is.Empty);
        Assert.That(HandedOut(typeof(Holder)), Is.EquivalentTo(new[] { typeof(Fixed), typeof(Changing) }));
    }

    private static void None(IEnumerable<string> faults)
    {
        var list = string.Join(Environment.NewLine, faults.Order(StringComparer.Ordinal));
        if (list.Length > 0) Assert.Fail(list);
    }

    /// <summary>Fields that can be assigned after construction, and disposal.</summary>
    private static IEnumerable<string> Faults(Type type)
    {
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            // A parameter of a primary constructor that methods use is a field of the compiler's, which it does not mark.
            if (!field.IsInitOnly && !field.Name.EndsWith(">P", StringComparison.Ordinal) && !IsInit(type, field)) yield return $"{type}: {field.Name} can be assigned";
        }

        if (typeof(IDisposable).IsAssignableFrom(type)) yield return $"{type} can be disposed";
    }

    /// <summary>
    /// What any caller could change it by: public setters and fields, values that are collections open to change, events,
    /// disposal.
    /// </summary>
    private static IEnumerable<string> Doors(Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.SetMethod is { IsPublic: true } set && !IsInit(set)) yield return $"{type}.{property.Name} has a public setter";
            var value = property.PropertyType;
            if (value.IsArray || (value.IsGenericType && Changeable.Contains(value.GetGenericTypeDefinition()))) yield return $"{type}.{property.Name} hands out {value}";
        }

        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public).Where(f => !f.IsInitOnly)) yield return $"{type}.{field.Name} is a public field";
        foreach (var e in type.GetEvents()) yield return $"{type}.{e.Name} is an event";
        if (typeof(IDisposable).IsAssignableFrom(type)) yield return $"{type} can be disposed";
    }

    /// <summary>The assembly's own types that public properties are made of.</summary>
    private static HashSet<Type> HandedOut(Type type)
    {
        var seen = new HashSet<Type>();
        var waiting = new Stack<Type>(type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Select(p => p.PropertyType));
        while (waiting.TryPop(out var next))
        {
            if (next.HasElementType) waiting.Push(next.GetElementType()!);
            foreach (var argument in next.GenericTypeArguments) waiting.Push(argument);
            if (next.IsGenericType) next = next.GetGenericTypeDefinition();
            if (next.Assembly == type.Assembly && next is { IsEnum: false, IsInterface: false, IsGenericParameter: false, HasElementType: false }) seen.Add(next);
        }

        return seen;
    }

    private static bool IsInit(Type type, FieldInfo field) =>
        field.Name.StartsWith('<') && type.GetProperty(field.Name[1..field.Name.IndexOf('>')], BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)?.SetMethod is { } set
        && IsInit(set);

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private sealed class Changing : IDisposable
    {
        public int Field = 1;
        private int hidden;

        public int Set { get; set; }

        public double[] Array { get; } = [];

        public List<int> List { get; init; } = [];

        public void Dispose() => hidden++;
    }

    private sealed record Fixed(int Number)
    {
        public IReadOnlyList<int> List { get; init; } = [];
    }

    private sealed class Holder
    {
        public IReadOnlyDictionary<string, Fixed[]> Fixed { get; } = new Dictionary<string, Fixed[]>();

        public Changing? Changing => null;
    }
}
