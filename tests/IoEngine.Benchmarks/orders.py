"""Measures the order front end against pandas, whole processes: reading 1.3 million orders and summing them by year, country and code.

    python3 tests/IoEngine.Benchmarks/orders.py [N] [rounds] [LIBDUCKDB.so]

Needs pandas. Publishes tests/IoEngine.Benchmarks as the README publishes the command line: compiled ahead of time. Each program runs alone,
alternately, on the processors that the machine gives. With DuckDB's library its read_csv and group-by take part (duckdb_orders.py).
"""
import os
import platform
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PUBLISHED = os.path.join(HERE, "bin", "published")
PROGRAM = os.path.join(PUBLISHED, "IoEngine.Benchmarks")
PANDAS = """
import sys
import pandas as pd
d = pd.read_csv(sys.argv[1])
d["year"] = d["date"].str[:4].astype(int)
g = d.groupby(["year", "supplier_country", "purchase_code"])["value"].sum()
print(len(d), len(g), round(g.sum(), 2))
"""


def publish():
    system = {"Linux": "linux", "Windows": "win", "Darwin": "osx"}[platform.system()]
    machine = "arm64" if platform.machine() in ("arm64", "aarch64") else "x64"
    subprocess.check_call(["dotnet", "publish", HERE, "-c", "Release", "-r", f"{system}-{machine}", "-o", PUBLISHED, "-v", "quiet", "--nologo"])


def run(command):
    """Wall seconds, processor seconds, peak megabytes and output of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status != 0:
        raise SystemExit(f"{command} failed: {output}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.strip()


def main():
    count = sys.argv[1] if len(sys.argv) > 1 else "1300000"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    publish()
    with tempfile.TemporaryDirectory() as folder:
        csv, parquet = os.path.join(folder, "orders.csv"), os.path.join(folder, "orders.parquet")
        subprocess.check_call([PROGRAM, "orders", "make", csv, count])
        subprocess.check_call([PROGRAM, "orders", "parquet", csv, parquet])
        print(f"{count} orders, {os.path.getsize(csv) / 1e6:.1f} MB of CSV, {os.path.getsize(parquet) / 1e6:.1f} MB of Parquet, {os.cpu_count()} processors")
        programs = {
            "pandas read_csv + groupby": [sys.executable, "-c", PANDAS, csv],
            "IoEngine, CSV": [PROGRAM, "orders", "demand", csv],
            "IoEngine, Parquet": [PROGRAM, "orders", "demand", parquet],
        }
        if len(sys.argv) > 3:
            programs["DuckDB read_csv + group by"] = [sys.executable, os.path.join(HERE, "duckdb_orders.py"), sys.argv[3], csv]
        times = {name: [] for name in programs}
        processors = {name: [] for name in programs}
        peaks = {name: 0.0 for name in programs}
        for _ in range(rounds):
            for name, command in programs.items():
                seconds, processor, peak, output = run(command)
                times[name].append(seconds)
                processors[name].append(processor)
                peaks[name] = max(peaks[name], peak)
                print(f"{name}: {seconds:.2f} s, processor {processor:.2f} s, load {os.getloadavg()[0]:.1f}\n    " + output.replace("\n", "\n    "), flush=True)
        print("\n| program | best s | median s | processor s (best) | peak MB | of pandas (median) |\n|---|---|---|---|---|---|")
        base = sorted(times["pandas read_csv + groupby"])[rounds // 2]
        for name in programs:
            ordered = sorted(times[name])
            print(f"| {name} | {ordered[0]:.2f} | {ordered[rounds // 2]:.2f} | {min(processors[name]):.2f} | {peaks[name]:.0f} | {ordered[rounds // 2] / base:.2f} |")


if __name__ == "__main__":
    main()
