package com.pulumi.planetscale.emulator.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// The operations that exist at PlanetScale and not yet here, listed in `not-emulated.txt`: they answer 501 instead of
/// something invented. An operation that is built leaves the list.
public final class NotEmulated implements Kind {
    private static final List<String> OPERATIONS = operations();

    private final Consumer<String> log;

    public NotEmulated(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public void declare(Declarations declarations) {
        for (String operation : OPERATIONS) {
            String[] parts = operation.split(" ", -1);
            if (parts[0].equals("undescribed")) {
                declarations.undescribed(parts[1], parts[2], Access.everyToken(), call -> refuse(operation, call));
            } else {
                declarations.described(parts[0], parts[1], Access.everyToken(), call -> refuse(operation, call));
            }
        }
    }

    private Answer refuse(String operation, Call call) {
        log.accept(operation + " is not emulated yet: " + call.path());
        throw Refusal.notEmulated(operation);
    }

    private static List<String> operations() {
        try (InputStream stream = NotEmulated.class.getResourceAsStream("not-emulated.txt")) {
            if (stream == null) {
                throw new IllegalStateException("not-emulated.txt is missing from the emulator's jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("not-emulated.txt cannot be read", e);
        }
    }
}
