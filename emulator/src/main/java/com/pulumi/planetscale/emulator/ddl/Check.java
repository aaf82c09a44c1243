package com.pulumi.planetscale.emulator.ddl;

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
        return "CONSTRAINT " + Quoting.name(name) + " CHECK (" + expression + ")" + (enforced ? "" : " NOT ENFORCED");
    }
}
