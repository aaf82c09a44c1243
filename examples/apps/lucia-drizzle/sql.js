import { pool } from "./mysql2.js";

try {
    const [rows] = await pool.query(process.argv[2]);
    console.log(JSON.stringify(rows));
} finally {
    await pool.end();
}
