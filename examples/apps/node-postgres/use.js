// The application: keeps notes.
import assert from "node:assert/strict";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });

// Runs statements in one transaction.
async function transaction(work) {
    const client = await pool.connect();
    try {
        await client.query("BEGIN");
        const result = await work(client);
        await client.query("COMMIT");
        return result;
    } catch (error) {
        await client.query("ROLLBACK");
        throw error;
    } finally {
        client.release();
    }
}

const author = await transaction(async (client) => {
    const { rows } = await client.query("INSERT INTO author (name) VALUES ($1) RETURNING id", ["Ada"]);
    await client.query("INSERT INTO note (author_id, body, tags) VALUES ($1, $2, $3)", [
        rows[0].id,
        "kept",
        { color: "blue" },
    ]);
    return rows[0].id;
});
await assert.rejects(
    transaction(async (client) => {
        await client.query("INSERT INTO note (author_id, body) VALUES ($1, $2)", [author, "not kept"]);
        await client.query("INSERT INTO note (author_id, body) VALUES ($1, $2)", [-1, "of nobody"]);
    }),
    { code: "23503" },
    "a note needs an author",
);
const { rows } = await pool.query(
    "SELECT name, body, tags ->> 'color' AS color FROM note JOIN author ON author.id = author_id WHERE author_id = $1",
    [author],
);
assert.deepEqual(rows, [{ name: "Ada", body: "kept", color: "blue" }]);
await pool.end();
console.log("wrote a note, rolled another back, and read the first");
