// The three tables of Lucia, without foreign keys, which PlanetScale does not have unless a database allows them.
export async function up(db) {
    await db.schema
        .createTable("auth_user")
        .addColumn("id", "varchar(15)", (column) => column.primaryKey())
        .execute();
    await db.schema
        .createTable("user_key")
        .addColumn("id", "varchar(255)", (column) => column.primaryKey())
        .addColumn("user_id", "varchar(15)", (column) => column.notNull())
        .addColumn("hashed_password", "varchar(255)")
        .execute();
    await db.schema
        .createTable("user_session")
        .addColumn("id", "varchar(127)", (column) => column.primaryKey())
        .addColumn("user_id", "varchar(15)", (column) => column.notNull())
        .addColumn("active_expires", "bigint", (column) => column.unsigned().notNull())
        .addColumn("idle_expires", "bigint", (column) => column.unsigned().notNull())
        .execute();
}
