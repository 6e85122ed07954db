"""Whole jobs of the published program beside a careful numpy program on the same files, in turn.

    python3 tests/IoEngine.Benchmarks/whole.py IOE [ROUNDS [JOB ...]]

IOE is the published `ioe`; jobs are wiod (sixteen years of WIOD 2013), 3465 and 10395 (one year with so many industries). Makes its inputs
from ../shared/data with `ioe aggregate`. Needs numpy and SciPy.
"""
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TABLES = os.path.join(os.path.dirname(ROOT), "shared", "data", "wiod2013")
ROLES = {"valueAdded": ["PRIMARY"], "household": ["c37_HH", "c38_NPISH"], "government": ["c39_GOV"], "investment": ["c41_GFCF"]}
SMALL = "CYP EST LVA LTU LUX MLT".split()
SIZES = {"3465": 99, "10395": 297}


def labels():
    with zipfile.ZipFile(os.path.join(TABLES, "2009.zip")).open("Z.txt") as stream:
        regions, sectors = (stream.readline().decode().rstrip("\n").split("\t")[2:] for _ in range(2))
    return list(dict.fromkeys(regions)), list(dict.fromkeys(sectors))


def write_orders(path, years, count=20000):
    """Orders that both programs map alike: codes of the concordance, countries of the table and others."""
    with open(os.path.join(ROOT, "data", "concordances", "cpv_wiod2013.csv"), encoding="utf-8-sig") as stream:
        codes = sorted({line.split(",")[1] for line in list(stream)[1:] if len(line.split(",")[1]) == 3})
    chance = random.Random(1954)
    countries = "DEU FRA CHE ITA ESP GBR USA JPN NLD BEL AUT SWE CHN POL NOR".split()
    with open(path, "w", encoding="utf-8") as stream:
        stream.write("order_id,date,supplier_id,supplier_country,purchase_code,value,currency\n")
        for i in range(count):
            year = years[i % len(years)]
            stream.write(f"W{i},{year}-{1 + i % 12:02}-15,S{chance.randrange(600)},{chance.choice(countries)},{chance.choice(codes)}00000,"
                         f"{1000 + chance.random() * 20000:.2f},USD\n")


def split_table(ioe, folder, job):
    """WIOD 2009 with the smallest countries in the rest of the world, and sectors in proportional parts of unequal size."""
    (regions, sectors), chance = labels(), random.Random(SIZES[job])
    maps = [os.path.join(folder, f"{job}-{kind}.csv") for kind in ("regions", "sectors")]
    with open(maps[0], "w", encoding="utf-8") as stream:
        stream.write("region,to\n" + "".join(f"{r},{'RoW' if r in SMALL else r}\n" for r in regions))
    base, more = divmod(SIZES[job], len(sectors))
    with open(maps[1], "w", encoding="utf-8") as stream:
        stream.write("sector,to,weight\n")
        for i, sector in enumerate(sectors):
            sizes = [0.5 + chance.random() for _ in range(base + (i < more))]
            shares = [round(s / sum(sizes), 6) for s in sizes]
            shares[-1] = round(1 - sum(shares[:-1]), 6)
            for part, share in enumerate(shares):
                stream.write(f"{sector},{sector}{'_' + str(part) if part else ''},{share}\n")
    roles = [arg for role, rows in ROLES.items() for arg in ("--role", f"{role}={','.join(rows)}")]
    out = os.path.join(folder, f"t{job}")
    subprocess.check_call([ioe, "aggregate", os.path.join(TABLES, "2009.zip"), "--year", "2009", "--map", maps[0], "--map", maps[1],
                           "--out", out, "--quiet", *roles], stdout=subprocess.DEVNULL)
    return out


def write_job(ioe, folder, job):
    table, years = (os.path.join(TABLES, "{year}.zip"), "1995-2010") if job == "wiod" else (split_table(ioe, folder, job), "2009")
    first, _, last = years.partition("-")
    orders = os.path.join(folder, f"orders-{job}.csv")
    write_orders(orders, range(int(first), int(last or first) + 1))
    run = {
        "name": job, "tables": {"path": table, "years": years, "outside": "error", "roles": ROLES},
        "orders": {"path": orders, "columns": {"scheme": "=CPV"}},
        "mapping": {"codes": os.path.join(ROOT, "data", "concordances", "cpv_wiod2013.csv")},
        "currency": {"rates": os.path.join(ROOT, "data", "reference", "fx.csv"), "report": "USD"},
        "output": {"formats": ["csv"]},
    }
    path = os.path.join(folder, f"run-{job}.json")
    with open(path, "w", encoding="utf-8") as stream:
        json.dump(run, stream, indent=1)
    return path


def measure(command, threads):
    """Wall seconds, processor seconds, peak megabytes."""
    environment = dict(os.environ, OPENBLAS_NUM_THREADS=str(threads))
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        raise SystemExit(f"{command} failed: {error.decode()}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    ioe, rounds = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    print("| job | threads | numpy s | processor s | MB | ioe s | processor s | MB | wall, of numpy | processor, of numpy | load |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for job in sys.argv[3:] or ["wiod", *SIZES]:
            path = write_job(ioe, folder, job)
            for threads in (2, 1):
                programs = {
                    "numpy": ["/usr/bin/python3", os.path.join(HERE, "numpy_effects.py"), path, os.path.join(folder, "numpy")],
                    "ioe": [ioe, "run", path, "--out", os.path.join(folder, "ioe"), "--force", "--quiet", "--threads", str(threads)],
                }
                found = {name: [] for name in programs}
                for _ in range(rounds):
                    for name, command in programs.items():
                        found[name].append(measure(command, threads))
                median = {name: [statistics.median(column) for column in zip(*runs)] for name, runs in found.items()}
                ratio = [statistics.median(a[i] / b[i] for a, b in zip(found["ioe"], found["numpy"])) for i in range(2)]
                cells = "".join(f" {m[0]:.2f} | {m[1]:.2f} | {m[2]:.0f} |" for m in (median["numpy"], median["ioe"]))
                print(f"| {job} | {threads} |{cells} {ratio[0]:.2f} | {ratio[1]:.2f} | {os.getloadavg()[0]:.0f} |", flush=True)


if __name__ == "__main__":
    main()
