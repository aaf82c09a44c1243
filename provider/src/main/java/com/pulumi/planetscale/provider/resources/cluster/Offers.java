package com.pulumi.planetscale.provider.resources.cluster;

import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Nearest;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.cluster.SizeList.Question;
import com.pulumi.planetscale.provider.resources.cluster.SizeList.Size;
import com.pulumi.planetscale.provider.resources.owner.Once;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What PlanetScale lists as possible: regions and cluster sizes. Each list is asked for once in a process.
///
/// A value is refused only if the list that was read lacks it, so a region or a size that PlanetScale adds later is
/// accepted by this version too.
public final class Offers {
    private final Reads api;
    private final SizeList sizes;
    private final Once<ApiPath, List<Region>> regions = new Once<>();

    /// A region in a list. Only those that are enabled and run an engine take new objects of it.
    private record Region(
            @Nullable String slug,
            @Nullable String provider,
            @Nullable Boolean enabled,
            @Nullable Boolean mysqlSupported,
            @Nullable Boolean postgresqlSupported) {
        boolean takes(String kind) {
            Boolean supported = kind.equals(Engine.POSTGRESQL) ? postgresqlSupported : mysqlSupported;
            return !Boolean.FALSE.equals(enabled) && !Boolean.FALSE.equals(supported);
        }
    }

    public Offers(Reads api, SizeList sizes) {
        this.api = api;
        this.sizes = sizes;
    }

    /// The region or size that a program wants and a recorded object does not have.
    public static Optional<String> wanted(PropertyMap state, PropertyMap inputs, Property<String> property) {
        return inputs.find(property)
                .filter(_ -> !inputs.differing(state, List.of(property)).isEmpty());
    }

    /// Why nothing of an engine can be made in a region; empty if it can.
    ///
    /// @param property the input that names the region
    /// @param owner the organization or database whose regions count
    public Optional<Finding> region(Property<String> property, ApiPath owner, String kind, String slug)
            throws IOException, InterruptedException {
        List<Region> all = regions(owner);
        List<String> open = all.stream()
                .filter(region -> region.takes(kind))
                .map(Region::slug)
                .filter(Objects::nonNull)
                .toList();
        if (open.contains(slug)) {
            return Optional.empty();
        }
        boolean listed = all.stream().anyMatch(region -> slug.equals(region.slug()));
        String what = listed
                ? "region `" + slug + "` takes no new " + Engine.product(kind) + " databases or branches"
                : "there is no region `" + slug + "`";
        return Optional.of(Finding.refusal(property, what, instead(slug, open)));
    }

    /// Why a cluster cannot have a size; empty if it can.
    ///
    /// @param property the input that names the size
    public Optional<Finding> size(Property<?> property, Question question, String wanted)
            throws IOException, InterruptedException {
        List<Size> all = sizes.of(question);
        Optional<String> cloud = question.region().isPresent()
                ? cloud(question.organization(), question.region().get())
                : Optional.empty();
        List<String> usable = all.stream()
                .filter(size -> !Boolean.FALSE.equals(size.enabled()) && isIn(size, cloud))
                .map(Size::name)
                .filter(Objects::nonNull)
                .toList();
        if (usable.stream().anyMatch(name -> ClusterSize.same(name, wanted))) {
            return Optional.empty();
        }
        String where =
                question.region().map(region -> " in region `" + region + "`").orElse("");
        boolean listed = all.stream().anyMatch(size -> size.name() != null && ClusterSize.same(size.name(), wanted));
        String what = listed
                ? "cluster size `" + wanted + "` is not available to organization `" + question.organization() + "`"
                        + where
                : "there is no cluster size `" + wanted + "` for " + Engine.product(question.kind()) + where;
        return Optional.of(
                Finding.refusal(property, what, instead(ClusterSize.of(wanted).name(), usable)));
    }

    /// Advice what to write in place of a value that a list lacks.
    static String instead(String wanted, Collection<String> offered) {
        String near = Nearest.to(wanted, offered)
                .map(name -> "Did you mean `" + name + "`? ")
                .orElse("");
        if (offered.isEmpty()) {
            return "There is none at the moment.";
        }
        String all = String.join(", ", offered.stream().limit(20).toList());
        return near + "There are: " + all + (offered.size() > 20 ? ", and others." : ".");
    }

    private static boolean isIn(Size size, Optional<String> cloud) {
        return size.provider() == null || cloud.isEmpty() || size.provider().equalsIgnoreCase(cloud.get());
    }

    private Optional<String> cloud(String organization, String slug) throws IOException, InterruptedException {
        return regions(ApiPath.of("/organizations/{}", organization)).stream()
                .filter(region -> slug.equals(region.slug()))
                .map(Region::provider)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private List<Region> regions(ApiPath owner) throws IOException, InterruptedException {
        return regions.of(owner, () -> {
            try (Stream<Region> all = api.list(owner.then("/regions"), Region.class)) {
                return all.toList();
            }
        });
    }
}
