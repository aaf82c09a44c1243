package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Records are written into messages and logs by accident, so none of them shows a secret that it holds.
class SecretRecordsTest {
    private static final String PLANTED = "planted-secret";
    private static final Set<String> SECRET = Set.of(
            "token", "secret", "password", "plaintext", "serviceToken", "authorizationHeader", "plainTextRefreshToken");

    @Test
    void noRecordShowsASecretThatItHolds() throws ReflectiveOperationException {
        List<Class<?>> holders = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(PlanetScale.class.getPackageName())
                        .stream()
                        .filter(JavaClass::isRecord)
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(record ->
                                Arrays.stream(record.getRecordComponents()).anyMatch(SecretRecordsTest::isSecret))
                        .toList();

        assertThat(holders).hasSizeGreaterThan(3);
        for (Class<?> holder : holders) {
            assertThat(planted(holder).toString()).as(holder.getName()).doesNotContain(PLANTED);
        }
    }

    private static boolean isSecret(RecordComponent component) {
        return component.getType() == String.class && SECRET.contains(component.getName());
    }

    private static Object planted(Class<?> record) throws ReflectiveOperationException {
        RecordComponent[] components = record.getRecordComponents();
        Constructor<?> constructor = record.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(
                Arrays.stream(components).map(SecretRecordsTest::value).toArray());
    }

    private static @Nullable Object value(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return isSecret(component) ? PLANTED : "plain";
        }
        Map<Class<?>, Object> values = Map.of(
                boolean.class,
                false,
                int.class,
                0,
                long.class,
                0L,
                double.class,
                0.0,
                List.class,
                List.of(),
                Map.class,
                Map.of(),
                Set.class,
                Set.of(),
                Optional.class,
                Optional.empty());
        return values.get(type);
    }
}
