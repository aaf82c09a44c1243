import { connection } from "./database.js";

const { rows } = await connection.execute(process.argv[2]);
console.log(JSON.stringify(rows));
