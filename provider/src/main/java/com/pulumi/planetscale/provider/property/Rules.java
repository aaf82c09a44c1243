package com.pulumi.planetscale.provider.property;

import com.pulumi.planetscale.provider.property.Property.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the values of a property must keep to, beside its type.
///
/// @param whole rules for a value, each of which returns what is wrong, or nothing
/// @param each rules for each string of a list or set
/// @param <T> what code sees of the property
record Rules<T>(List<Function<T, Optional<Problem>>> whole, List<Function<String, Optional<Problem>>> each) {
    Rules<T> and(Function<T, Optional<Problem>> rule) {
        return new Rules<>(Stream.concat(whole.stream(), Stream.of(rule)).toList(), each);
    }

    Rules<T> andEach(Function<String, Optional<Problem>> rule) {
        return new Rules<>(whole, Stream.concat(each.stream(), Stream.of(rule)).toList());
    }

    /// Finds everything wrong with a value, its type first; unknown parts are let through.
    void check(Type<T> type, Path path, Value value, Consumer<Finding> findings) {
        var wrong = new ArrayList<Finding>();
        type.check(path, value, wrong::add);
        wrong.forEach(findings);
        if (!wrong.isEmpty()) {
            return;
        }
        List<Value> elements = Shape.elements(value);
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).plain() instanceof Value.Text(var text)) {
                apply(each, text, path.then(i), findings);
            }
        }
        if (!value.hasUnknown()) {
            apply(whole, type.from(value), path, wrong::add);
        }
        if (wrong.isEmpty() && type instanceof Type.Int count && value.plain() instanceof Value.Int(var number)) {
            count.problem(number)
                    .ifPresent(problem -> wrong.add(Finding.refusal(path, problem.summary(), problem.remedy())));
        }
        wrong.forEach(findings);
    }

    private static <V> void apply(
            List<Function<V, Optional<Problem>>> rules, V value, Path path, Consumer<Finding> findings) {
        rules.forEach(rule -> rule.apply(value)
                .ifPresent(problem -> findings.accept(Finding.refusal(path, problem.summary(), problem.remedy()))));
    }
}
