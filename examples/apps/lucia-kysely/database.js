import { Kysely, MysqlDialect } from "kysely";
import { createPool } from "mysql2/promise";

const { DATABASE_HOST, DATABASE_NAME, DATABASE_USERNAME, DATABASE_PASSWORD } = process.env;

export const pool = createPool({
    host: DATABASE_HOST,
    database: DATABASE_NAME,
    user: DATABASE_USERNAME,
    password: DATABASE_PASSWORD,
    // PlanetScale takes encrypted connections only. NODE_EXTRA_CA_CERTS names the emulator's authority.
    ssl: {},
});

export const db = new Kysely({ dialect: new MysqlDialect({ pool: pool.pool }) });
