package com.pulumi.planetscale.provider.resources.database;

import static com.pulumi.planetscale.provider.resources.database.DatabaseProperties.REQUIRE_APPROVAL_FOR_DEPLOY;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.deploy.LiveDeployRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keeps a program from taking the approval away that its own deploy requests wait for: who may change a
/// database could deploy anything then.
final class OpenRequests {
    private final Api api;

    OpenRequests(Api api) {
        this.api = api;
    }

    /// Why the database cannot do without approvals now; empty where it can, or where they are not switched
    /// off.
    ///
    /// @param inputs what the program wants, defaults of what it has dropped included
    Optional<Finding> refusal(ApiPath database, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        boolean off = state.is(REQUIRE_APPROVAL_FOR_DEPLOY)
                && inputs.find(REQUIRE_APPROVAL_FOR_DEPLOY)
                        .filter(required -> !required)
                        .isPresent();
        if (!off || !Engine.isVitess(state)) {
            return Optional.empty();
        }
        List<LiveDeployRequest> waiting = waiting(database);
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        String all = waiting.stream()
                .map(request -> request.label() + " (" + request.htmlUrl() + ")")
                .collect(Collectors.joining(" and "));
        return Optional.of(Finding.refusal(
                REQUIRE_APPROVAL_FOR_DEPLOY,
                all
                        + (waiting.size() == 1
                                ? " was opened by this service token and is not approved: it"
                                : " were opened by this service token and are not approved: they")
                        + " could be deployed without approval then",
                "First have it approved or closed there, then run `pulumi up` again."));
    }

    private List<LiveDeployRequest> waiting(ApiPath database) throws IOException, InterruptedException {
        try (Stream<LiveDeployRequest> open =
                api.list(database.then("/deploy-requests").with("state", "open"), LiveDeployRequest.class)) {
            return open.filter(this::isOurs)
                    .filter(request -> request.isOpen()
                            && request.phase().isBeforeDeployment()
                            && !Boolean.TRUE.equals(request.approved()))
                    .toList();
        } catch (ApiException e) {
            return switch (e.kind()) {
                // A token that may not read deploy requests has none that a program moves.
                case NOT_FOUND, DENIED -> List.of();
                case UNUSABLE_CREDENTIALS, INVALID, CONFLICT, RATE_LIMITED, UNAVAILABLE, MALFORMED -> throw e;
            };
        }
    }

    private boolean isOurs(LiveDeployRequest request) {
        return request.actor() != null && api.tokenId().equals(request.actor().id());
    }
}
