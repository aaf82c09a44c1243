package com.pulumi.planetscale.provider.resources;

import static com.pulumi.planetscale.provider.resources.DeployRequestProperties.*;

import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What has to be asked about a deploy request besides itself, to judge its gates.
///
/// @param approvalRequired whether the database demands an approval
/// @param storage what PlanetScale says of the room that the deployment needs; empty where it says nothing
/// @param reviewers who has approved it
/// @param approvedAt when it was last approved; empty where it was not
/// @param fingerprint hash of the schemas and statements; empty where they could not be read
record DeployFacts(
        boolean approvalRequired,
        Optional<Storage> storage,
        List<String> reviewers,
        Optional<Instant> approvedAt,
        Optional<String> fingerprint) {
    /// Nothing asked, for a request that is past all gates.
    static final DeployFacts NONE =
            new DeployFacts(false, Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    /// The room for the copies of the tables.
    record Storage(
            @Nullable Boolean enoughStorage,
            @Nullable Boolean upgradeable,
            @Nullable Long storageBytesNeeded) {}

    private record Database(@Nullable Boolean requireApprovalForDeploy) {}

    private record Review(
            @Nullable String state,
            @Nullable Actor actor,
            @Nullable String createdAt) {}

    /// Asks, as far as the request's phase makes it worth while.
    static DeployFacts of(Reads api, ApiPath request, PropertyMap values, LiveDeployRequest live)
            throws IOException, InterruptedException {
        if (!live.phase().isBeforeDeployment() || live.phase() == Phase.CHECKING) {
            return live.isOpen() && Boolean.TRUE.equals(live.approved())
                    ? NONE.approvedBy(reviews(api, request))
                    : NONE;
        }
        ApiPath database = Owners.databasePath(values, DATABASE);
        boolean required = Boolean.TRUE.equals(api.get(database, Database.class).requireApprovalForDeploy());
        List<Review> reviews = Boolean.TRUE.equals(live.approved()) ? reviews(api, request) : List.of();
        Optional<Storage> storage = live.phase() == Phase.READY
                ? ask(() -> api.get(request.then("/storage-check"), Storage.class))
                : Optional.empty();
        return new DeployFacts(required, storage, List.of(), Optional.empty(), fingerprint(api, database, live))
                .approvedBy(reviews);
    }

    private static List<Review> reviews(Reads api, ApiPath request) throws IOException, InterruptedException {
        try (Stream<Review> reviews = api.list(request.then("/reviews"), Review.class)) {
            return reviews.filter(review -> "approved".equals(review.state())).toList();
        }
    }

    private DeployFacts approvedBy(List<Review> reviews) {
        return new DeployFacts(
                approvalRequired,
                storage,
                reviews.stream()
                        .map(Review::actor)
                        .filter(Objects::nonNull)
                        .map(actor -> String.valueOf(actor.displayName()))
                        .distinct()
                        .toList(),
                reviews.stream().map(review -> Times.parse(review.createdAt())).max(Instant::compareTo),
                fingerprint);
    }

    private static Optional<String> fingerprint(Reads api, ApiPath database, LiveDeployRequest live)
            throws IOException, InterruptedException {
        Optional<SchemaText> target = schema(api, database, live.intoBranch());
        Optional<SchemaText> head = schema(api, database, live.branch());
        if (target.isEmpty() || head.isEmpty()) {
            return Optional.empty();
        }
        var texts = new ArrayList<String>(
                List.of(target.get().tables().toString(), head.get().tables().toString()));
        live.changes().stream()
                .map(LiveDeployRequest.Change::statement)
                .sorted()
                .forEach(texts::add);
        return Optional.of(SchemaText.hash(texts));
    }

    /// The schema of a branch; empty where it is gone or must not be read.
    static Optional<SchemaText> schema(Reads api, ApiPath database, @Nullable String branch)
            throws IOException, InterruptedException {
        return branch == null ? Optional.empty() : ask(() -> SchemaText.of(api, database.then("/branches/{}", branch)));
    }

    private static <T> Optional<T> ask(Question<T> question) throws IOException, InterruptedException {
        try {
            return Optional.of(question.ask());
        } catch (ApiException e) {
            return switch (e.kind()) {
                case NOT_FOUND, DENIED, INVALID -> Optional.empty();
                case UNUSABLE_CREDENTIALS, CONFLICT, RATE_LIMITED, UNAVAILABLE, MALFORMED -> throw e;
            };
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IOException, InterruptedException;
    }
}
