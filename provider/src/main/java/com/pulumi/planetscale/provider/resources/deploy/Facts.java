package com.pulumi.planetscale.provider.resources.deploy;

import static com.pulumi.planetscale.provider.resources.deploy.DeployRequestProperties.*;

import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import com.pulumi.planetscale.provider.resources.owner.Times;
import com.pulumi.planetscale.provider.resources.schema.MergeBase;
import com.pulumi.planetscale.provider.resources.schema.SchemaText;
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
/// @param storage what PlanetScale says of the room that the deployment needs; empty if it says nothing
/// @param reviewers who has approved it
/// @param approvedAt when it was last approved; empty if it was not
/// @param content what goes live, by the schemas of its branches; empty if they were not read
/// @param ahead the requests that it waits behind
record Facts(
        boolean approvalRequired,
        Optional<Storage> storage,
        List<String> reviewers,
        Optional<Instant> approvedAt,
        Optional<Content> content,
        List<LiveDeployRequest> ahead) {
    /// Nothing asked, for a request that is past all gates.
    static final Facts NONE =
            new Facts(false, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), List.of());

    /// The room for the copies of the tables.
    record Storage(
            @Nullable Boolean enoughStorage,
            @Nullable Boolean upgradeable,
            @Nullable Long storageBytesNeeded) {}

    private record Database(@Nullable String id, @Nullable Boolean requireApprovalForDeploy) implements Identified {}

    private record Head(@Nullable String id) implements Identified {}

    private record Review(
            @Nullable String state,
            @Nullable Actor actor,
            @Nullable String createdAt) {}

    /// Asks, as far as the request's phase makes it worth while.
    static Facts of(Reads api, ApiPath request, PropertyMap values, LiveDeployRequest live)
            throws IOException, InterruptedException {
        ApiPath database = Owners.databasePath(values, DATABASE);
        if (live.phase() == Phase.QUEUED) {
            return NONE.behind(ahead(api, database, live.preceding()));
        }
        if (!live.phase().isBeforeDeployment() || live.phase() == Phase.CHECKING) {
            return live.isOpen() && Boolean.TRUE.equals(live.approved())
                    ? NONE.approvedBy(reviews(api, request))
                    : NONE;
        }
        boolean required = Boolean.TRUE.equals(api.get(database, Database.class).requireApprovalForDeploy());
        List<Review> reviews = Boolean.TRUE.equals(live.approved()) ? reviews(api, request) : List.of();
        Optional<Storage> storage = live.phase() == Phase.READY
                ? ask(() -> api.get(request.then("/storage-check"), Storage.class))
                : Optional.empty();
        return new Facts(required, storage, List.of(), Optional.empty(), content(api, database, live), List.of())
                .approvedBy(reviews);
    }

    private static Optional<Content> content(Reads api, ApiPath database, LiveDeployRequest live)
            throws IOException, InterruptedException {
        if (live.isOrphan()) {
            return Optional.empty();
        }
        Optional<SchemaText> target = schema(api, database, live.intoBranch());
        Optional<SchemaText> head = schema(api, database, live.branch());
        Optional<Head> branch = live.branch() == null
                ? Optional.empty()
                : api.peek(database.then("/branches/{}", live.branch()), Head.class);
        if (target.isEmpty() || head.isEmpty() || branch.isEmpty()) {
            return Optional.empty();
        }
        // Of the tables, PlanetScale itself says what changes.
        MergeBase base = target.get().vschemas().equals(head.get().vschemas())
                ? MergeBase.TARGET
                : History.base(api, database, String.valueOf(live.branch()), String.valueOf(live.intoBranch()));
        return Optional.of(Content.of(live, String.valueOf(branch.get().id()), target.get(), head.get(), base));
    }

    /// The fingerprint of what goes live; empty if it is not known.
    Optional<String> fingerprint() {
        return content.map(Content::fingerprint);
    }

    /// What a statement can lose.
    List<String> dangers(LiveDeployRequest.Change change) {
        return content.map(known -> known.dangers(change)).orElseGet(change::dangers);
    }

    /// What a request may lose that cannot be judged.
    List<String> unknown(LiveDeployRequest live) {
        if (content.isEmpty()) {
            return List.of(
                    (live.isOrphan() ? Gates.orphan(live) : "the token may not read the schemas of both branches")
                            + ", so it is not known whether types"
                            + " become narrower or a VSchema changes");
        }
        var unknown = new ArrayList<String>();
        if (!live.listsChanges()) {
            unknown.add("PlanetScale does not list all tables that it changes");
        }
        live.changes().forEach(change -> unknown.addAll(content.get().unknown(change)));
        content.get().vschemas().forEach(change -> unknown.addAll(change.unknown()));
        return unknown;
    }

    /// The requests with some numbers, as far as they can be read.
    static List<LiveDeployRequest> ahead(Reads api, ApiPath database, List<Long> numbers)
            throws IOException, InterruptedException {
        var ahead = new ArrayList<LiveDeployRequest>();
        for (Long number : numbers) {
            ask(() -> api.get(database.then("/deploy-requests/{}", number.toString()), LiveDeployRequest.class))
                    .ifPresent(ahead::add);
        }
        return ahead;
    }

    private static List<Review> reviews(Reads api, ApiPath request) throws IOException, InterruptedException {
        try (Stream<Review> reviews = api.list(request.then("/reviews"), Review.class)) {
            return reviews.filter(review -> "approved".equals(review.state())).toList();
        }
    }

    private Facts behind(List<LiveDeployRequest> requests) {
        return new Facts(approvalRequired, storage, reviewers, approvedAt, content, requests);
    }

    private Facts approvedBy(List<Review> reviews) {
        return new Facts(
                approvalRequired,
                storage,
                reviews.stream()
                        .map(Review::actor)
                        .filter(Objects::nonNull)
                        .map(actor -> String.valueOf(actor.displayName()))
                        .distinct()
                        .toList(),
                reviews.stream().map(review -> Times.parse(review.createdAt())).max(Instant::compareTo),
                content,
                ahead);
    }

    /// The schema of a branch; empty if it is gone or must not be read.
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
