package com.pulumi.planetscale.provider.resource;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What this machine remembers of objects that were asked for, so that a run can go on where an earlier one was cut
/// off, before its engine had recorded them.
public interface Memory {
    /// A machine that remembers nothing.
    Memory NONE = new Memory() {
        @Override
        public List<LeftOver> leftOvers(Operation operation, Schema schema, Optional<String> recorded) {
            return List.of();
        }

        @Override
        public List<Finding> unmet(Operation operation, Map<String, Schema> kinds, Predicate<String> resources) {
            return List.of();
        }

        @Override
        public void settle(Predicate<String> recorded) {}
    };

    /// An object that an earlier run made for a resource of the program, and that no engine has recorded.
    ///
    /// @param publicId the API's own id of it
    /// @param warning names it, and says what to do
    record LeftOver(String publicId, Finding warning) {}

    /// What earlier runs made for the operation's resource and did not bring to an engine. Reads only.
    ///
    /// @param recorded the public id of the object that the engine has for the resource; empty before a creation
    List<LeftOver> leftOvers(Operation operation, Schema schema, Optional<String> recorded) throws InterruptedException;

    /// What earlier runs made, or may have made, for resources that this run has not come across. The program may have
    /// dropped them, and an engine knows nothing of what it has not recorded.
    ///
    /// Reads only. What cannot be read is named as well, and an interrupted look is one that has read nothing.
    ///
    /// @param kinds all kinds of objects, by name
    /// @param resources those in question, by [Operation#resource()]
    List<Finding> unmet(Operation operation, Map<String, Schema> kinds, Predicate<String> resources);

    /// Forgets what this run made and an engine that has come to its end has recorded.
    ///
    /// @param recorded whether an object of a public id was handed to the engine
    void settle(Predicate<String> recorded);
}
