namespace IoEngine.Procurement.Orders;

/// <summary>What reading notices about orders that it keeps.</summary>
internal enum NoteKind
{
    Zero,
    Negative,
    Absurd,
    Future,
    Duplicate,
    NoCurrency,
    Unusual,
    YearTurn,
    PeriodReversed,
}

/// <summary>Counts of notices with the first places of each; the same whatever the number of workers.</summary>
internal sealed class ReadingNotes
{
    private const int Kept = 5;
    private readonly Notes?[] notes = new Notes?[Enum.GetValues<NoteKind>().Length];

    public void Add(NoteKind kind, int file, long line, decimal value)
    {
        var own = notes[(int)kind] ??= new Notes();
        own.Count++;
        own.Keep(new Place(file, line, value));
    }

    public void Merge(ReadingNotes other)
    {
        for (var kind = 0; kind < notes.Length; kind++)
        {
            if (other.notes[kind] is not { } others) continue;
            var own = notes[kind] ??= new Notes();
            own.Count += others.Count;
            foreach (var place in others.First) own.Keep(place);
        }
    }

    public IEnumerable<Finding> ToFindings(IReadOnlyList<string> files)
    {
        for (var k = 0; k < notes.Length; k++)
        {
            if (notes[k] is not { } own) continue;
            var (kind, count, first) = ((NoteKind)k, own.Count, own.First);
            var places = string.Join("; ", first.Select(f => OrderReader.Place(files[f.File], f.Line)));
            var values = string.Join("; ",
                first.Select(f => f.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            if (count > first.Count) (places, values) = ($"{places}; …", $"{values}; …");
            yield return kind switch
            {
                NoteKind.Zero => Finding.Info("ORDERS-ZERO", places,
                    $"{Plural.Of(count, "order")} {Plural.Noun(count, "has", "have")} the value zero: kept and counted."),
                NoteKind.Negative => Finding.Info("ORDERS-NEGATIVE", places,
                    $"{Plural.Of(count, "order")} {Plural.Noun(count, "has", "have")} a negative value: kept as credit notes.",
                    values),
                NoteKind.Absurd => Finding.Warning("ORDERS-ABSURD", places,
                    $"{Plural.Of(count, "order")} {Plural.Noun(count, "has", "have")} a value that is hard to believe: kept.",
                    values,
                    "values below the absurd value of the reading options",
                    "Check the currency and the decimal sign of these rows."),
                NoteKind.Future => Finding.Warning("ORDERS-FUTURE", places,
                    $"{Plural.Of(count, "order")} {Plural.Noun(count, "is", "are")} dated in the future: kept.",
                    cure: "Check the dates of these rows."),
                NoteKind.Duplicate => Finding.Warning("ORDERS-DUPLICATE", places,
                    $"{Plural.Of(count, "order")} {Plural.Noun(count, "repeats", "repeat")} the number of an earlier one: kept.",
                    expected: "each order number once, unless lines of an order are separate rows",
                    cure: "Remove what was exported twice."),
                NoteKind.NoCurrency => Finding.Warning("ORDERS-NO-CURRENCY", places,
                    $"{Plural.Of(count, "order")} {Plural.Noun(count, "has", "have")} no currency: taken in the report currency.",
                    values,
                    "a currency in every order",
                    "Fill in the cells, or name a constant under orders.columns.currency, such as \"=EUR\"."),
                NoteKind.PeriodReversed => Finding.Warning("ORDERS-PERIOD", places,
                    $"{Plural.Of(count, "contract")} {Plural.Noun(count, "ends", "end")} before "
                        + $"{Plural.Noun(count, "its", "their")} start: not used, listed in rejected_orders.", values,
                    "an end on or after the start",
                    "Correct the days, or check which columns orders.columns.start and .end name."),
                NoteKind.YearTurn => Finding.Warning("ORDERS-DATE-UTC", places,
                    $"{Plural.Of(count, "order")} {Plural.Noun(count, "is", "are")} timed in UTC so near the turn of a year that "
                        + "clocks elsewhere show another: in the year of UTC.", values,
                    "days, or times with the zone of the buyer",
                    "Export the days of the buyer's calendar, or timestamps with their zone."),
                _ => Finding.Info("ORDERS-AMOUNT-STYLE", places,
                    $"{Plural.Of(count, "amount")} {Plural.Noun(count, "uses", "use")} the other decimal sign or more than "
                        + $"{Amount.Decimals} decimals.", values),
            };
        }
    }

    private sealed record Place(int File, long Line, decimal Value);

    private sealed class Notes
    {
        public long Count { get; set; }

        /// <summary>The first places, by file and line.</summary>
        public List<Place> First { get; } = [];

        public void Keep(Place place)
        {
            var at = First.Count;
            while (at > 0 && (First[at - 1].File, First[at - 1].Line).CompareTo((place.File, place.Line)) > 0) at--;
            if (at == Kept) return;
            First.Insert(at, place);
            if (First.Count > Kept) First.RemoveAt(Kept);
        }
    }
}
