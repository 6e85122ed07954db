"""The main job as a careful numpy user writes it: orders → demand → direct, indirect and induced value added, by supplier and receiver.

    python3 tests/IoEngine.Benchmarks/numpy_effects.py run.json OUT

Reads the configuration, tables, orders, rates and concordance of a run of IoEngine: one LU a year (LAPACK's getrf through SciPy), as
many right-hand sides as there are regions that supply and households that spend, no inverse, arrays in Fortran's order and overwritten
where they can be. It checks that cells are finite, what the table's balances miss and the residual of its solves, and leaves margins
of orders, other indicators than value added, hashes of the inputs and the proof of a bound out: less work than IoEngine does.
"""
import csv
import io
import json
import os
import sys
import zipfile

import numpy as np
from scipy.linalg.lapack import dgetrf, dgetrs


def years_of(text):
    first, _, last = str(text).partition("-")
    return range(int(first), int(last or first) + 1)


def matrix(stream):
    """Numbers of a tab-separated text with three header lines and two label columns, and the labels of its columns."""
    columns = list(zip(*(stream.readline().rstrip("\n").split("\t")[2:] for _ in range(2))))
    stream.readline()
    return np.loadtxt(stream, delimiter="\t", usecols=range(2, 2 + len(columns)), ndmin=2), columns


def read_pymrio(path):
    with zipfile.ZipFile(path) as archive:
        def text(name):
            return io.TextIOWrapper(archive.open(name), "utf-8")
        z, industries = matrix(text("Z.txt"))
        y, demand = matrix(text("Y.txt"))
        with text("factor_inputs/F.txt") as stream:
            stream.readline(), stream.readline(), stream.readline()
            v = sum(np.array(line.split("\t")[1:], dtype=float) for line in stream)
    return z, y, v, industries, demand


def read_mrio(path):
    def load(name):
        return np.load(os.path.join(path, name))
    with open(os.path.join(path, "table.json"), encoding="utf-8") as stream:
        table = json.load(stream)
    industries = list(zip(table["industryRegions"], table["industrySectors"]))
    demand = list(zip(table["demandRegions"], table["demandCategories"]))
    return load("Z.npy"), load("Y.npy"), load("V.npy").sum(axis=0), industries, demand


def read_demand(run, base, position):
    """Orders by year: supplier's country → vector of demand by (region, sector), in US dollars."""
    def rows(path):
        with open(os.path.join(base, path), encoding="utf-8-sig", newline="") as stream:
            yield from csv.DictReader(stream)
    rates = {(r["year"], r["currency"]): float(r["per_usd"]) for r in rows(run["currency"]["rates"])}
    weights = {}
    for r in rows(run["mapping"]["codes"]):
        if r["weight"]:
            weights.setdefault(r["code"], []).append((r["sector"], float(r["weight"])))
    sums = {}
    for r in rows(run["orders"]["path"]):
        year = r["date"][:4]
        key = (int(year), r["supplier_country"], r["purchase_code"])
        value = float(r["value"])
        if r["currency"] != "USD":
            value /= rates[year, r["currency"]]
        sums[key] = sums.get(key, 0.0) + value
    regions = {r for r, _ in position}
    rest = next(r for r in regions if r.lower() == "row")
    other_codes = {"ROU": "ROM"}
    demand = {}
    for (year, country, code), value in sums.items():
        prefix = code
        while prefix and prefix not in weights:
            prefix = prefix[:-1]
        region = other_codes.get(country, country)
        region = region if region in regions else rest
        for sector, weight in weights.get(prefix, []):
            column = demand.setdefault(year, {}).setdefault(country, np.zeros(len(position)))
            column[position[region, sector]] += weight * value
    return demand


def main():
    path, out = sys.argv[1:3]
    base = os.path.dirname(os.path.abspath(path))
    with open(path, encoding="utf-8") as stream:
        run = json.load(stream)
    households = set(run["tables"]["roles"]["household"])
    os.makedirs(out, exist_ok=True)
    effects = open(os.path.join(out, "effects.csv"), "w", encoding="utf-8")
    attribution = open(os.path.join(out, "attribution.csv"), "w", encoding="utf-8")
    effects.write("year,region,sector,direct,indirect,induced\n")
    attribution.write("year,source,region,direct,indirect,induced\n")
    demand = None
    for year in years_of(run["tables"]["years"]):
        table = os.path.join(base, run["tables"]["path"].replace("{year}", str(year)))
        z, y, v, industries, finals = (read_mrio if os.path.isdir(table) else read_pymrio)(table)
        regions = {r: i for i, r in enumerate(dict.fromkeys(i[0] for i in industries))}
        demand = demand or read_demand(run, base, {label: i for i, label in enumerate(industries)})
        n, g = len(industries), len(regions)
        region_of = np.array([regions[i[0]] for i in industries])
        if not (np.isfinite(z).all() and np.isfinite(y).all() and np.isfinite(v).all()):
            raise SystemExit(f"{year}: a cell is not a number")
        x = z.sum(axis=1) + y.sum(axis=1)
        gap = np.abs(x - z.sum(axis=0) - v).sum() / x.sum()
        if gap > 0.05:
            raise SystemExit(f"{year}: the columns miss {gap:.3g} of output")
        per = np.divide(1.0, x, out=np.zeros(n), where=x > 0)
        v *= per
        a = np.multiply(z, -per, order="F")
        a[np.diag_indices(n)] += 1
        spending = np.zeros((n, g))
        for j, (region, category) in enumerate(finals):
            if category in households:
                spending[:, regions[region]] += y[:, j]
        spending /= spending.sum(axis=0)
        sources = sorted(demand.get(year, {}))
        f = np.stack([demand[year][s] for s in sources], axis=1) / 1e6
        lu, pivots, _ = dgetrf(a, overwrite_a=True)
        wanted = np.asfortranarray(np.hstack([f, spending]))
        solved, _ = dgetrs(lu, pivots, wanted)
        del a, lu
        residual = np.abs(solved - z @ (per[:, None] * solved) - wanted).max() / np.abs(solved).max()
        if residual > 1e-12:
            raise SystemExit(f"{year}: the residual is {residual:.2g}")
        caused, closed = solved[:, :len(sources)], solved[:, len(sources):]
        wages = 0.55 * 0.7 * v
        by_region = np.zeros((g, n))
        by_region[region_of, np.arange(n)] = 1
        income = by_region @ (wages[:, None] * caused)
        circle = by_region @ (wages[:, None] * closed)
        induced = closed @ np.linalg.solve(np.eye(g) - circle, income)
        channels = [v[:, None] * f, v[:, None] * (caused - f), v[:, None] * induced]
        totals = [c.sum(axis=1) for c in channels]
        for i in range(n):
            effects.write(f"{year},{industries[i][0]},{industries[i][1]},{totals[0][i]!r},{totals[1][i]!r},{totals[2][i]!r}\n")
        parts = [by_region @ c for c in channels]
        for s, source in enumerate(sources):
            for r, region in enumerate(regions):
                attribution.write(f"{year},{source},{region},{parts[0][r, s]!r},{parts[1][r, s]!r},{parts[2][r, s]!r}\n")
    effects.close()
    attribution.close()


if __name__ == "__main__":
    main()
