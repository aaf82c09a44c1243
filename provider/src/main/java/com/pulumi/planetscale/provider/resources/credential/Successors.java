package com.pulumi.planetscale.provider.resources.credential;

import static com.pulumi.planetscale.provider.resources.credential.RoleProperties.SUCCESSOR;
import static com.pulumi.planetscale.provider.resources.credential.Roles.BRANCH;
import static com.pulumi.planetscale.provider.resources.credential.Roles.DATABASE;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Nearest;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The roles of a branch, which can become the owners of what another role owns.
final class Successors {
    private Successors() {}

    /// A role, by what programs may call it.
    private record Candidate(
            @Nullable String id,
            @Nullable String username,
            @Nullable String baseUsername) {
        Stream<String> names() {
            return Stream.of(id, username, baseUsername).filter(Objects::nonNull);
        }
    }

    /// Why the successor of a role cannot be that; empty if it can, and if the branch or its roles cannot be seen yet.
    /// Otherwise only the deletion would find out, years later.
    static List<Finding> unknown(Reads api, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        Optional<String> successor = inputs.find(SUCCESSOR).filter(name -> !RoleProperties.isReserved(name));
        boolean known = Stream.of(ORGANIZATION, DATABASE, BRANCH)
                .allMatch(part -> inputs.find(part).isPresent());
        if (successor.isEmpty() || !known) {
            return List.of();
        }
        String name = successor.get();
        if (state.find(PUBLIC_ID).filter(name::equals).isPresent()
                || state.find(Roles.USERNAME).filter(name::equals).isPresent()) {
            return List.of(Finding.refusal(
                    SUCCESSOR,
                    "a role cannot be its own successor",
                    "Name another role, or remove it so that `postgres` is the successor."));
        }
        List<Candidate> roles;
        try (Stream<Candidate> all = api.list(Roles.path(inputs), Candidate.class)) {
            roles = all.toList();
        } catch (ApiException e) {
            if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.DENIED) {
                return List.of();
            }
            throw e;
        }
        if (roles.stream().flatMap(Candidate::names).anyMatch(name::equals)) {
            return List.of();
        }
        List<String> names = roles.stream().flatMap(Candidate::names).toList();
        return List.of(Finding.refusal(
                SUCCESSOR,
                "branch `" + inputs.get(DATABASE) + "/" + inputs.get(BRANCH)
                        + "` has no role with the public id or user" + " name `" + name + "`",
                Nearest.to(name, names)
                                .map(near -> "Did you mean `" + near + "`? ")
                                .orElse("")
                        + "To name a role of this program, use its `publicId` output."));
    }
}
