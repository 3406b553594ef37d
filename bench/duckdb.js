// duckdb.js FOLDER: runs statements of standard input, each ended by a line of ";", in DuckDB on one thread, and prints for
// each the milliseconds of CPU time that it took and its last value, apart by a tab. FOLDER is where npm installed
// @duckdb/node-api.
const readline = require('readline');
const { DuckDBInstance } = require(process.argv[2] + '/node_modules/@duckdb/node-api');

async function main()
{
	const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
	const connection = await instance.connect();
	let statement = '';
	for await (const line of readline.createInterface({ input: process.stdin }))
	{
		if (line !== ';')
		{
			statement += line + '\n';
			continue;
		}
		const before = process.cpuUsage();
		const result = await connection.runAndReadAll(statement);
		const spent = process.cpuUsage(before);
		const rows = result.getRows();
		const last = rows.length > 0 ? rows[rows.length - 1] : [''];
		process.stdout.write(((spent.user + spent.system) / 1000) + '\t' + last[last.length - 1] + '\n');
		statement = '';
	}
}

main().catch((error) => { process.stderr.write(error + '\n'); process.exit(1); });
