"""What DuckDB makes of a file of orders: read_csv and the group-by that the orders' front end begins with, in a process of its own.

    python3 tests/IoEngine.Benchmarks/duckdb_orders.py LIBDUCKDB.so ORDERS.csv [THREADS]

Calls DuckDB's C interface, so that starting it costs as little as it can.
"""
import ctypes
import sys


class Result(ctypes.Structure):
    _fields_ = [(name, ctypes.c_void_p) for name in ("a", "b", "c", "d", "e", "f")]


def main():
    library, orders = sys.argv[1:3]
    threads = sys.argv[3] if len(sys.argv) > 3 else "2"
    duck = ctypes.CDLL(library)
    duck.duckdb_value_varchar.restype = ctypes.c_char_p
    duck.duckdb_value_varchar.argtypes = [ctypes.c_void_p, ctypes.c_uint64, ctypes.c_uint64]
    database, connection = ctypes.c_void_p(), ctypes.c_void_p()
    if duck.duckdb_open(None, ctypes.byref(database)) or duck.duckdb_connect(database, ctypes.byref(connection)):
        raise SystemExit("DuckDB does not open")

    def query(text):
        result = Result()
        if duck.duckdb_query(connection, text.encode(), ctypes.byref(result)):
            raise SystemExit(f"DuckDB refuses: {text}")
        return result

    query(f"set threads = {threads}")
    found = query("select count(*), sum(number), sum(value) from (select year(date) as y, supplier_country, purchase_code, "
                  f"count(*) as number, sum(value) as value from read_csv('{orders}') group by all)")
    print(*(duck.duckdb_value_varchar(ctypes.byref(found), i, 0).decode() for i in range(3)))


if __name__ == "__main__":
    main()
