"""Provisions a shop and a ledger with Pulumi's Automation API and checks what a program gets: every connection string,
lists and the gates of a schema change. A second `up` changes nothing.

Takes the provider's settings from the environment (PLANETSCALE_ORGANIZATION and so on), and Pulumi's (PULUMI_HOME,
PULUMI_BACKEND_URL, PULUMI_CONFIG_PASSPHRASE).
"""

from typing import Any, Sequence

import pulumi
import pulumi_planetscale as planetscale
from pulumi import automation


def program() -> None:
    shop = planetscale.Database("shop", name="shop", cluster_size="PS_10")
    main = planetscale.Branch("main", database=shop.name, name="main", safe_migrations=True)
    dev = planetscale.Branch("dev", database=shop.name, name="dev", parent_branch=main.name)
    app = planetscale.Password("app", database=shop.name, branch=dev.name, role=planetscale.PasswordRole.READWRITER)
    change = planetscale.DeployRequest(
        "change", database=shop.name, branch=dev.name, into_branch=main.name
    )

    ledger = planetscale.Database(
        "ledger", name="ledger", kind="postgresql", cluster_size="PS_10_AWS_ARM"
    )
    reports = planetscale.Role(
        "reports", database=ledger.name, branch="main", inherited_roles=["pg_read_all_data"]
    )

    pulumi.export("username", app.username)
    pulumi.export("host", app.access_host_url)
    pulumi.export("password", app.plain_text)
    # Each string by its name.
    pulumi.export("jdbc", app.connection_strings.jdbc)
    pulumi.export("go", app.connection_strings.go)
    pulumi.export("node", app.connection_strings.node)
    pulumi.export("php", app.connection_strings.php)
    pulumi.export("laravel", app.connection_strings.laravel)
    pulumi.export("rails", app.connection_strings.rails)
    pulumi.export("sqlalchemy", app.connection_strings.sqlalchemy)
    pulumi.export("django", app.connection_strings.django)
    pulumi.export("dotnet", app.connection_strings.dotnet)
    pulumi.export("prisma", app.connection_strings.prisma)
    pulumi.export("serverless", app.connection_strings.serverless)
    pulumi.export("mysql", app.connection_strings.mysql)
    pulumi.export("roleHost", reports.access_host_url)
    pulumi.export("direct", reports.connection_strings.direct)
    pulumi.export("pooled", reports.connection_strings.pooled)
    pulumi.export("replica", reports.connection_strings.replica)
    pulumi.export("roleJdbc", reports.connection_strings.jdbc)
    pulumi.export("psql", reports.connection_strings.psql)
    pulumi.export("roleSqlalchemy", reports.connection_strings.sqlalchemy)
    pulumi.export("npgsql", reports.connection_strings.npgsql)
    pulumi.export("psqlCommand", reports.connection_strings.psql_command)
    pulumi.export("cidrs", app.cidrs)
    pulumi.export("inheritedRoles", reports.inherited_roles)
    pulumi.export("verdict", change.verdict)
    pulumi.export("gates", change.gates.apply(gate_names))
    # By an id that `dev` returns, so that the list has it.
    branches = planetscale.get_branches_output(database=dev.database_id).branches
    pulumi.export("branches", branches.apply(lambda found: sorted(branch.name for branch in found)))


def gate_names(gates: Sequence[planetscale.outputs.DeployRequestGate]) -> list[str]:
    return [gate.name for gate in gates]


def check(outputs: automation.OutputMap) -> None:
    def value(name: str) -> Any:
        return outputs[name].value

    login = f"{value('username')}:{value('password')}@"
    host = value("host")
    beginnings = {
        "jdbc": f"jdbc:mysql://{host}:3306/shop?user={value('username')}",
        "go": f"{login}tcp({host}:3306)/shop?",
        "node": f"mysql://{login}{host}:3306/shop?ssl=",
        "php": f"mysql://{login}{host}:3306/shop?serverVersion=",
        "laravel": f"mysql://{login}{host}:3306/shop",
        "rails": f"trilogy://{login}{host}:3306/shop?ssl=true&",
        "sqlalchemy": f"mysql+mysqldb://{login}{host}:3306/shop?ssl_mode=VERIFY_IDENTITY",
        "django": f"mysql://{login}{host}:3306/shop?ssl_mode=VERIFY_IDENTITY",
        "dotnet": f"Server={host};Port=3306;Database=shop;User ID={value('username')};",
        "mysql": "MYSQL_PWD=",
        "prisma": f"mysql://{login}{host}/shop?sslaccept=strict",
        "serverless": f"mysql://{login}{host}",
        "direct": "postgresql://",
        "pooled": "postgresql://",
        "replica": "postgresql://",
        "roleJdbc": f"jdbc:postgresql://{value('roleHost')}:5432/",
        "roleSqlalchemy": "postgresql+psycopg://",
        "npgsql": f"Host={value('roleHost')};Port=5432;",
        "psqlCommand": "PGPASSWORD=",
        "psql": f"host={value('roleHost')} port=5432 ",
    }
    for name, beginning in beginnings.items():
        assert str(value(name)).startswith(beginning), f"{name} does not begin as it should"
        assert outputs[name].secret, f"{name} is not secret"
    assert value("cidrs") == []
    assert value("inheritedRoles") == ["pg_read_all_data"]
    assert value("branches") == ["dev", "main"]
    assert value("verdict") == "noChanges"
    assert all(isinstance(gate, str) for gate in value("gates"))


def run() -> None:
    stack = automation.create_or_select_stack(
        stack_name="it", project_name="automation-python", program=program
    )
    try:
        stack.preview()
        check(stack.up().outputs)
        check(stack.up(expect_no_changes=True).outputs)
        stack.refresh(expect_no_changes=True)
    finally:
        stack.destroy()
    print("1 passed, 0 failed")


if __name__ == "__main__":
    run()
