import { planetscale } from "@lucia-auth/adapter-mysql";
import { lucia } from "lucia";
import { connection } from "./database.js";

export const auth = lucia({
    adapter: planetscale(connection, { user: "user", key: "auth_key", session: "session" }),
    env: "DEV",
    getUserAttributes: () => ({}),
});
