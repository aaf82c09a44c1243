package com.pulumi.planetscale.provider.resources.cluster;

import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resources.owner.Asked;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import com.pulumi.planetscale.provider.resources.owner.FactsLookup;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;

/// The functions that list what a Postgres branch can be configured with.
public final class PostgresLookups {
    private static final Property<String> WANTED = Property.oneOf(
                    "namespace", "Lists only the parameters of this namespace.", "patroni", "pgconf", "pgbouncer")
            .optional();

    private static final Property<String> NAME =
            Facts.text("name", "Name of the parameter.").always();
    private static final Property<String> NAMESPACE =
            Facts.text("namespace", "Namespace of the parameter: `patroni`, `pgconf` or `pgbouncer`.");
    private static final List<Property<?>> PARAMETER = List.of(
            NAME,
            NAMESPACE,
            Facts.text("displayName", "Name that PlanetScale shows."),
            Facts.text("category", "Category that PlanetScale shows it in."),
            Facts.text("description", "Meaning of the parameter."),
            Facts.text(
                    "parameterType",
                    "Type of the value: `array`, `boolean`, `bytes`, `float`, `integer`, `seconds`, `select`,"
                            + " `string` or `time`."),
            Facts.text("value", "Current value."),
            Facts.text("defaultValue", "Value if nothing sets it, which depends on the size of the cluster."),
            Property.decimal("min", "Smallest value, if there is one.").computed(),
            Property.decimal("max", "Largest value, if there is one.").computed(),
            Property.list("options", "Values to choose from, if it is a `select`.", Type.text())
                    .computed(),
            Facts.flag("required", "Whether it must have a value."),
            Facts.flag("restart", "Whether a change restarts the servers."),
            Facts.flag("immutable", "Whether it cannot be changed."),
            Facts.flag("extension", "Whether it configures an extension."));

    private static final Property<List<PropertyMap>> PARAMETERS = FactsLookup.list(
            "parameters", new Type.Obj("GetParametersParameter", "A parameter of a Postgres branch.", PARAMETER));

    private static final Property<List<PropertyMap>> EXTENSIONS = FactsLookup.list(
            "extensions",
            new Type.Obj(
                    "GetExtensionsExtension",
                    "An extension of Postgres.",
                    List.of(
                            Facts.text("name", "Name of the extension.").always(),
                            Facts.text("description", "Purpose of the extension."),
                            Facts.text(
                                    "loader",
                                    "How it is turned on: the parameter `shared_preload_libraries` or"
                                            + " `session_preload_libraries` of `Branch.parameters`, or the SQL"
                                            + " statement `CREATE EXTENSION`, which is `create_extension`."),
                            Facts.flag("available", "Whether the branch can have it as it is now."),
                            Facts.text(
                                    "unavailableReason",
                                    "Why it is not available, such as" + " `container_upgrade_required`."),
                            Facts.flag("internal", "Whether PlanetScale itself uses it."),
                            Property.list(
                                            "parameters",
                                            "Parameters that configure it.",
                                            new Type.Obj(
                                                    "GetExtensionsExtensionParameter",
                                                    "A parameter of an extension.",
                                                    PARAMETER))
                                    .computed())));

    private PostgresLookups() {}

    /// The parameters of a branch, which the API answers all at once.
    public static FactsLookup parameters(Reads api) {
        return new FactsLookup(
                api,
                Schema.of(
                                "getParameters",
                                "Lists the parameters of a Postgres branch, which `Branch.parameters` sets.",
                                List.of(Asked.ORGANIZATION, Asked.DATABASE_OF_BRANCH, Asked.BRANCH, WANTED, PARAMETERS))
                        .identifiedBy(List.of(Asked.ORGANIZATION, Asked.DATABASE_OF_BRANCH, Asked.BRANCH)),
                PARAMETERS,
                inputs -> Owners.branchPath(inputs, Asked.DATABASE_OF_BRANCH, Asked.BRANCH)
                        .then("/parameters"),
                false,
                inputs -> parameter ->
                        inputs.find(WANTED).isEmpty() || inputs.find(WANTED).equals(parameter.find(NAMESPACE)));
    }

    /// The extensions of a branch, which the API answers all at once.
    public static FactsLookup extensions(Reads api) {
        return new FactsLookup(
                api,
                Schema.of(
                                "getExtensions",
                                "Lists the extensions that a Postgres branch can have.",
                                List.of(Asked.ORGANIZATION, Asked.DATABASE_OF_BRANCH, Asked.BRANCH, EXTENSIONS))
                        .identifiedBy(List.of(Asked.ORGANIZATION, Asked.DATABASE_OF_BRANCH, Asked.BRANCH)),
                EXTENSIONS,
                inputs -> Owners.branchPath(inputs, Asked.DATABASE_OF_BRANCH, Asked.BRANCH)
                        .then("/extensions"),
                false);
    }
}
