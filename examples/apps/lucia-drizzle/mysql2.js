// Lucia and Drizzle on mysql2, which connects to the database itself.
import { mysql2 } from "@lucia-auth/adapter-mysql";
import { drizzle } from "drizzle-orm/mysql2";
import { createPool } from "mysql2/promise";

const { DATABASE_HOST, DATABASE_NAME, DATABASE_USERNAME, DATABASE_PASSWORD } = process.env;

export const pool = createPool({
    host: DATABASE_HOST,
    database: DATABASE_NAME,
    user: DATABASE_USERNAME,
    password: DATABASE_PASSWORD,
    ssl: {},
});

export const db = drizzle({ client: pool });
export const adapter = (tables) => mysql2(pool, tables);
export const close = () => pool.end();
