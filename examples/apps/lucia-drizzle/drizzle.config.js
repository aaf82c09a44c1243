const { DATABASE_HOST, DATABASE_NAME, DATABASE_USERNAME, DATABASE_PASSWORD } = process.env;

export default {
    dialect: "mysql",
    schema: "./schema.js",
    out: "./drizzle",
    dbCredentials: {
        host: DATABASE_HOST ?? "127.0.0.1",
        database: DATABASE_NAME ?? "shop",
        user: DATABASE_USERNAME,
        password: DATABASE_PASSWORD,
        // PlanetScale takes encrypted connections only; the emulator, on this machine, offers none.
        ssl: DATABASE_HOST?.startsWith("127.") ? undefined : {},
    },
};
