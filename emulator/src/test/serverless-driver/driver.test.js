// What an application sees that uses the serverless driver, in front of the emulator.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Client, connect } from "@planetscale/database";

const { DEV_URL, READER_URL, MAIN_URL } = process.env;
const dev = () => connect({ url: DEV_URL });

before(async () => {
    await dev().execute("CREATE TABLE hotels (id INT UNSIGNED PRIMARY KEY AUTO_INCREMENT, name VARCHAR(40) NOT NULL UNIQUE, stars FLOAT)");
});

after(async () => {
    await dev().execute("DROP TABLE hotels");
});

/** The error that a promise ends in. */
async function error(promise) {
    try {
        await promise;
    } catch (e) {
        return e;
    }
    assert.fail("no error");
}

test("rows have the documented shape", async () => {
    const inserted = await dev().execute("INSERT INTO hotels (name, stars) VALUES (?, ?)", ["Galt House", 4.5]);
    assert.equal(inserted.rowsAffected, 1);
    assert.match(inserted.insertId, /^[1-9][0-9]*$/);
    assert.deepEqual(inserted.headers, []);

    const found = await dev().execute("SELECT * FROM hotels WHERE name = :name", { name: "Galt House" });
    assert.deepEqual(found.headers, ["id", "name", "stars"]);
    assert.deepEqual(found.types, { id: "UINT32", name: "VARCHAR", stars: "FLOAT32" });
    assert.deepEqual(found.rows, [{ id: Number(inserted.insertId), name: "Galt House", stars: 4.5 }]);
    assert.equal(found.size, 1);
    assert.equal(found.fields[1].table, "hotels");
    assert.ok(found.time > 0);

    const arrays = await dev().execute("SELECT name FROM hotels", null, { as: "array" });
    assert.deepEqual(arrays.rows, [["Galt House"]]);
    const changed = await dev().execute("UPDATE hotels SET stars = 4.5 WHERE name = 'Galt House'");
    assert.equal(changed.rowsAffected, 1, "rows that were found count, though they stay as they were");
});

const COLUMNS = [
    // declaration, written, type, read
    ["TINYINT", -128, "INT8", -128],
    ["TINYINT(1)", 1, "INT8", 1],
    ["TINYINT UNSIGNED", 255, "UINT8", 255],
    ["SMALLINT", -32768, "INT16", -32768],
    ["SMALLINT UNSIGNED", 65535, "UINT16", 65535],
    ["MEDIUMINT", -8388608, "INT24", -8388608],
    ["MEDIUMINT UNSIGNED", 16777215, "UINT24", 16777215],
    ["INT", -2147483648, "INT32", -2147483648],
    ["INT UNSIGNED", 4294967295, "UINT32", 4294967295],
    ["BIGINT", "-9223372036854775808", "INT64", "-9223372036854775808"],
    ["BIGINT UNSIGNED", "18446744073709551615", "UINT64", "18446744073709551615"],
    ["DECIMAL(20, 10)", "1234567890.0123456789", "DECIMAL", "1234567890.0123456789"],
    ["FLOAT", 1.5, "FLOAT32", 1.5],
    ["DOUBLE", 1e300, "FLOAT64", 1e300],
    ["DATE", "1000-01-01", "DATE", "1000-01-01"],
    ["DATETIME", "1000-01-01 23:59:59", "DATETIME", "1000-01-01 23:59:59"],
    ["DATETIME(3)", "2026-02-28 23:59:59.005", "DATETIME", "2026-02-28 23:59:59.005"],
    ["TIMESTAMP(6) NULL", "2026-02-28 23:59:59.000001", "TIMESTAMP", "2026-02-28 23:59:59.000001"],
    ["TIME", "-25:01:01", "TIME", "-25:01:01"],
    ["TIME(2)", "10:00:00.50", "TIME", "10:00:00.50"],
    ["YEAR", 2026, "YEAR", 2026],
    ["CHAR(4)", "ü", "CHAR", "ü"],
    ["VARCHAR(20)", "日本 \\ ' \" 🛏", "VARCHAR", "日本 \\ ' \" 🛏"],
    ["TINYTEXT", "text", "TEXT", "text"],
    ["LONGTEXT", "{fn not JDBC's}", "TEXT", "{fn not JDBC's}"],
    ["ENUM('single', 'double')", "double", "ENUM", "double"],
    ["SET('sea', 'lake')", "sea,lake", "SET", "sea,lake"],
    ["JSON", '{"beds": [1, null, "ü"]}', "JSON", { beds: [1, null, "ü"] }],
    ["BINARY(4)", bytes(0, 255), "BINARY", bytes(0, 255, 0, 0)],
    ["VARBINARY(4)", bytes(0, 255, 39, 92), "VARBINARY", bytes(0, 255, 39, 92)],
    ["LONGBLOB", bytes(), "BLOB", bytes()],
    ["BIT(12)", 5, "BIT", bytes(0, 5)],
];

function bytes(...values) {
    return Uint8Array.from(values);
}

test("values of every type arrive as they were written, and NULL as null", async () => {
    const connection = dev();
    const names = COLUMNS.map((_, i) => `c${i}`);
    await connection.execute(`CREATE TABLE kinds (id INT PRIMARY KEY, ${COLUMNS.map(([sql], i) => `c${i} ${sql}`).join(", ")})`);
    await connection.execute(`INSERT INTO kinds VALUES (1, ${names.map(() => "?").join(", ")})`, COLUMNS.map(([, written]) => written));
    await connection.execute("INSERT INTO kinds (id) VALUES (2)");

    const { rows, types } = await connection.execute("SELECT * FROM kinds ORDER BY id");

    COLUMNS.forEach(([sql, , type, read], i) => {
        assert.equal(types[names[i]], type, sql);
        assert.deepEqual(rows[0][names[i]], read, sql);
        assert.equal(rows[1][names[i]], null, sql);
    });
    await connection.execute("DROP TABLE kinds");
});

test("expressions have MySQL's types", async () => {
    const { rows, types } = await dev().execute("SELECT 1 AS one, 1 = 2 AS eq, COUNT(*) AS n, 1.5 AS d, 'a' AS t, NULL AS nil, x'00ff' AS b FROM hotels");

    assert.deepEqual(types, { one: "INT64", eq: "INT64", n: "INT64", d: "DECIMAL", t: "VARCHAR", nil: "NULL", b: "VARBINARY" });
    assert.equal(rows[0].one, "1");
    assert.equal(rows[0].d, "1.5");
    assert.equal(rows[0].nil, null);
    assert.deepEqual(rows[0].b, bytes(0, 255));
});

test("a transaction is seen by others only after it is committed", async () => {
    const count = async () => (await dev().execute("SELECT COUNT(*) AS n FROM hotels WHERE name = 'Ritz'")).rows[0].n;

    await new Client({ url: DEV_URL }).transaction(async (tx) => {
        await tx.execute("INSERT INTO hotels (name) VALUES ('Ritz')");
        assert.equal((await tx.execute("SELECT COUNT(*) AS n FROM hotels WHERE name = 'Ritz'")).rows[0].n, "1");
        assert.equal(await count(), "0");
    });

    assert.equal(await count(), "1");
});

test("a transaction that fails is rolled back", async () => {
    const failed = await error(
        dev().transaction(async (tx) => {
            await tx.execute("INSERT INTO hotels (name) VALUES ('Savoy')");
            await tx.execute("INSERT INTO hotels (name) VALUES ('Savoy')");
        }),
    );

    assert.equal(failed.body.code, "ALREADY_EXISTS");
    assert.deepEqual((await dev().execute("SELECT 1 FROM hotels WHERE name = 'Savoy'")).rows, []);
});

test("a session keeps its variables, and many statements may share one", async () => {
    const connection = dev();
    await connection.refresh();
    await connection.execute("SET @stars = 5");
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => connection.execute("SELECT @stars + 0 AS s")));
    assert.deepEqual(all.map(({ rows }) => Number(rows[0].s)), [5, 5, 5, 5, 5]);
});

test("many connections at once are served", async () => {
    const client = new Client({ url: DEV_URL });
    const all = await Promise.all(Array.from({ length: 100 }, (_, i) => client.execute("SELECT ? AS i", [i])));
    assert.deepEqual(all.map(({ rows }) => Number(rows[0].i)), Array.from({ length: 100 }, (_, i) => i));
});

test("errors are worded as Vitess words them, without values", async () => {
    const duplicate = () => dev().execute("INSERT INTO hotels (name) VALUES (?)", ["Plaza secret"]);
    await duplicate();
    const taken = await error(duplicate());
    assert.equal(taken.name, "DatabaseError");
    assert.equal(taken.status, 400);
    assert.equal(taken.body.code, "ALREADY_EXISTS");
    assert.match(
        taken.message,
        /^target: shop\.-\.primary: vttablet: rpc error: code = AlreadyExists desc = Duplicate entry 'Plaza secret' for key 'hotels\.[A-Za-z_]+' \(errno 1062\) \(sqlstate 23000\) \(CallerID: [a-z0-9]+\): Sql: "INSERT INTO hotels \(name\) VALUES \(:vtg1\)", BindVars: {REDACTED}$/,
    );

    const absent = await error(dev().execute("select * from motels"));
    assert.equal(absent.body.code, "NOT_FOUND");
    assert.match(absent.message, /code = NotFound desc = Table '[^']*motels' doesn't exist \(errno 1146\) \(sqlstate 42S02\)/);

    const wrong = await error(dev().execute("SELECT 1 FORM hotels"));
    assert.equal(wrong.body.code, "INVALID_ARGUMENT");
    assert.equal(wrong.message, "syntax error at position 21 near 'hotels'");
});

test("a reader reads, and is refused everything else", async () => {
    const reader = connect({ url: READER_URL });
    await reader.execute("SELECT * FROM hotels");

    const insert = await error(reader.execute("INSERT INTO hotels (name) VALUES ('x')"));
    assert.equal(insert.body.code, "PERMISSION_DENIED");
    assert.match(insert.message, /Insert command denied to user '[a-z0-9]+' for table 'hotels' \(ACL check error\) \(CallerID: [a-z0-9]+\)$/);
    const create = await error(reader.execute("CREATE TABLE x (id INT PRIMARY KEY)"));
    assert.match(create.message, /DDL command denied to user '[a-z0-9]+' for table 'x' \(ACL check error\)/);
});

test("direct DDL is disabled on a branch with safe migrations", async () => {
    const main = connect({ url: MAIN_URL });
    for (const sql of ["CREATE TABLE x (id INT PRIMARY KEY)", "/* why */ alter table x add y int", "TRUNCATE x"]) {
        const refused = await error(main.execute(sql));
        assert.equal(refused.message, "direct DDL is disabled", sql);
    }
    assert.deepEqual((await main.execute("SELECT 'still' AS here")).rows, [{ here: "still" }]);
});

test("a wrong password is not authenticated", async () => {
    for (const url of [DEV_URL.replace(/:[^:@]+@/, ":pscale_pw_wrong@"), DEV_URL.replace(/\/\/[^:]+:/, "//nobody:")]) {
        const refused = await error(connect({ url }).execute("SELECT 1"));
        assert.equal(refused.status, 401);
        assert.deepEqual(JSON.parse(refused.context.body), { code: "unauthenticated", message: "invalid username or password" });
    }
});

test("a session is of no use to another user", async () => {
    const mine = dev();
    await mine.execute("SET @mine = 1");
    const other = connect({ url: READER_URL });
    other.session = mine.session;
    assert.deepEqual((await other.execute("SELECT @mine AS m")).rows, [{ m: null }]);
});
