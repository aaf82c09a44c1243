// A visitor signs up, comes back with a session, and signs out.
import assert from "node:assert/strict";
import { LuciaError } from "lucia";
import { auth } from "./auth.js";
import { db } from "./database.js";

const email = `ada-${Date.now()}@example.com`;
const password = "correct horse battery staple";
const key = { providerId: "email", providerUserId: email, password };

const user = await auth.createUser({ key, attributes: {} });
console.log("signed up");

// MySQL's message names the table, from which Lucia makes AUTH_DUPLICATE_KEY_ID; MariaDB's does not.
await assert.rejects(auth.createUser({ key, attributes: {} }), /AUTH_DUPLICATE_KEY_ID|Duplicate entry/);
await assert.rejects(auth.useKey("email", email, "wrong"), new LuciaError("AUTH_INVALID_PASSWORD"));
console.log("refused the same address and a wrong password");

const { userId } = await auth.useKey("email", email, password);
assert.equal(userId, user.userId);
const session = await auth.createSession({ userId, attributes: {} });
assert.equal((await auth.validateSession(session.sessionId)).user.userId, userId);
console.log("signed in");

await auth.invalidateSession(session.sessionId);
await assert.rejects(auth.validateSession(session.sessionId), new LuciaError("AUTH_INVALID_SESSION_ID"));
console.log("signed out");

const { keys } = await db
    .selectFrom("user_key")
    .select(({ fn }) => fn.countAll().as("keys"))
    .where("user_id", "=", userId)
    .executeTakeFirstOrThrow();
assert.equal(Number(keys), 1);
console.log("found with Kysely");
await db.destroy();
