// Runs one statement.
import pg from "pg";

const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
try {
    await client.connect();
    await client.query(process.argv[2]);
} catch (error) {
    console.error(`${error.code}: ${error.message}`);
    process.exitCode = 1;
} finally {
    await client.end();
}
