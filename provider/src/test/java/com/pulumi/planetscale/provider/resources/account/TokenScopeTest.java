package com.pulumi.planetscale.provider.resources.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.admin.Tokens;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.lifecycle.Identities;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Account;
import com.pulumi.planetscale.provider.resource.Call;
import com.pulumi.planetscale.provider.resource.Memory;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.Resources;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.branch.Branches;
import com.pulumi.planetscale.provider.resources.credential.Passwords;
import com.pulumi.planetscale.provider.resources.database.Databases;
import com.pulumi.planetscale.provider.resources.making.Notes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What previews say about the accesses of the service token.
class TokenScopeTest {
    private static final String OWN = "read_service_tokens";

    private final World world = World.quick();

    @BeforeEach
    void makeBranches() throws Exception {
        var _ = create(
                "Database", PropertyMap.EMPTY.with(Databases.NAME, "shop").with(Databases.CLUSTER_SIZE, "PS_10"));
        var _ = create("Branch", branch("dev"));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void passwordNeedsTheAccessForItsBranch() throws Exception {
        Token developer = token(Accesses.onOrganization(OWN).onDatabase("shop", "connect_branch"));

        assertThat(developer.created("Password", password("main")))
                .containsExactly("the service token `" + developer.id() + "` lacks the access"
                        + " `connect_production_branch` or `connect_production_read_only_branch` on database `shop`,"
                        + " without which this change of the Password will be refused. Grant it in the token's settings"
                        + " before you run `pulumi up`.");
        assertThat(developer.created("Password", password("dev"))).isEmpty();
    }

    @Test
    void warningComesTrue() throws Exception {
        Token developer = token(Accesses.onOrganization(OWN).onDatabase("shop", "connect_branch", "read_database"));

        assertThat(developer.created("Password", password("main"))).hasSize(1);
        assertThat(catchThrowable(() -> developer
                        .lifecycle("Password")
                        .create(
                                world.operation().within(Duration.ofSeconds(1)),
                                inputs(password("main").with(Passwords.NAME, "app")))))
                .hasMessageContaining("connect_production_branch");
    }

    @Test
    void accessForAllDatabasesIsEnough() throws Exception {
        Token operator = token(Accesses.onOrganization(OWN).onAllDatabases("connect_production_branch"));

        assertThat(operator.created("Password", password("main"))).isEmpty();
    }

    @Test
    void accessToAnotherDatabaseIsNot() throws Exception {
        var _ = create(
                "Database", PropertyMap.EMPTY.with(Databases.NAME, "ledger").with(Databases.CLUSTER_SIZE, "PS_10"));
        Token other = token(Accesses.onOrganization(OWN)
                .onDatabase("ledger", "create_branch")
                .onDatabase("shop", "read_database"));

        assertThat(other.created("Branch", branch("next")))
                .singleElement()
                .asString()
                .contains("`create_branch`");
    }

    @Test
    void newDatabaseNeedsAnAccessOnTheOrganization() throws Exception {
        PropertyMap ledger = PropertyMap.EMPTY.with(Databases.NAME, "ledger").with(Databases.CLUSTER_SIZE, "PS_10");

        assertThat(token(Accesses.onOrganization(OWN, "read_organization")).created("Database", ledger))
                .singleElement()
                .asString()
                .contains("lacks the access `create_databases` on organization `acme`");
        assertThat(token(Accesses.onOrganization(OWN, "create_databases", "read_organization"))
                        .created("Database", ledger))
                .isEmpty();
    }

    @Test
    void changeNeedsTheAccessesOfTheStepsThatItTakes() throws Exception {
        Outcome.Ready dev = create("Branch", branch("next"));
        Token builder = token(Accesses.onOrganization(OWN).onDatabase("shop", "create_branch", "read_branch"));

        assertThat(builder.updated("Branch", branch("next"), dev, branch("next").with(Branches.PRODUCTION, true)))
                .singleElement()
                .asString()
                .contains("lacks the access `promote_branches` or `connect_production_branch`");
        assertThat(builder.updated(
                        "Branch", branch("next"), dev, branch("next").with(Branches.DELETION_PROTECTED, true)))
                .singleElement()
                .asString()
                .contains("lacks the access `write_database`");
        assertThat(builder.updated(
                        "Branch", branch("next"), dev, branch("next").with(Branches.DELETE_DESCENDANTS, true)))
                .isEmpty();
    }

    @Test
    void changeOfARenamedDatabaseIsJudgedByItsId() throws Exception {
        PropertyMap shop = PropertyMap.EMPTY.with(Databases.NAME, "books").with(Databases.CLUSTER_SIZE, "PS_10");
        Outcome.Ready made = create("Database", shop);
        Token writer = token(Accesses.onOrganization(OWN).onDatabase("books", "write_database"));
        Token reader = token(Accesses.onOrganization(OWN).onDatabase("books", "read_database"));
        PropertyMap renamed = shop.with(Databases.NAME, "store");

        assertThat(writer.updated("Database", shop, made, renamed)).isEmpty();
        assertThat(reader.updated("Database", shop, made, renamed))
                .singleElement()
                .asString()
                .contains("`write_database` on database `books`");
    }

    @Test
    void nothingIsSaidOfWhatDoesNotExistYetOrIsTakenOver() throws Exception {
        Token maker = token(Accesses.onOrganization(OWN, "create_databases").onDatabase("shop", "read_database"));

        assertThat(maker.created("Password", password("main").with(Passwords.DATABASE, "unmade")))
                .isEmpty();
        assertThat(maker.created("Password", password("main").with(Passwords.DATABASE.name(), Value.unknown())))
                .isEmpty();
        assertThat(maker.created("Branch", branch("main"))).isEmpty();
    }

    @Test
    void tokenThatMayNotReadItsOwnAccessesIsNotJudged() throws Exception {
        Token closed = token(Accesses.none().onDatabase("shop", "read_database"));

        assertThat(closed.created("Password", password("main"))).isEmpty();
        assertThat(closed.created("Branch", branch("next"))).isEmpty();
    }

    @Test
    void accessesAreAskedForOnceInAProcess() throws Exception {
        for (Accesses accesses : List.of(Accesses.none(), Accesses.onOrganization(OWN))) {
            Token token = token(accesses.onDatabase("shop", "connect_branch"));
            World.Journal journal = world.journal();

            for (int i = 0; i < 4; i++) {
                Resource passwords = world.catalog().resource("Password").orElseThrow();
                PropertyMap inputs = inputs(password("main"));
                var _ = token.account.lacking(passwords.schema(), inputs, passwords.creating(inputs));
            }

            assertThat(journal.calls()).hasSizeLessThanOrEqualTo(3).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyKindTellsWhatItsCreationNeeds() {
        for (Resource resource : world.catalog().resources().values()) {
            for (Call call : resource.creating(PropertyMap.EMPTY)) {
                assertThat(com.pulumi.planetscale.provider.api.Accesses.names(call.method(), call.template()))
                        .as(
                                "accesses of %s %s, by which a %s is made",
                                call.method(), call.template(), resource.schema())
                        .isNotEmpty();
            }
        }
    }

    /// A client with a token of its own, as a process of its own.
    private final class Token {
        private final Tokens.Credentials credentials;
        private final Api api;
        private final Account account;

        private Token(Tokens.Credentials credentials) {
            this.credentials = credentials;
            api = world.connect(credentials.id(), credentials.token());
            account = Resources.account(api, Resources.shared(api));
        }

        private String id() {
            return credentials.id();
        }

        private Lifecycle lifecycle(String kind) {
            Resource resource = Resources.all(api, Resources.shared(api), Notes.forgotten()).stream()
                    .filter(candidate -> candidate.schema().name().equals(kind))
                    .findFirst()
                    .orElseThrow();
            return new Lifecycle(resource, new Identities(), account, Memory.NONE);
        }

        private List<String> created(String kind, PropertyMap wanted) throws Exception {
            return warnings(lifecycle(kind).previewCreate(world.operation(), inputs(wanted)));
        }

        private List<String> updated(String kind, PropertyMap old, Outcome.Ready made, PropertyMap wanted)
                throws Exception {
            return warnings(lifecycle(kind)
                    .previewUpdate(world.operation(), "label", inputs(old), made.state(), inputs(wanted), List.of()));
        }
    }

    private Token token(Accesses accesses) {
        return new Token(world.emulator().admin().tokens().make("token", accesses));
    }

    private PropertyMap inputs(PropertyMap wanted) {
        return world.settings().with(wanted);
    }

    private Outcome.Ready create(String kind, PropertyMap wanted) throws Exception {
        Outcome outcome = world.lifecycle(kind).create(world.operation(), inputs(wanted));
        assertThat(outcome).isInstanceOf(Outcome.Ready.class);
        return (Outcome.Ready) outcome;
    }

    private static PropertyMap branch(String name) {
        return PropertyMap.EMPTY.with(Branches.DATABASE, "shop").with(Branches.NAME, name);
    }

    private static PropertyMap password(String branch) {
        return PropertyMap.EMPTY.with(Passwords.DATABASE, "shop").with(Passwords.BRANCH, branch);
    }

    private static List<String> warnings(Lifecycle.Preview preview) {
        return preview.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.WARNING)
                .map(Finding::text)
                .toList();
    }
}
