// Provisions a shop and a ledger with Pulumi's Automation API and checks what a program gets: every connection string,
// lists and the gates of a schema change. A second `up` changes nothing.
//
// Takes the provider's settings from the environment (PLANETSCALE_ORGANIZATION and so on), and Pulumi's (PULUMI_HOME,
// PULUMI_BACKEND_URL, PULUMI_CONFIG_PASSPHRASE).
import * as assert from "node:assert/strict";
import * as automation from "@pulumi/pulumi/automation";
import * as planetscale from "@pulumi/planetscale";

async function program(): Promise<Record<string, unknown>> {
    const shop = new planetscale.Database("shop", { name: "shop", clusterSize: "PS_10" });
    const main = new planetscale.Branch("main", { database: shop.name, name: "main", safeMigrations: true });
    const dev = new planetscale.Branch("dev", { database: shop.name, name: "dev", parentBranch: main.name });
    const app = new planetscale.Password("app", { database: shop.name, branch: dev.name, role: planetscale.PasswordRole.Readwriter });
    const change = new planetscale.DeployRequest("change", {
        database: shop.name,
        branch: dev.name,
        intoBranch: main.name,
    });

    const ledger = new planetscale.Database("ledger", {
        name: "ledger",
        kind: "postgresql",
        clusterSize: "PS_10_AWS_ARM",
    });
    const reports = new planetscale.Role("reports", {
        database: ledger.name,
        branch: "main",
        inheritedRoles: ["pg_read_all_data"],
    });

    return {
        username: app.username,
        host: app.accessHostUrl,
        password: app.plainText,
        // Each string by its name: a program finds `undefined` in a string that is wrapped twice.
        jdbc: app.connectionStrings.jdbc,
        go: app.connectionStrings.go,
        node: app.connectionStrings.node,
        php: app.connectionStrings.php,
        laravel: app.connectionStrings.laravel,
        rails: app.connectionStrings.rails,
        sqlalchemy: app.connectionStrings.sqlalchemy,
        django: app.connectionStrings.django,
        dotnet: app.connectionStrings.dotnet,
        prisma: app.connectionStrings.prisma,
        serverless: app.connectionStrings.serverless,
        mysql: app.connectionStrings.mysql,
        roleUsername: reports.username,
        roleHost: reports.accessHostUrl,
        direct: reports.connectionStrings.direct,
        pooled: reports.connectionStrings.pooled,
        replica: reports.connectionStrings.replica,
        roleJdbc: reports.connectionStrings.jdbc,
        psql: reports.connectionStrings.psql,
        roleSqlalchemy: reports.connectionStrings.sqlalchemy,
        npgsql: reports.connectionStrings.npgsql,
        psqlCommand: reports.connectionStrings.psqlCommand,
        cidrs: app.cidrs,
        inheritedRoles: reports.inheritedRoles,
        verdict: change.verdict,
        gates: change.gates.apply(gates => gates.map(gate => gate.name)),
        branches: planetscale
            // By an id that `dev` returns, so that the list has it.
            .getBranchesOutput({ database: dev.databaseId })
            .branches.apply(branches => branches.map(branch => branch.name).sort()),
    };
}

function check(outputs: automation.OutputMap): void {
    const value = (name: string): string => {
        const output = outputs[name]?.value;
        assert.equal(typeof output, "string", `output ${name} is not a string`);
        return output;
    };
    const login = `${value("username")}:${value("password")}@`;
    const host = value("host");
    const beginnings: Record<string, string> = {
        jdbc: `jdbc:mysql://${host}:3306/shop?user=${value("username")}`,
        go: `${login}tcp(${host}:3306)/shop?`,
        node: `mysql://${login}${host}:3306/shop?ssl=`,
        php: `mysql://${login}${host}:3306/shop?serverVersion=`,
        laravel: `mysql://${login}${host}:3306/shop`,
        rails: `trilogy://${login}${host}:3306/shop?ssl=true&`,
        sqlalchemy: `mysql+mysqldb://${login}${host}:3306/shop?ssl_mode=VERIFY_IDENTITY`,
        django: `mysql://${login}${host}:3306/shop?ssl_mode=VERIFY_IDENTITY`,
        dotnet: `Server=${host};Port=3306;Database=shop;User ID=${value("username")};`,
        mysql: "MYSQL_PWD=",
        prisma: `mysql://${login}${host}/shop?sslaccept=strict`,
        serverless: `mysql://${login}${host}`,
        direct: "postgresql://",
        pooled: "postgresql://",
        replica: "postgresql://",
        roleJdbc: `jdbc:postgresql://${value("roleHost")}:5432/`,
        roleSqlalchemy: "postgresql+psycopg://",
        npgsql: `Host=${value("roleHost")};Port=5432;`,
        psqlCommand: "PGPASSWORD=",
        psql: `host=${value("roleHost")} port=5432 `,
    };
    for (const [name, beginning] of Object.entries(beginnings)) {
        assert.ok(value(name).startsWith(beginning), `${name} does not begin with ${beginning.replace(login, "…@")}`);
        assert.equal(outputs[name]?.secret, true, `${name} is not secret`);
    }
    assert.deepEqual(outputs["cidrs"]?.value, []);
    assert.deepEqual(outputs["inheritedRoles"]?.value, ["pg_read_all_data"]);
    assert.deepEqual(outputs["branches"]?.value, ["dev", "main"]);
    assert.equal(outputs["verdict"]?.value, "noChanges");
    const gates = outputs["gates"]?.value;
    assert.ok(Array.isArray(gates) && gates.every(gate => typeof gate === "string"), "gates are not a list of names");
}

async function run(): Promise<void> {
    const stack = await automation.LocalWorkspace.createOrSelectStack({
        stackName: "it",
        projectName: "automation-nodejs",
        program,
    });
    try {
        await stack.preview();
        check((await stack.up()).outputs);
        const second = await stack.up({ expectNoChanges: true });
        check(second.outputs);
        await stack.refresh({ expectNoChanges: true });
    } finally {
        await stack.destroy();
    }
    console.log("1 passed, 0 failed");
}

run().catch((failure: unknown) => {
    console.error(failure instanceof Error ? failure.message : failure);
    process.exitCode = 1;
});
