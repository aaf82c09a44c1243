"""Provisions a shop and a ledger with Pulumi's Automation API and checks what a program gets: every connection string,
lists and the gates of a schema change. A second `up` changes nothing.

Takes the provider's settings from the environment (PLANETSCALE_ORGANIZATION and so on), and Pulumi's (PULUMI_HOME,
PULUMI_BACKEND_URL, PULUMI_CONFIG_PASSPHRASE).
"""

from typing import Any, Optional, Sequence

import pulumi
import pulumi_planetscale as planetscale
from pulumi import automation


def program() -> None:
    shop = planetscale.Database("shop", name="shop", cluster_size="PS_10")
    main = planetscale.Branch("main", database=shop.name, name="main", safe_migrations=True)
    dev = planetscale.Branch("dev", database=shop.name, name="dev", parent_branch=main.name)
    app = planetscale.Password("app", database=shop.name, branch=dev.name, role="readwriter")
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
    pulumi.export("jdbc", app.connection_strings.apply(lambda strings: strings and strings.jdbc))
    pulumi.export("go", app.connection_strings.apply(lambda strings: strings and strings.go))
    pulumi.export("node", app.connection_strings.apply(lambda strings: strings and strings.node))
    pulumi.export("php", app.connection_strings.apply(lambda strings: strings and strings.php))
    pulumi.export("prisma", app.connection_strings.apply(lambda strings: strings and strings.prisma))
    pulumi.export(
        "serverless", app.connection_strings.apply(lambda strings: strings and strings.serverless)
    )
    pulumi.export("roleHost", reports.access_host_url)
    pulumi.export("direct", reports.connection_strings.apply(lambda strings: strings and strings.direct))
    pulumi.export("pooled", reports.connection_strings.apply(lambda strings: strings and strings.pooled))
    pulumi.export("replica", reports.connection_strings.apply(lambda strings: strings and strings.replica))
    pulumi.export("roleJdbc", reports.connection_strings.apply(lambda strings: strings and strings.jdbc))
    pulumi.export("psql", reports.connection_strings.apply(lambda strings: strings and strings.psql))
    pulumi.export("cidrs", app.cidrs)
    pulumi.export("inheritedRoles", reports.inherited_roles)
    pulumi.export("verdict", change.verdict)
    pulumi.export("gates", change.gates.apply(gate_names))
    # By an id that `dev` returns, so that the list has it.
    branches = planetscale.get_branches_output(database=dev.database_id).branches
    pulumi.export("branches", branches.apply(lambda found: sorted(branch.name for branch in found)))


def gate_names(
    gates: Optional[Sequence[planetscale.outputs.DeployRequestGate]],
) -> list[Optional[str]]:
    return [gate.name for gate in gates or []]


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
        "prisma": f"mysql://{login}{host}/shop?sslaccept=strict",
        "serverless": f"mysql://{login}{host}",
        "direct": "postgresql://",
        "pooled": "postgresql://",
        "replica": "postgresql://",
        "roleJdbc": f"jdbc:postgresql://{value('roleHost')}:5432/",
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
