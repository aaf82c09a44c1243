package com.pulumi.planetscale.emulator.sql.table;

/// A check constraint.
///
/// @param expression without the outer brackets
public record Check(String name, String expression, boolean enforced) {
    String key() {
        return Quoting.folded(name);
    }

    /// Whether another one of that name demands the same, enforced or not.
    boolean same(Check other) {
        return expression.equals(other.expression);
    }

    Check withEnforcement(boolean value) {
        return new Check(name, expression, value);
    }

    String ddl() {
        return ddl("NOT ENFORCED");
    }

    /// As MySQL shows it with its table: what older servers do not know stands in comments for newer ones.
    String shown() {
        return ddl("/*!80016 NOT ENFORCED */");
    }

    private String ddl(String notEnforced) {
        return "CONSTRAINT " + Quoting.name(name) + " CHECK (" + expression + ")" + (enforced ? "" : " " + notEnforced);
    }
}
