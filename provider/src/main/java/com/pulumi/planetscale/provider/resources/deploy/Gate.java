package com.pulumi.planetscale.provider.resources.deploy;

import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.report.Report;
import com.pulumi.planetscale.provider.text.Shown;

/// A gate between a schema change and its target.
///
/// @param name what it is called
/// @param state whether it is in the way
/// @param opener what has to happen if it is blocked
/// @param reason why it is as it is, without a full stop
/// @param remedy what to do about it, in full sentences; empty unless it is blocked
record Gate(String name, State state, Opener opener, String reason, String remedy) {
    Gate {
        // A reason may quote people and PlanetScale, and each gate is one line.
        reason = Shown.line(reason.replaceAll("\\s*\\R\\s*", " "));
        remedy = Shown.line(remedy.replaceAll("\\s*\\R\\s*", " "));
    }

    /// Whether it is in the way.
    enum State {
        /// It is not in the way.
        PASSED("passed", "passed"),
        /// Neither the database nor the program asks for it.
        NOT_REQUIRED("notRequired", "not required"),
        /// The request has not come to it, or is at it, and nothing has to be done.
        PENDING("pending", "pending"),
        /// It is in the way.
        BLOCKED("blocked", "blocked"),
        /// Nothing says whether it is in the way.
        UNKNOWN("unknown", "unknown");

        private final String output;
        private final String words;

        State(String output, String words) {
            this.output = output;
            this.words = words;
        }

        /// What a table for people shows.
        String words() {
            return words;
        }
    }

    /// What clears a gate that is blocked.
    enum Opener {
        /// A change of the schema or of the program: going on is refused.
        CHANGE,
        /// A person who decides.
        PERSON,
        /// Time alone.
        TIME
    }

    static Gate passed(String name, String reason) {
        return new Gate(name, State.PASSED, Opener.TIME, reason, "");
    }

    static Gate notRequired(String name, String reason) {
        return new Gate(name, State.NOT_REQUIRED, Opener.TIME, reason, "");
    }

    static Gate pending(String name, String reason) {
        return new Gate(name, State.PENDING, Opener.TIME, reason, "");
    }

    static Gate unknown(String name, String reason) {
        return new Gate(name, State.UNKNOWN, Opener.TIME, reason, "");
    }

    static Gate refused(String name, String reason, String remedy) {
        return new Gate(name, State.BLOCKED, Opener.CHANGE, reason, remedy);
    }

    static Gate forPerson(String name, String reason, String remedy) {
        return new Gate(name, State.BLOCKED, Opener.PERSON, reason, remedy);
    }

    static Gate forTime(String name, String reason, String remedy) {
        return new Gate(name, State.BLOCKED, Opener.TIME, reason, remedy);
    }

    boolean isBlockedFor(Opener one) {
        return state == State.BLOCKED && opener == one;
    }

    /// The gate as a preview and a report show it.
    Report.Gate shown() {
        return new Report.Gate(name, state.words(), reason, remedy);
    }

    PropertyMap properties() {
        return PropertyMap.EMPTY
                .with(DeployRequestProperties.GATE_NAME, name)
                .with(DeployRequestProperties.GATE_STATE, state.output)
                .with(DeployRequestProperties.GATE_REASON, reason)
                .with(DeployRequestProperties.GATE_REMEDY, remedy);
    }
}
