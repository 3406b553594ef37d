// duckdb.js FOLDER [THREADS]: runs statements of standard input, each ended by a line of ";", in DuckDB on one thread or as
// many as said, and prints for each the milliseconds and its last value, apart by a tab: of CPU time on one thread, by the
// clock on several. FOLDER is where npm installed
// @duckdb/node-api.
const readline = require('readline');
const { DuckDBInstance } = require(process.argv[2] + '/node_modules/@duckdb/node-api');

const threads = process.argv[3] || '1';

async function main()
{
	const instance = await DuckDBInstance.create(':memory:', { threads });
	const connection = await instance.connect();
	let statement = '';
	for await (const line of readline.createInterface({ input: process.stdin }))
	{
		if (line !== ';')
		{
			statement += line + '\n';
			continue;
		}
		const before = process.cpuUsage(), start = process.hrtime.bigint();
		const result = await connection.runAndReadAll(statement);
		const spent = process.cpuUsage(before), clock = Number(process.hrtime.bigint() - start) / 1e6;
		const rows = result.getRows();
		const last = rows.length > 0 ? rows[rows.length - 1] : [''];
		process.stdout.write((threads === '1' ? (spent.user + spent.system) / 1000 : clock) + '\t' + last[last.length - 1] + '\n');
		statement = '';
	}
}

main().catch((error) => { process.stderr.write(error + '\n'); process.exit(1); });
