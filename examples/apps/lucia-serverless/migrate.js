// The three tables of Lucia, without foreign keys.
import { connection } from "./database.js";

const tables = [
    `CREATE TABLE user (
        id VARCHAR(15) NOT NULL,
        PRIMARY KEY (id)
    )`,
    `CREATE TABLE session (
        id VARCHAR(127) NOT NULL,
        user_id VARCHAR(15) NOT NULL,
        active_expires BIGINT UNSIGNED NOT NULL,
        idle_expires BIGINT UNSIGNED NOT NULL,
        PRIMARY KEY (id),
        KEY session_user_id (user_id)
    )`,
    `CREATE TABLE auth_key (
        id VARCHAR(255) NOT NULL,
        user_id VARCHAR(15) NOT NULL,
        hashed_password VARCHAR(255),
        PRIMARY KEY (id),
        KEY auth_key_user_id (user_id)
    )`,
];

for (const table of tables) {
    await connection.execute(table);
    console.log(table.split("(")[0].trim());
}
