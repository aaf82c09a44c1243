package com.pulumi.planetscale.emulator.world;

import java.util.List;

/// What is asked for breaks a rule, or the state of things does not allow it. How that is answered is up to the
/// caller.
public final class Refused extends RuntimeException {
    private final Reason reason;
    private final String sentence;
    private final transient List<Fault> faults;

    /// What kind of rule is broken.
    public enum Reason {
        /// There is no such object.
        ABSENT,
        /// A value is missing, of the wrong type, or not one of those that exist.
        INVALID,
        /// Nothing that the caller was granted allows it.
        FORBIDDEN,
        /// Something is still being made; the same request may succeed later.
        NOT_YET,
        /// Another operation changes the schema or copies data; the same request may succeed later.
        BUSY,
        /// A value breaks a rule, or the state of things does not allow it.
        RULE
    }

    /// What is wrong with one of several values.
    public record Fault(String namespace, String name, String message) {}

    private Refused(Reason reason, String message, List<Fault> faults) {
        // No stack trace: a refusal is an ordinary outcome.
        super(message, null, false, false);
        this.reason = reason;
        this.sentence = message;
        this.faults = List.copyOf(faults);
    }

    public Reason reason() {
        return reason;
    }

    /// What is wrong, as the API says it.
    public String sentence() {
        return sentence;
    }

    /// What is wrong with each value where several are judged at once; otherwise empty.
    public List<Fault> faults() {
        return faults;
    }

    /// A rule is broken.
    ///
    /// @param message says which, as the API does
    public static Refused because(String message) {
        return new Refused(Reason.RULE, message, List.of());
    }

    /// Refuses if something is wrong.
    public static void when(boolean wrong, String message) {
        if (wrong) {
            throw because(message);
        }
    }

    public static Refused absent() {
        return new Refused(Reason.ABSENT, "Not Found", List.of());
    }

    public static Refused invalid(String message) {
        return new Refused(Reason.INVALID, message, List.of());
    }

    public static Refused forbidden(String message) {
        return new Refused(Reason.FORBIDDEN, message, List.of());
    }

    public static Refused notYet(String message) {
        return new Refused(Reason.NOT_YET, message, List.of());
    }

    public static Refused busy() {
        return new Refused(Reason.BUSY, "Another schema operation is in progress", List.of());
    }

    /// Several values are wrong.
    ///
    /// @param faults what is wrong with each
    public static Refused because(List<Fault> faults) {
        return new Refused(Reason.RULE, "Several values are invalid", faults);
    }
}
