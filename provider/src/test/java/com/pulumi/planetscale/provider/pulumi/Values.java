package com.pulumi.planetscale.provider.pulumi;

import com.pulumi.planetscale.provider.property.Value;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.Generate;
import org.quicktheories.generators.SourceDSL;

/// Generators of property values.
final class Values {
    private Values() {}

    /// Any value, with lists and maps up to a depth.
    static Gen<Value> any(int depth) {
        Gen<Value> leaf = Generate.oneOf(
                Generate.constant(Value.absent()),
                Generate.constant(Value.unknown()),
                SourceDSL.booleans().all().map(Value.Bool::new),
                SourceDSL.longs().between(-(1L << 53), 1L << 53).map(Value.Int::new),
                SourceDSL.doubles().between(-1e9, 1e9).map(Value::number),
                SourceDSL.strings().allPossible().ofLengthBetween(0, 12).map(Value.Text::new));
        if (depth == 0) {
            return leaf;
        }
        Gen<Value> inner = any(depth - 1);
        return Generate.oneOf(
                leaf,
                SourceDSL.lists().of(inner).ofSizeBetween(0, 3).map(Value.ListOf::new),
                SourceDSL.maps()
                        .of(SourceDSL.strings().basicLatinAlphabet().ofLengthBetween(0, 6), inner)
                        .ofSizeBetween(0, 3)
                        .map(Value.MapOf::new),
                inner.map(Value.Secret::new));
    }
}
