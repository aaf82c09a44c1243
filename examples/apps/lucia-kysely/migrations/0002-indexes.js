// Lucia looks keys and sessions up by their user.
export async function up(db) {
    for (const table of ["user_key", "user_session"]) {
        await db.schema.createIndex(`${table}_user_id`).on(table).column("user_id").execute();
    }
}
