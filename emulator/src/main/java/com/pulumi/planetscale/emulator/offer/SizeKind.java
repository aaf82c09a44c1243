package com.pulumi.planetscale.emulator.offer;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Region;
import com.pulumi.planetscale.emulator.catalog.Size;
import com.pulumi.planetscale.emulator.catalog.Sizes;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.world.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// Cluster sizes with what they cost. A bare array without pages (API reference).
public final class SizeKind implements Kind {
    @Override
    public void declare(Declarations declarations) {
        declarations.get(
                Paths.ORGANIZATION + "/cluster-size-skus", Access.organization("read_organization"), this::list);
    }

    /// The region decides on the prices alone; the sizes of all providers are listed.
    private Answer list(Call call) {
        Organization organization = call.organization();
        // The Go client says postgresql=true instead of naming the engine (API reference).
        Engine engine = call.query().bool("postgresql").orElse(false)
                ? Engine.POSTGRESQL
                : call.query().oneOf("engine", Engine.kinds()).map(Engine::of).orElse(Engine.MYSQL);
        Optional<Database> database = call.query().text("database").map(name -> database(call, name));
        String slug = call.query()
                .text("region")
                .or(() -> database.map(found -> found.region))
                .orElse(organization.defaultRegion);
        Region region = Organization.existingRegion(slug);
        boolean rates = call.query().bool("rates").orElse(false);
        List<Size> sizes = Sizes.CATALOG.of(engine);
        return Answer.ok(sizes.stream()
                .map(size ->
                        view(organization, size, sizes.indexOf(size)).putAll(rates ? prices(size, region) : noPrices()))
                .toList());
    }

    private static Database database(Call call, String name) {
        return call.world()
                .in(call.organization(), Database.class)
                .filter(database -> database.name.equals(name))
                .filter(database -> call.caller().may(Access.openingDatabase().names(), database))
                .findFirst()
                .orElseThrow(Refused::absent);
    }

    private static View view(Organization organization, Size size, int order) {
        return new View()
                .put("type", "ClusterSizeSku")
                .put("name", size.name())
                .put("display_name", size.displayName())
                .put("cpu", size.cpu())
                .put("storage", size.storage())
                .put("ram", size.ram())
                .put("metal", size.metal())
                .put("enabled", organization.mayUse(size))
                .put("provider", size.provider())
                .optional("architecture", size.architecture())
                .put("default_vtgate", size.defaultVtgate())
                .put("sort_order", order)
                .put("development", size.development())
                .put("production", size.production());
    }

    private static View prices(Size size, Region region) {
        return new View()
                .put(
                        "default_vtgate_rate",
                        size.engine() == Engine.MYSQL
                                ? in(
                                        region,
                                        Sizes.CATALOG
                                                .vtgate(size.defaultVtgate())
                                                .rate())
                                : null)
                .optional("replica_rate", in(region, size.replicaRate()))
                .optional("rate", in(region, size.rate()));
    }

    private static View noPrices() {
        return new View()
                .put("default_vtgate_rate", null)
                .optional("replica_rate", null)
                .optional("rate", null);
    }

    private static BigDecimal in(Region region, BigDecimal price) {
        return price.multiply(region.priceFactor()).setScale(0, RoundingMode.HALF_UP);
    }
}
