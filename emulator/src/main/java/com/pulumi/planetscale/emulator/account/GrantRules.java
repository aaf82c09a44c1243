package com.pulumi.planetscale.emulator.account;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.http.Caller;
import com.pulumi.planetscale.emulator.model.AccessNames;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Grant;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Which accesses can be granted on what, by whom, and taken away again.
final class GrantRules {
    private static final int FORBIDDEN = 403;

    private GrantRules() {}

    @Assumes(Assumption.TOKENS_MANAGE_ACCESSES)
    static void checkTokensMayManage(Organization organization) {
        if (organization.tokenAccessRefusal == FORBIDDEN) {
            throw Refused.forbidden("Service tokens cannot manage service tokens");
        }
        if (organization.tokenAccessRefusal != 0) {
            throw Refused.absent();
        }
    }

    static List<String> checkNames(List<String> names, Entity resource) {
        Map<String, String> known = resource instanceof Database ? AccessNames.DATABASE : AccessNames.ORGANIZATION;
        if (names.isEmpty()) {
            throw Refused.invalid("Missing required parameter: access");
        }
        names.stream().filter(name -> !known.containsKey(name)).findFirst().ifPresent(name -> {
            throw Refused.because("Access " + name + " cannot be granted on the "
                    + (resource instanceof Database ? "database" : "organization"));
        });
        return names;
    }

    /// A token cannot grant what it does not hold (API reference).
    static void checkHeld(Caller caller, List<String> names, Entity resource) {
        names.stream()
                .filter(name -> !(resource instanceof Database database
                        ? caller.may(List.of(name), database)
                        : caller.may(List.of(name))))
                .findFirst()
                .ifPresent(name -> {
                    throw Refused.forbidden("You cannot grant " + name + ", which you do not have");
                });
    }

    /// What was granted for all databases cannot be taken for one of them (PlanetScale documentation, service tokens).
    static void checkNotForAllDatabases(
            Stream<Grant> grants, List<String> names, Entity resource, Organization organization) {
        if (!(resource instanceof Database)) {
            return;
        }
        grants.filter(grant -> grant.resource.equals(organization.id()))
                .flatMap(grant -> names.stream().filter(grant.accesses::containsKey))
                .findFirst()
                .ifPresent(name -> {
                    throw Refused.because("Access " + name + " is granted for all databases");
                });
    }
}
