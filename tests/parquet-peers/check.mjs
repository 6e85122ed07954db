// Reads the columns of the agreed table that the engine writes, with three other programs: node check.mjs FILE ROWS
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import * as arrow from 'apache-arrow';
import * as wasm from 'parquet-wasm/node';
import { row, sql } from './table.mjs';

const [file, rowsText] = process.argv.slice(2);
const rows = Number(rowsText);
const columns = ['i64', 'd', 's', 'u', 'date'];
const faults = [];
const expect = (what, found, expected) => {
  if (found !== expected && faults.length < 20) faults.push(`${what}: found ${found}, expected ${expected}`);
};

async function duckdb() {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const ask = async query => (await connection.runAndReadAll(query)).getRows();
  const types = await ask(`describe select * from '${file}'`);
  expect('DuckDB types', types.map(t => `${t[0]} ${t[1]}`).join(), 'i64 BIGINT,d DOUBLE,s VARCHAR,u VARCHAR,date DATE');
  const agreed = `select ${columns} from (${sql(rows)})`;
  const only = async (a, b) => Number((await ask(`select count(*) from (from (${a}) except all from (${b}))`))[0][0]);
  expect('DuckDB rows that only the file has', await only(`from '${file}'`, agreed), 0);
  expect('DuckDB rows that the file lacks', await only(agreed, `from '${file}'`), 0);
  await statistics(ask);
}

// Each row group's smallest and largest value and number of missing ones, against those of its own rows.
async function statistics(ask) {
  const meta = await ask(`select row_group_id, path_in_schema, row_group_num_rows, stats_min_value, stats_max_value, stats_null_count
    from parquet_metadata('${file}') order by 1, column_id`);
  let first = 0, group = -1, size = 0;
  for (const [id, name, count, min, max, nulls] of meta) {
    if (id !== group) { first += size; size = Number(count); group = id; }
    const quoted = `"${name}"`;
    const [[lo, hi, missing]] = await ask(`select min(${quoted})::varchar, max(${quoted})::varchar, count(*) - count(${quoted})
      from read_parquet('${file}', file_row_number = true) where file_row_number between ${first} and ${first + size - 1}`);
    // The format asks for the zero whose sign widens the range.
    expect(`statistics ${name} min`, min === '-0.0' ? '0.0' : min, lo);
    expect(`statistics ${name} max`, max, hi);
    expect(`statistics ${name} nulls`, Number(nulls), Number(missing));
  }
  expect('rows in statistics', first + size, rows);
}

async function hyparquet() {
  const found = await parquetReadObjects({ file: await asyncBufferFromFile(file), compressors });
  expect('hyparquet rows', found.length, rows);
  const convert = { date: v => v.getTime() / 86400000 };
  found.forEach((r, i) => {
    const expected = row(i);
    for (const name of columns) {
      const value = r[name] === undefined || r[name] === null ? null : convert[name] ? convert[name](r[name]) : r[name];
      expect(`hyparquet ${name} row ${i}`, value, expected[name]);
    }
  });
}

function rustArrow() {
  const found = arrow.tableFromIPC(wasm.readParquet(readFileSync(file)).intoIPCStream());
  expect('Arrow rows', found.numRows, rows);
  for (const name of ['i64', 'd', 's', 'u']) {
    const vector = found.getChild(name);
    for (let i = 0; i < rows; i++) expect(`Arrow ${name} row ${i}`, vector.get(i), row(i)[name]);
  }
}

await duckdb();
await hyparquet();
rustArrow();
faults.forEach(fault => console.log(fault));
console.log(faults.length === 0 ? `all ${rows} rows agree` : 'rows differ');
process.exitCode = faults.length === 0 ? 0 : 1;
