package com.pulumi.planetscale.emulator.network;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which IP restrictions a database can have.
final class IpRestrictionRules {
    private static final Pattern V4 = Pattern.compile(
            "N\\.N\\.N\\.N(?:/(?:[0-9]|[12][0-9]|3[0-2]))?".replace("N", "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)"));

    private IpRestrictionRules() {}

    static void checkKind(Database database) {
        Refused.when(database.kind != Engine.POSTGRESQL, "This is only available for PostgreSQL databases");
    }

    static List<String> required(Values body) {
        return cidrs(body).orElseThrow(() -> Refused.invalid("Missing required parameter: cidrs"));
    }

    static Optional<List<String>> cidrs(Values body) {
        Optional<List<String>> cidrs = body.texts("cidrs");
        cidrs.ifPresent(all -> {
            Refused.when(all.isEmpty(), "Cidrs can't be blank");
            all.stream().filter(cidr -> !V4.matcher(cidr).matches()).findFirst().ifPresent(cidr -> {
                throw Refused.because("Cidrs " + cidr + " is not a valid IPv4 address or range");
            });
        });
        return cidrs;
    }
}
