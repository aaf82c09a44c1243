import { mysql2 } from "@lucia-auth/adapter-mysql";
import { lucia } from "lucia";
import { pool } from "./database.js";

export const auth = lucia({
    adapter: mysql2(pool, { user: "auth_user", key: "user_key", session: "user_session" }),
    env: "DEV",
    getUserAttributes: () => ({}),
});
