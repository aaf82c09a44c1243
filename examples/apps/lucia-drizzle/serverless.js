// Lucia and Drizzle on PlanetScale's serverless driver, which reaches the database by HTTP.
import { planetscale } from "@lucia-auth/adapter-mysql";
import { Client } from "@planetscale/database";
import { drizzle } from "drizzle-orm/planetscale-serverless";

const client = new Client({ url: process.env.DATABASE_URL });

export const db = drizzle({ client });
export const adapter = (tables) => planetscale(client.connection(), tables);
export const close = () => {};
