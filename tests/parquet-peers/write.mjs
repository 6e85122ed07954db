// Writes the agreed table in the ways of other programs: node write.mjs FOLDER ROWS
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parquetWriteFile } from 'hyparquet-writer';
import * as arrow from 'apache-arrow';
import * as wasm from 'parquet-wasm/node';
import { columns, row, sql } from './table.mjs';

const [folder, rowsText] = process.argv.slice(2);
const rows = Number(rowsText);
const table = Array.from({ length: rows }, (_, i) => row(i));
const column = (name, convert = value => value) => table.map(r => (r[name] === null ? null : convert(r[name])));

const select = sql(rows);

async function duckdb() {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const codec of ['uncompressed', 'snappy', 'gzip', 'brotli', 'zstd', 'lz4_raw', 'lz4'])
    for (const version of ['v1', 'v2'])
      await connection.run(`copy (${select}) to '${join(folder, `duckdb-${codec}-${version}.parquet`)}'
        (format parquet, compression ${codec}, parquet_version ${version}, row_group_size 2048)`);
  // More than one type that is not for flat tables, beside one that is.
  await connection.run(`copy (select i::int i32, [i, i + 1] list, {'a': i} structure, map(['k'], [i]) as map_column, time '12:00:00' clock,
    i::uinteger u32, i::ubigint u64, i::utinyint u8, i::hugeint huge, uuid_from(i) id, 'b'::blob blob,
    make_timestamp_ns(1600000000000000123 + i) ts_ns, make_timestamp_ms(i) ts_ms, to_timestamp(i) tz
    from range(100) t(i))
    to '${join(folder, 'mixed.parquet')}' (format parquet)`
    .replace('uuid_from(i)', `('00000000-0000-0000-0000-0000000000' || (10 + i % 90))::uuid`));
}

function hyparquet() {
  const s = column('s');
  for (const codec of ['UNCOMPRESSED', 'SNAPPY'])
    parquetWriteFile({
      filename: join(folder, `hyparquet-${codec.toLowerCase()}.parquet`),
      codec,
      rowGroupSize: 1000,
      columnData: [
        { name: 'i64', data: column('i64'), type: 'INT64' },
        { name: 'i32', data: column('i32'), type: 'INT32' },
        { name: 'd', data: column('d'), type: 'DOUBLE', nullable: true },
        { name: 'f', data: column('f'), type: 'FLOAT' },
        { name: 'b', data: column('b'), type: 'BOOLEAN', nullable: true },
        { name: 's', data: s, type: 'STRING', nullable: true },
        { name: 'u', data: column('u'), type: 'STRING' },
      ],
    });
}

function arrowTable() {
  const vector = (name, type, convert) => arrow.vectorFromArray(column(name, convert), type);
  return new arrow.Table({
    i64: vector('i64', new arrow.Int64()),
    i32: vector('i32', new arrow.Int32()),
    d: vector('d', new arrow.Float64()),
    f: vector('f', new arrow.Float32()),
    b: vector('b', new arrow.Bool()),
    s: vector('s', new arrow.Utf8()),
    u: vector('u', new arrow.Utf8()),
    date: vector('date', new arrow.DateDay(), days => new Date(days * 86400000)),
    ts: arrow.makeVector(arrow.makeData({
      type: new arrow.TimestampMicrosecond(), length: rows, nullCount: 0, data: BigInt64Array.from(column('ts')),
    })),
  });
}

// Rust's Arrow writes what no other of these does: v2 pages, prefix compression, runs of truth values, split bytes.
function rustArrow() {
  const { Encoding, Compression, WriterVersion } = wasm;
  const variants = {
    'v1-snappy': b => b.setWriterVersion(WriterVersion.V1).setCompression(Compression.SNAPPY),
    'v2-snappy': b => b.setWriterVersion(WriterVersion.V2).setCompression(Compression.SNAPPY),
    'v2-brotli': b => b.setWriterVersion(WriterVersion.V2).setCompression(Compression.BROTLI),
    'v2-gzip': b => b.setWriterVersion(WriterVersion.V2).setCompression(Compression.GZIP),
    'v2-zstd': b => b.setWriterVersion(WriterVersion.V2).setCompression(Compression.ZSTD),
    'v2-delta': b => {
      b = b.setWriterVersion(WriterVersion.V2).setCompression(Compression.SNAPPY).setDictionaryEnabled(false);
      for (const name of ['i64', 'i32', 'date', 'ts']) b = b.setColumnEncoding(name, Encoding.DELTA_BINARY_PACKED);
      b = b.setColumnEncoding('s', Encoding.DELTA_LENGTH_BYTE_ARRAY).setColumnEncoding('u', Encoding.DELTA_BYTE_ARRAY);
      b = b.setColumnEncoding('b', Encoding.RLE);
      return b.setColumnEncoding('d', Encoding.BYTE_STREAM_SPLIT).setColumnEncoding('f', Encoding.BYTE_STREAM_SPLIT);
    },
    'v2-split': b => {
      b = b.setWriterVersion(WriterVersion.V2).setCompression(Compression.UNCOMPRESSED).setDictionaryEnabled(false);
      for (const name of ['i64', 'i32', 'd', 'f']) b = b.setColumnEncoding(name, Encoding.BYTE_STREAM_SPLIT);
      return b;
    },
    'small-pages': b => b.setWriterVersion(WriterVersion.V1).setDataPageSizeLimit(512).setWriteBatchSize(64)
      .setDictionaryPageSizeLimit(300).setCompression(Compression.SNAPPY),
  };
  for (const [name, build] of Object.entries(variants)) {
    const properties = build(new wasm.WriterPropertiesBuilder()).setMaxRowGroupSize(3000).build();
    const input = wasm.Table.fromIPCStream(arrow.tableToIPC(arrowTable(), 'stream'));
    writeFileSync(join(folder, `arrow-${name}.parquet`), wasm.writeParquet(input, properties));
  }
}

await duckdb();
hyparquet();
rustArrow();
console.log(`columns: ${columns.join(' ')}`);
