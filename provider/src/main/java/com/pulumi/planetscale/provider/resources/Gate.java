package com.pulumi.planetscale.provider.resources;

import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.text.Shown;
import java.util.Locale;

/// One thing that stands between a schema change and its target.
///
/// @param name what it is called
/// @param state whether it is in the way
/// @param opener what opens it, where it is closed
/// @param reason why it is as it is, without a full stop
/// @param remedy what opens it, in full sentences; empty where it is not closed
record Gate(String name, State state, Opener opener, String reason, String remedy) {
    Gate {
        // A reason may quote people and PlanetScale, and each gate is one line.
        reason = Shown.line(reason.replaceAll("\\s*\\R\\s*", " "));
        remedy = Shown.line(remedy.replaceAll("\\s*\\R\\s*", " "));
    }

    /// Whether it is in the way.
    enum State {
        PASSED,
        OPEN,
        CLOSED,
        UNKNOWN
    }

    /// What opens a closed gate.
    enum Opener {
        /// A change of the schema or of the program: going on is refused.
        CHANGE,
        /// Somebody who decides.
        PERSON,
        /// Time alone.
        TIME
    }

    static Gate passed(String name, String reason) {
        return new Gate(name, State.PASSED, Opener.TIME, reason, "");
    }

    static Gate open(String name, String reason) {
        return new Gate(name, State.OPEN, Opener.TIME, reason, "");
    }

    static Gate unknown(String name, String reason) {
        return new Gate(name, State.UNKNOWN, Opener.TIME, reason, "");
    }

    static Gate refused(String name, String reason, String remedy) {
        return new Gate(name, State.CLOSED, Opener.CHANGE, reason, remedy);
    }

    static Gate forSomebody(String name, String reason, String remedy) {
        return new Gate(name, State.CLOSED, Opener.PERSON, reason, remedy);
    }

    static Gate forTime(String name, String reason) {
        return new Gate(name, State.CLOSED, Opener.TIME, reason, "Nothing but time.");
    }

    boolean isClosedFor(Opener one) {
        return state == State.CLOSED && opener == one;
    }

    /// The gate on one line: `name, state: reason -> remedy`.
    String text() {
        String text = name + ", " + state.name().toLowerCase(Locale.ROOT) + ": " + reason;
        return remedy.isEmpty() ? text : text + " -> " + remedy;
    }

    PropertyMap properties() {
        return PropertyMap.EMPTY
                .with(DeployRequestProperties.GATE_NAME, name)
                .with(DeployRequestProperties.GATE_STATE, state.name().toLowerCase(Locale.ROOT))
                .with(DeployRequestProperties.GATE_REASON, reason)
                .with(DeployRequestProperties.GATE_REMEDY, remedy.isEmpty() ? null : remedy);
    }
}
