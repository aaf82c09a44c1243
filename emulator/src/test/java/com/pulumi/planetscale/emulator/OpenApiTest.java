package com.pulumi.planetscale.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the emulator declares, compared with the description as a whole.
final class OpenApiTest {
    @Test
    void everyDescribedOperationIsDeclaredOnceAndNoOther() {
        Optional<Path> file = OpenApi.file();
        assumeTrue(file.isPresent(), OpenApi.ABSENT);

        List<String> declared = Declarations.of(Kinds.all(line -> {})).routes().stream()
                .filter(Route::described)
                .map(route -> route.method() + " " + OpenApi.anonymous(route.template()))
                .toList();

        assertThat(declared)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(OpenApi.operations(file.get()).stream()
                        .map(OpenApi.Operation::toString)
                        .toList());
    }

    @Test
    void aMissingDescriptionIsAFaultWhereItIsRequired() {
        Path missing = Path.of("no-such-file.yaml");

        assertThat(OpenApi.file(missing, "")).isEmpty();
        assertThatThrownBy(() -> OpenApi.file(missing, "required")).hasMessageContaining("no-such-file.yaml");
    }
}
