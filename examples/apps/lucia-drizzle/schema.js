import { bigint, index, mysqlTable, varchar } from "drizzle-orm/mysql-core";

// Without `references()`: PlanetScale has no foreign keys unless a database allows them.
export const user = mysqlTable("auth_user", {
    id: varchar("id", { length: 15 }).primaryKey(),
});

export const key = mysqlTable(
    "user_key",
    {
        id: varchar("id", { length: 255 }).primaryKey(),
        userId: varchar("user_id", { length: 15 }).notNull(),
        hashedPassword: varchar("hashed_password", { length: 255 }),
    },
    (table) => [index("user_key_user_id").on(table.userId)],
);

export const session = mysqlTable(
    "user_session",
    {
        id: varchar("id", { length: 128 }).primaryKey(),
        userId: varchar("user_id", { length: 15 }).notNull(),
        activeExpires: bigint("active_expires", { mode: "number" }).notNull(),
        idleExpires: bigint("idle_expires", { mode: "number" }).notNull(),
    },
    (table) => [index("user_session_user_id").on(table.userId)],
);
