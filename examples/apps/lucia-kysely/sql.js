import { pool } from "./database.js";

try {
    const [rows] = await pool.query(process.argv[2]);
    console.log(JSON.stringify(rows));
} finally {
    await pool.end();
}
