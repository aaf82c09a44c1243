package com.pulumi.planetscale.provider.terraform;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.terraform.OfficialProvider.Counterpart;
import com.pulumi.planetscale.provider.terraform.Takeover.Taken;
import com.pulumi.planetscale.provider.terraform.TerraformState.Instance;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is to be done so that each object has one owner in the end.
public final class Handover {
    private final TerraformState state;
    private final Takeover takeover;

    /// @param takeover after the walk
    public Handover(TerraformState state, Takeover takeover) {
        this.state = state;
        this.takeover = takeover;
    }

    /// Says what is not in the file though Terraform manages it, line by line.
    ///
    /// @return whether everything is in the file
    public boolean explain(Consumer<String> said) {
        if (state.others() > 0) {
            said.accept("Objects of other providers, which stay with Terraform: " + state.others() + ".");
        }
        List<String> reasons = Stream.of(
                        takeover.left().stream()
                                .map(instance -> "Not found, " + instance.address()
                                        + ": PlanetScale no longer has it, or the token may not see it."),
                        takeover.incomplete().stream().map(Handover::incomplete),
                        elsewhere(),
                        state.unknown().stream()
                                .map(address -> "Skipped, " + address + ": this provider has no resource for it."),
                        state.deposed().stream()
                                .map(address -> "Skipped, a deposed object of " + address
                                        + ": Terraform has replaced it and not deleted it yet. Run `terraform apply`, or"
                                        + " delete it yourself."))
                .flatMap(lines -> lines)
                .toList();
        reasons.forEach(said);
        return reasons.isEmpty();
    }

    private static String incomplete(Instance instance) {
        String missing = instance.kind().key().stream()
                .filter(name -> !instance.attributes().containsKey(name))
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(" and no "));
        return "Skipped, " + instance.address() + ": the state has no " + missing
                + " of it. Let `terraform apply -refresh-only` complete the state.";
    }

    private Stream<String> elsewhere() {
        Map<String, Long> counts = takeover.elsewhere().stream()
                .collect(Collectors.groupingBy(
                        instance -> instance.attributes().getOrDefault("organization", ""),
                        TreeMap::new,
                        Collectors.counting()));
        return counts.entrySet().stream()
                .map(other -> "Skipped, organization `" + other.getKey() + "`: "
                        + (other.getValue() == 1
                                ? "1 object in the state belongs to it."
                                : other.getValue() + " objects in the state belong to it.")
                        + " `--organization` with its name writes a file of what belongs to it.");
    }

    /// Says what an import cannot know, and what Terraform has to forget.
    public void instruct(Consumer<String> said) {
        for (Taken object : takeover.taken()) {
            List<String> inputs = unimported(object);
            if (!inputs.isEmpty()) {
                said.accept("Give " + object.name() + " its " + String.join(" and ", inputs)
                        + " in the program, as Terraform had it: an import cannot know that.");
            }
        }
        if (!takeover.taken().isEmpty()) {
            said.accept(
                    "When `pulumi preview` shows no change, let Terraform forget what Pulumi has, which deletes nothing,"
                            + " and only then remove it from Terraform's configuration:");
            takeover.taken()
                    .forEach(object ->
                            said.accept("  " + object.instance().address().forget()));
        }
    }

    /// Inputs that Terraform's object had, and that PlanetScale returns nothing of.
    private static List<String> unimported(Taken object) {
        Counterpart kind = object.instance().kind();
        return Stream.concat(
                        kind.implied().stream(),
                        kind.inputs().entrySet().stream()
                                .filter(input -> object.instance().set().contains(input.getKey()))
                                .map(Map.Entry::getValue)
                                .filter(ours -> object.schema().inputs().stream()
                                        .filter(Property::isLocal)
                                        .anyMatch(property -> property.name().equals(ours))))
                .map(input -> "`" + input + "`")
                .toList();
    }
}
