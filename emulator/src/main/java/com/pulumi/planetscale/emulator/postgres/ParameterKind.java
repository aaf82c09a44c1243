package com.pulumi.planetscale.emulator.postgres;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Extension;
import com.pulumi.planetscale.emulator.catalog.Parameter;
import com.pulumi.planetscale.emulator.catalog.Parameters;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.world.Ids;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Parameters and extensions of a PostgreSQL branch, as bare arrays (API reference).
public final class ParameterKind implements Kind {
    @Override
    public void declare(Declarations declarations) {
        declarations
                .get(Paths.BRANCH + "/parameters", Access.readingBranches(), this::listParameters)
                .get(Paths.BRANCH + "/extensions", Access.readingBranches(), this::listExtensions);
    }

    /// `extension` leaves those of extensions, or all the others. `internal` is accepted too; none are.
    private Answer listParameters(Call call) {
        Branch branch = call.readyBranch(Engine.POSTGRESQL);
        Optional<Boolean> extension = call.query().bool("extension");
        Optional<Boolean> internal = call.query().bool("internal");
        return Answer.ok(Parameters.CATALOG.all().stream()
                .filter(parameter ->
                        extension.map(value -> value == parameter.extension()).orElse(true))
                .filter(parameter -> !internal.orElse(false))
                .map(parameter -> view(branch, parameter))
                .toList());
    }

    private Answer listExtensions(Call call) {
        Branch branch = call.readyBranch(Engine.POSTGRESQL);
        return Answer.ok(Extension.CATALOG.stream()
                .map(extension -> view(branch, extension))
                .toList());
    }

    private static View view(Branch branch, Parameter parameter) {
        String value = branch.cluster()
                .parameters()
                .getOrDefault(parameter.namespace(), Map.of())
                .getOrDefault(parameter.name(), parameter.defaultValue());
        return new View()
                .put("id", Ids.derived(branch.id(), parameter.namespace(), parameter.name()))
                .put("type", "Parameter")
                .put("name", parameter.name())
                .put("display_name", parameter.displayName())
                .put("namespace", parameter.namespace())
                .put("category", parameter.category())
                .put("description", parameter.description())
                .put("extension", parameter.extension())
                .put("immutable", parameter.immutable())
                .put("parameter_type", parameter.parameterType())
                .put("default_value", parameter.defaultValue())
                .put("value", value)
                .put("required", false)
                .put("created_at", branch.createdAt())
                .put("updated_at", branch.updatedAt)
                .put("restart", parameter.restart())
                // The description allows no null where a parameter has no bounds.
                .put("max", Optional.ofNullable(parameter.max()).orElse(BigDecimal.ZERO))
                .put("min", Optional.ofNullable(parameter.min()).orElse(BigDecimal.ZERO))
                .put("url", "https://planetscale.com/docs/postgres/cluster-configuration/parameters")
                .put("options", parameter.options())
                .put("actor", Views.noActor());
    }

    private static View view(Branch branch, Extension extension) {
        List<View> parameters = extension.parameters().stream()
                .flatMap(name -> Parameters.CATALOG.find("pgconf", name).stream())
                .map(parameter -> view(branch, parameter))
                .toList();
        return new View()
                .put("id", Ids.derived(branch.id(), "extension", extension.name()))
                .put("type", "Extension")
                .put("name", extension.name())
                .put("description", extension.description())
                .put("internal", false)
                .put("loader", extension.loader())
                .put("url", extension.url())
                .put("available", true)
                .put("unavailable_reason", "")
                .put("parameters", parameters);
    }
}
