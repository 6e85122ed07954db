#!/usr/bin/env bash
# Parquet.Net 6.1.0 writes a column of timestamps; DuckDB (npm @duckdb/node-api 1.5.6-r.1) asks for the rows of a year.
#
# Guess: every row group says in its statistics between which instants its values lie, so the filter finds the rows that are there.
# Behaviour: values of a TIMESTAMP(MICROS) column are written in microseconds, the statistics beside them in milliseconds. A reader that believes the
#   statistics skips the row group: without the filter the row is seen, with the filter it is gone. No error, no warning.
# Who meets it: whoever writes dated orders or results with Parquet.Net and lets DuckDB, Arrow or Spark filter by date. Write a DATE instead.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
cat >write.cs <<'CS'
#:package Parquet.Net@6.1.0
#:property PublishAot=false
using Parquet;
using Parquet.Data;
using Parquet.Schema;
var field = new DateTimeDataField("ordered", DateTimeFormat.DateAndTimeMicros, isNullable: false);
await using var stream = File.Create("orders.parquet");
await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(field), stream);
using var group = writer.CreateRowGroup();
await group.WriteAsync<DateTime>(field, new[] { new DateTime(2019, 5, 17, 0, 0, 0, DateTimeKind.Utc), new DateTime(2021, 3, 1, 0, 0, 0, DateTimeKind.Utc) });
group.CompleteValidate();
CS
dotnet run write.cs
cat >package.json <<'JSON'
{ "private": true, "type": "module", "dependencies": { "@duckdb/node-api": "1.5.6-r.1" } }
JSON
npm install --silent --no-audit --no-fund
cat >read.mjs <<'JS'
import { DuckDBInstance } from '@duckdb/node-api';
const connection = await (await DuckDBInstance.create()).connect();
const count = async sql => Number((await connection.runAndReadAll(sql)).getRows()[0][0]);
console.log(`all rows: ${await count("select count(*) from 'orders.parquet'")}`);
console.log(`rows since 2020: ${await count("select count(*) from 'orders.parquet' where ordered >= timestamp '2020-01-01'")}`);
const list = (await connection.runAndReadAll("select string_agg(ordered::varchar, ' and ') from 'orders.parquet'")).getRows()[0][0];
console.log(`their dates: ${list}`);
JS
seen=$(node read.mjs)
echo "$seen"
# Seen:
expected='all rows: 2
rows since 2020: 0
their dates: 2019-05-17 00:00:00 and 2021-03-01 00:00:00'
[ "$seen" = "$expected" ] || { echo "this has changed; seen before: $expected"; exit 1; }
