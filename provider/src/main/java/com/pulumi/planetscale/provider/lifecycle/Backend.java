package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import java.io.IOException;
import java.util.List;

/// The provider as a front sees it before it is configured: its settings, and how they lead to its resources.
public interface Backend {
    /// The settings, all of them optional for a program.
    Schema settings();

    /// The settings without which nothing works, wherever they come from.
    List<Property<?>> needed();

    /// Settings completed from the process's environment. What comes from there never enters a state.
    PropertyMap withEnvironment(PropertyMap settings);

    /// Everything that is wrong with some settings.
    ///
    /// @param given as the program gives them
    /// @param complete the same with what the environment adds
    List<Finding> check(PropertyMap given, PropertyMap complete);

    /// The resources and functions that work with some complete settings.
    Catalog connect(PropertyMap settings);

    /// Whether a failed call was refused, so that others may be answered; else nothing can be had for now.
    boolean isRefusal(IOException failure);

    /// Closes what is open to the service, when nothing runs any more.
    default void close() {}

    /// Takes secrets out of a text: those of the settings, and whatever looks like one.
    String mask(PropertyMap settings, String text);
}
