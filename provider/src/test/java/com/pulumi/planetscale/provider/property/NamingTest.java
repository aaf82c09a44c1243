package com.pulumi.planetscale.provider.property;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NamingTest {
    private final Naming naming = new Naming(Property.text("name", "Name of it."), "-", 20);

    @Test
    void nameBeginsWithTheLabelAndEndsInSevenDigits() {
        assertThat(naming.make("My App::db", "seed")).matches("my-app-db-[0-9a-f]{7}");
    }

    @Test
    void sameSeedGivesTheSameName() {
        assertThat(naming.make("app", "seed")).isEqualTo(naming.make("app", "seed"));
        assertThat(naming.make("app", "seed")).isNotEqualTo(naming.make("app", "another"));
    }

    @net.jqwik.api.Property
    void everyLabelGivesANameThatFitsAndIsRecognised(
            @ForAll @StringLength(max = 60) String label, @ForAll @StringLength(max = 9) String seed) {
        String name = naming.make(label, seed);

        assertThat(name).matches("[a-z0-9][a-z0-9-]{0,18}[a-z0-9]");
        assertThat(naming.made(label, name)).isTrue();
    }

    @Test
    void givenNameIsNotTakenForAMadeUpOne() {
        assertThat(naming.made("app", "app")).isFalse();
        assertThat(naming.made("app", "app-production")).isFalse();
        assertThat(naming.made("app", "other-1234567")).isFalse();
    }

    @Test
    void stemIsWhatAllNamesOfAResourceShare() {
        assertThat(Naming.stemOf(naming.make("app", "1"))).isEqualTo(Naming.stemOf(naming.make("app", "2")));
        assertThat(Naming.stemOf("reporting")).isEqualTo("reporting");
    }
}
