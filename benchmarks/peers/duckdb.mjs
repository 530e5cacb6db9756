// Runs a query in DuckDB and writes the result as Parquet: query.sql as-of threads output.parquet
// (The as-of time stands in the query already.)
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const [query, , threads, output] = process.argv.slice(2);
const instance = await DuckDBInstance.create(":memory:", { threads });
const connection = await instance.connect();
await connection.run("set timezone = 'UTC'");
await connection.run(
  `copy (${readFileSync(query, "utf8")}) to '${output.replaceAll("'", "''")}' (format parquet, compression snappy)`,
);
