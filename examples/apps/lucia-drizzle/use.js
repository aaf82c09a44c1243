// A visitor signs up, comes back with a session, and signs out: once on each driver.
import assert from "node:assert/strict";
import { eq } from "drizzle-orm";
import { LuciaError, lucia } from "lucia";
import * as mysql2 from "./mysql2.js";
import { key as keys } from "./schema.js";
import * as serverless from "./serverless.js";

async function visit(name, { db, adapter, close }) {
    const auth = lucia({
        adapter: adapter({ user: "auth_user", key: "user_key", session: "user_session" }),
        env: "DEV",
        getUserAttributes: () => ({}),
    });
    const email = `${name}-${Date.now()}@example.com`;
    const password = "correct horse battery staple";
    const key = { providerId: "email", providerUserId: email, password };

    const user = await auth.createUser({ key, attributes: {} });
    // MySQL's message names the table, from which Lucia makes AUTH_DUPLICATE_KEY_ID; MariaDB's on mysql2 does not.
    await assert.rejects(auth.createUser({ key, attributes: {} }), /AUTH_DUPLICATE_KEY_ID|Duplicate entry/);
    await assert.rejects(auth.useKey("email", email, "wrong"), new LuciaError("AUTH_INVALID_PASSWORD"));

    const { userId } = await auth.useKey("email", email, password);
    const session = await auth.createSession({ userId, attributes: {} });
    assert.equal((await auth.validateSession(session.sessionId)).user.userId, user.userId);
    await auth.invalidateSession(session.sessionId);
    await assert.rejects(auth.validateSession(session.sessionId), new LuciaError("AUTH_INVALID_SESSION_ID"));

    const found = await db.select().from(keys).where(eq(keys.userId, userId));
    assert.deepEqual(found.map(({ id }) => id), [`email:${email}`]);
    await close();
    console.log(`${name}: signed up, signed in, signed out`);
}

await visit("mysql2", mysql2);
await visit("serverless", serverless);
