package com.pulumi.planetscale.provider.resources;

import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.property.Value;
import java.util.ArrayList;
import java.util.List;

/// What the schema promises of every object, in the objects below it too.
final class Promises {
    private Promises() {}

    /// The promised properties that some values lack.
    static List<String> broken(List<? extends Property<?>> properties, PropertyMap values) {
        var broken = new ArrayList<String>();
        broken(Path.ROOT, properties, values, broken);
        return broken;
    }

    private static void broken(
            Path path, List<? extends Property<?>> properties, PropertyMap values, List<String> broken) {
        for (Property<?> property : properties) {
            Path at = path.then(property.name());
            if (!values.has(property)) {
                if (property.isAlways()) {
                    broken.add(at.toString());
                }
            } else if (property.type() instanceof Type.Obj object) {
                broken(at, object.properties(), object.from(values.value(property)), broken);
            } else if (property.type() instanceof Type.ListOf<?>(Type.Obj object)) {
                for (Value element : elements(values.value(property))) {
                    broken(at, object.properties(), object.from(element), broken);
                }
            }
        }
    }

    private static List<Value> elements(Value list) {
        return list.plain() instanceof Value.ListOf(var elements) ? elements : List.of();
    }
}
