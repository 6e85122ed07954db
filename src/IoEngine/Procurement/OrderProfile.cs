namespace IoEngine.Procurement;

/// <summary>One line of the profile of orders, report currency. Immutable.</summary>
/// <param name="Year">Year of the orders.</param>
/// <param name="Band">Size band by name.</param>
/// <param name="Country">Supplier's country.</param>
/// <param name="Group">Group of the country in that year.</param>
/// <param name="Number">Orders.</param>
/// <param name="Value">Value.</param>
/// <param name="Cumulated">Value of this band, country and group up to and with this year.</param>
public sealed record ProfileRow(int Year, string Band, string Country, string Group, double Number, decimal Value, decimal Cumulated);
