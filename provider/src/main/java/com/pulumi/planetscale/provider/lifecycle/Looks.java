package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Account;
import com.pulumi.planetscale.provider.resource.Call;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks around before a change: whether PlanetScale would make what the program wants, and what the user should know
/// besides.
///
/// A preview shows that. The engine can also be told to skip the preview, and it deletes the old object of a
/// delete-first replacement, with everything that belongs to it, before it asks for the new one. So the plan of such
/// a replacement asks the same questions, and refuses what cannot be made.
record Looks(Resource resource, Account account, NamedObjects names, Possession possession) {
    /// A question to PlanetScale.
    @FunctionalInterface
    private interface Question {
        List<Finding> ask() throws IOException, InterruptedException;
    }

    /// What a failed question means.
    @FunctionalInterface
    private interface Meaning {
        Finding of(IOException failure);
    }

    /// What a preview says. What cannot be read is a warning.
    ///
    /// @param state the recorded state; empty before a creation
    /// @param calls the calls that the change comes down to
    List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs, List<Call> calls)
            throws InterruptedException {
        var findings = new ArrayList<Finding>();
        ask(
                findings,
                () -> state.isEmpty()
                        ? possession.beforeCreate(operation, inputs)
                        : possession.beforeChange(operation, state, inputs),
                this::unread);
        for (Finding finding : all(operation, state, inputs, calls, this::unread)) {
            if (!findings.contains(finding)) {
                findings.add(finding);
            }
        }
        return findings;
    }

    /// Why the old object of a replacement may not be deleted yet: the new one cannot be made, or that is not known.
    List<Finding> beforeDeletion(Operation operation, PropertyMap inputs) throws InterruptedException {
        return Stream.concat(
                        all(operation, PropertyMap.EMPTY, inputs, resource.creating(inputs), Looks::unknown).stream()
                                .filter(Looks::isRefusal),
                        undocumented(inputs))
                .toList();
    }

    /// Inputs that no list of PlanetScale has, and that are none of those which it documents.
    private Stream<Finding> undocumented(PropertyMap inputs) {
        return resource.schema().inputs().stream()
                .filter(property -> inputs.has(property)
                        && !inputs.value(property).hasUnknown()
                        && !property.documented().isEmpty()
                        && property.documented().stream()
                                .noneMatch(value -> property.same(value, inputs.value(property))))
                .map(Looks::mayNotBeThere);
    }

    private static Finding mayNotBeThere(Property<?> property) {
        String known = property.documented().stream()
                .map(value -> value instanceof Value.Text(var text) ? "`" + text + "`" : value.toString())
                .collect(Collectors.joining(", "));
        return Finding.refusal(
                property,
                "the object has to be deleted before the new one can be created, and it is not known whether"
                        + " PlanetScale has this value: it documents " + known,
                "Nothing was deleted. Use one of these, or create the new object under another name first.");
    }

    /// Why what the program wants contradicts what it wants of another object.
    List<Finding> contradictions(Operation operation, PropertyMap state, PropertyMap inputs)
            throws InterruptedException {
        var findings = new ArrayList<Finding>();
        if (resource instanceof Resource.Limited limited) {
            ask(
                    findings,
                    () -> limited.contradiction(operation, state, inputs).stream()
                            .toList(),
                    this::unread);
        }
        return findings.stream().filter(Looks::isRefusal).toList();
    }

    /// Why an object cannot be replaced by another one of its name and owner.
    List<Finding> irreplaceable(Operation operation, PropertyMap state) throws InterruptedException {
        var findings = new ArrayList<Finding>();
        if (resource instanceof Resource.Limited limited) {
            ask(findings, () -> limited.irreplaceable(operation, state).stream().toList(), this::unread);
        }
        return findings.stream().filter(Looks::isRefusal).toList();
    }

    private List<Finding> all(
            Operation operation, PropertyMap state, PropertyMap inputs, List<Call> calls, Meaning failed)
            throws InterruptedException {
        var findings = new ArrayList<Finding>();
        ask(findings, () -> obstacles(operation, state, inputs), failed);
        if (resource instanceof Resource.Previewing previewing) {
            ask(findings, () -> previewing.look(operation, state, inputs), failed);
        }
        ask(findings, () -> account.lacking(resource.schema(), inputs.with(state), calls), failed);
        return findings;
    }

    private static void ask(List<Finding> findings, Question question, Meaning failed) throws InterruptedException {
        // What is refused already may be what makes this fail, such as prices of a region that does not exist.
        boolean refused = findings.stream().anyMatch(Looks::isRefusal);
        try {
            findings.addAll(question.ask());
        } catch (IOException failure) {
            add(findings, refused, failed.of(failure));
        } catch (UncheckedIOException failure) {
            add(findings, refused, failed.of(Objects.requireNonNull(failure.getCause())));
        }
    }

    private static void add(List<Finding> findings, boolean refused, Finding failure) {
        if (!refused && !findings.contains(failure)) {
            findings.add(failure);
        }
    }

    private List<Finding> obstacles(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        List<Finding> missing = state.isEmpty() ? names.missing(inputs) : List.of();
        if (!missing.isEmpty() || !(resource instanceof Resource.Limited limited)) {
            return missing;
        }
        return limited.obstacles(operation, state, inputs);
    }

    private static boolean isRefusal(Finding finding) {
        return finding.severity() == Severity.ERROR;
    }

    private Finding unread(IOException failure) {
        return account.isUseless(failure)
                ? Failures.finding(failure)
                : Finding.warning(
                        "the preview could not query PlanetScale: " + failure.getMessage(),
                        "`pulumi up` may still refuse what this preview could not check.");
    }

    private static Finding unknown(IOException failure) {
        return Finding.refusal(
                Path.ROOT,
                "the object has to be deleted before the new one can be created, and it is not known whether"
                        + " PlanetScale would create that: " + failure.getMessage(),
                "Nothing was deleted. Run the same command again.");
    }
}
