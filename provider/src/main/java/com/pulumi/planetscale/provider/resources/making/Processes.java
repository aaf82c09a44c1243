package com.pulumi.planetscale.provider.resources.making;

import java.time.Instant;

/// Processes of this machine, by number and start: numbers are used again.
final class Processes {
    /// The process that this code runs in.
    static final String OWN = text(ProcessHandle.current());

    private Processes() {}

    /// Whether a process other than this one is still running.
    static boolean isOtherAlive(String process) {
        if (process.equals(OWN)) {
            return false;
        }
        String number = process.split("@", 2)[0];
        return number.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(number))
                        .filter(ProcessHandle::isAlive)
                        .map(Processes::text)
                        .filter(process::equals)
                        .isPresent();
    }

    private static String text(ProcessHandle process) {
        return process.pid() + "@"
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
