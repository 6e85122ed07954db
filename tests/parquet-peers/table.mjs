// The table that both sides agree on: row i has these values. The C# tests hold the same formulas (PeerTable.cs).
export const EPOCH_2000 = 10957; // days from 1970-01-01 to 2000-01-01

export const columns = ['i64', 'i32', 'd', 'f', 'b', 's', 'u', 'date', 'ts', 'dec9', 'dec18', 'dec28'];

export function row(i) {
  return {
    i64: BigInt(i) * 7919n - 1000n,
    i32: (i * 31) % 1000 - 500,
    d: i % 5 === 0 ? null : i / 8 - 3,
    f: i / 4,
    b: i % 7 === 0 ? null : i % 3 === 0,
    s: i % 4 === 0 ? null : `land ${i % 11} é€`,
    u: `order-${i}-${'x'.repeat(i % 13)}`,
    date: EPOCH_2000 + (i * 17) % 10000,
    ts: 1600000000000000n + BigInt(i) * 1234567n, // microseconds
    dec9: BigInt(i) * 125n - 700n, // scale 2
    dec18: BigInt(i) * -1234567n + 5n, // scale 4
    dec28: BigInt(i) * 1000000007000000009n - 3n, // scale 6
  };
}

// The same in DuckDB's words.
export const sql = rows => `select i::bigint * 7919 - 1000 i64, ((i * 31) % 1000 - 500)::int i32,
  case when i % 5 = 0 then null else i / 8.0::double - 3 end d, (i / 4.0::double)::float f,
  case when i % 7 = 0 then null else i % 3 = 0 end b,
  case when i % 4 = 0 then null else 'land ' || (i % 11) || ' é€' end s,
  'order-' || i || '-' || repeat('x', (i % 13)::int) u,
  date '2000-01-01' + ((i * 17) % 10000)::int date, make_timestamp(1600000000000000 + i * 1234567) ts,
  ((i * 125 - 700)::decimal(18,0) * 0.01::decimal(3,2))::decimal(9,2) dec9,
  ((i * -1234567 + 5)::decimal(18,0) * 0.0001::decimal(5,4))::decimal(18,4) dec18,
  ((i::hugeint * 1000000007000000009 - 3)::decimal(30,0) * 0.000001::decimal(7,6))::decimal(28,6) dec28
  from range(${rows}) t(i)`;
