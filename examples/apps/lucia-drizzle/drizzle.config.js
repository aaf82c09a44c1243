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
        // PlanetScale takes encrypted connections only. NODE_EXTRA_CA_CERTS names the emulator's authority.
        ssl: {},
    },
};
