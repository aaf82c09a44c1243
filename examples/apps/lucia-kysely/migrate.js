import { promises as fs } from "node:fs";
import path from "node:path";
import { FileMigrationProvider, Migrator } from "kysely";
import { db } from "./database.js";

const migrator = new Migrator({
    db,
    provider: new FileMigrationProvider({ fs, path, migrationFolder: path.resolve("migrations") }),
});
const { error, results = [] } = await migrator.migrateToLatest();
results.forEach(({ migrationName, status }) => console.log(`${migrationName}: ${status}`));
await db.destroy();
if (error) {
    throw error;
}
