package com.pulumi.planetscale.emulator.dataplane;

import java.io.IOException;
import java.nio.file.Path;

/// Starts servers of one engine.
///
/// @param <S> what can be done with one
public interface Servers<S extends Running> {
    /// Starts the server of a folder, and returns when it lets clients in.
    ///
    /// @param folder of its data, which is made if it does not exist
    /// @param kept whether the folder outlives the emulator
    /// @throws IOException with a sentence that says why, if it does not start
    S start(Address address, Path folder, boolean kept) throws IOException;

    /// Deletes a folder whose server has ended, if it is there.
    void delete(Path folder);
}
