package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The engine knows no order among imported resources: it deletes a database and what is in it at the same time.
class OwnerGoesTest {
    static Stream<Arguments> resources() {
        return ContractTest.resources();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void objectIsDeletedWhicheverCallItsDatabaseGoesBefore(ExampleProgram program, Declared declared) throws Exception {
        boolean went = true;
        for (int call = 0; went; call++) {
            var databases = new Databases(call);
            try (World world = World.quick(options -> options.extensions(databases))) {
                world.createBefore(program, declared);
                PropertyMap inputs = world.checked(declared);
                Outcome.Ready made = world.create(declared);
                Lifecycle lifecycle = world.lifecycle(declared.kind());
                databases.goIn(world.emulator(), names(program, declared));

                lifecycle.delete(world.operation(), lifecycle.known(inputs, made.state()));

                went = databases.went();
                if (went) {
                    assertThat(lifecycle.refresh(world.operation(), made.id(), inputs, made.state()))
                            .isEmpty();
                }
            }
        }
    }

    /// The databases that the program has made with a resource, or before it.
    private static List<String> names(ExampleProgram program, Declared last) {
        List<Declared> all = program.resources();
        return all.subList(0, all.indexOf(last) + 1).stream()
                .filter(declared -> declared.kind().equals("Database"))
                .map(database -> database.properties().path("name").asText())
                .toList();
    }

    /// Deletes all databases before one call is answered.
    private static final class Databases implements StubRequestFilterV2 {
        private final AtomicInteger left;
        private volatile List<String> names = List.of();
        private volatile @Nullable Emulator emulator;

        Databases(int call) {
            left = new AtomicInteger(call);
        }

        void goIn(Emulator where, List<String> which) {
            names = which;
            emulator = where;
        }

        boolean went() {
            return left.get() < 0;
        }

        @Override
        public RequestFilterAction filter(Request request, ServeEvent event) {
            Emulator where = emulator;
            if (where != null && left.getAndDecrement() == 0) {
                for (String name : names) {
                    where.admin().delete("/organizations/" + where.organization() + "/databases/" + name);
                }
            }
            return RequestFilterAction.continueWith(request);
        }

        @Override
        public String getName() {
            return "databases";
        }
    }
}
