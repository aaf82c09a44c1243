package com.pulumi.planetscale.provider.pulumi;

import com.pulumi.planetscale.provider.property.Value;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/// Property values of all kinds, with lists and maps three levels deep.
final class Values extends DomainContextBase {
    @Provide
    Arbitrary<Value> values() {
        return any(3);
    }

    private static Arbitrary<Value> any(int depth) {
        Arbitrary<Value> leaf = Arbitraries.oneOf(
                Arbitraries.of(Value.absent(), Value.unknown()),
                Arbitraries.of(true, false).map(Value.Bool::new),
                Arbitraries.longs().between(-(1L << 53), 1L << 53).map(Value.Int::new),
                Arbitraries.doubles().between(-1e9, 1e9).map(Value::number),
                Arbitraries.strings().ofMaxLength(12).map(Value.Text::new));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<Value> inner = any(depth - 1);
        return Arbitraries.oneOf(
                leaf,
                inner.list().ofMaxSize(3).map(Value.ListOf::new),
                Arbitraries.maps(Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(6), inner)
                        .ofMaxSize(3)
                        .map(Value.MapOf::new),
                inner.map(Value.Secret::new));
    }
}
