package com.pulumi.planetscale.provider.terraform;

import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// PlanetScale's own Terraform provider: its resources and data sources, and what each of them is here. The file
/// `official.txt` beside this class declares them once, for import files and for `docs/terraform-parity.md`.
public final class OfficialProvider {
    /// Marks an input of ours that Terraform has no attribute for, since it always holds for the resource.
    private static final String IMPLIED = "(";

    private static final Pattern LINE = Pattern.compile(
            "(?<sort>resource|former|data) (?<name>[a-z_]+)(?: \\((?<key>[a-z_, ]+)\\))? = (?<ours>\\w+)(?: or (?<also>\\w+))?(?: : (?<inputs>.+))?");

    private final List<Counterpart> counterparts;
    private final Map<String, Counterpart> resources;
    private final Set<String> identifying = new HashSet<>(Set.of("name"));
    private final Set<String> arguments = new HashSet<>();

    /// What an entry is at Terraform.
    public enum Sort {
        /// A resource of the release that the file describes.
        RESOURCE,
        /// A resource that is in no such release, but may be in a state.
        FORMER,
        /// A data source.
        DATA
    }

    /// A resource or data source of Terraform, and what it is here.
    ///
    /// @param name its type, such as `planetscale_vitess_branch`
    /// @param key the attributes that identify an object, from the organization inwards
    /// @param ours the resource or function of this provider
    /// @param also another resource that some of its objects are; empty if there is none
    /// @param inputs its arguments, and the inputs that they are here
    public record Counterpart(
            Sort sort, String name, List<String> key, String ours, Optional<String> also, Map<String, String> inputs) {
        /// The resources that its objects are.
        public List<String> kinds() {
            return Stream.concat(Stream.of(ours), also.stream()).toList();
        }

        /// Whether the last attribute of the key holds a public id; otherwise a name, or the public id in place of it.
        public boolean isByPublicId() {
            return key.getLast().equals("id");
        }

        /// Our inputs that hold for every object of the resource, such as being redacted.
        public List<String> implied() {
            return inputs.entrySet().stream()
                    .filter(input -> input.getKey().startsWith(IMPLIED))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        private static Counterpart of(String line) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalStateException("not a line of official.txt: " + line);
            }
            return new Counterpart(
                    Sort.valueOf(parts.group("sort").toUpperCase(Locale.ROOT)),
                    parts.group("name"),
                    Optional.ofNullable(parts.group("key")).stream()
                            .flatMap(key -> Arrays.stream(key.split(", ", -1)))
                            .toList(),
                    parts.group("ours"),
                    Optional.ofNullable(parts.group("also")),
                    inputs(Optional.ofNullable(parts.group("inputs")).orElse("")));
        }

        private static Map<String, String> inputs(String pairs) {
            var inputs = new LinkedHashMap<String, String>();
            for (String pair : pairs.isEmpty() ? new String[0] : pairs.split(", ", -1)) {
                String[] names = pair.split(" = ", 2);
                inputs.put(names[0], names[1]);
            }
            return inputs;
        }
    }

    private OfficialProvider(List<Counterpart> counterparts) {
        this.counterparts = counterparts;
        resources = counterparts.stream()
                .filter(counterpart -> counterpart.sort() != Sort.DATA)
                .collect(Collectors.toMap(Counterpart::name, counterpart -> counterpart));
        resources.values().forEach(resource -> {
            identifying.addAll(resource.key());
            arguments.addAll(resource.inputs().keySet());
        });
    }

    /// Reads the file.
    @Assumes(Assumption.KEY_OF_IP_RESTRICTIONS_IN_TERRAFORM)
    public static OfficialProvider load() {
        try (InputStream file = OfficialProvider.class.getResourceAsStream("official.txt")) {
            if (file == null) {
                throw new IllegalStateException("the plugin was built without its official.txt");
            }
            return new OfficialProvider(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Counterpart::of)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Everything of one sort, in the order of the file.
    public List<Counterpart> all(Sort sort) {
        return counterparts.stream()
                .filter(counterpart -> counterpart.sort() == sort)
                .toList();
    }

    /// What a type of a state is here; empty if this provider has nothing for it.
    Optional<Counterpart> resource(String type) {
        return Optional.ofNullable(resources.get(type));
    }

    /// Whether an attribute identifies objects of some resource, or is the name that people know them by.
    boolean identifies(String attribute) {
        return identifying.contains(attribute);
    }

    /// Whether some resource has an argument of a name.
    boolean hasArgument(String name) {
        return arguments.contains(name);
    }
}
