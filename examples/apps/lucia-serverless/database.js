import { connect } from "@planetscale/database";

// On PlanetScale, `host`, `username` and `password` do as well.
export const connection = connect({ url: process.env.DATABASE_URL });
