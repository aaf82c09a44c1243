package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.PlanetscaleFunctions;
import com.pulumi.planetscale.inputs.GetOrganizationArgs;
import com.pulumi.planetscale.inputs.GetRegionsArgs;
import com.pulumi.planetscale.inputs.GetClusterSizesArgs;
import com.pulumi.planetscale.inputs.GetOrganizationsArgs;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.inputs.GetBranchSchemaArgs;
import com.pulumi.planetscale.inputs.GetBranchSchemaLintArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        final var organizationVar = PlanetscaleFunctions.getOrganization(GetOrganizationArgs.builder()
            .build());

        final var regions = PlanetscaleFunctions.getRegions(GetRegionsArgs.builder()
            .kind("mysql")
            .build());

        final var sizes = PlanetscaleFunctions.getClusterSizes(GetClusterSizesArgs.builder()
            .region("us-west")
            .enabledOnly(true)
            .build());

        final var organizationsVar = PlanetscaleFunctions.getOrganizations(GetOrganizationsArgs.builder()
            .build());

        var shop = new Database("shop", DatabaseArgs.builder()
            .name("shop")
            .region("us-west")
            .clusterSize("PS_10")
            .build());

        final var schema = PlanetscaleFunctions.getBranchSchema(GetBranchSchemaArgs.builder()
            .database(shop.publicId())
            .branch("main")
            .build());

        final var lint = PlanetscaleFunctions.getBranchSchemaLint(GetBranchSchemaLintArgs.builder()
            .database(shop.publicId())
            .branch("main")
            .build());

        ctx.export("organizations", organizationsVar.applyValue(_organizationsVar -> _organizationsVar.organizations()));
        ctx.export("plan", organizationVar.applyValue(_organizationVar -> _organizationVar.plan()));
        ctx.export("defaultRegion", regions.applyValue(_regions -> _regions.defaultRegion()));
        ctx.export("smallestSize", sizes.applyValue(_sizes -> _sizes.clusterSizes().get(0).name()));
        ctx.export("smallestPrice", sizes.applyValue(_sizes -> _sizes.clusterSizes().get(0).rate()));
        ctx.export("tables", schema.applyValue(_schema -> _schema.tables()));
        ctx.export("lintErrors", lint.applyValue(_lint -> _lint.errors()));
    }
}
