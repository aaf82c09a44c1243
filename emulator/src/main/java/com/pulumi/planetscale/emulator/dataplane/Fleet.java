package com.pulumi.planetscale.emulator.dataplane;

import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import com.pulumi.planetscale.emulator.world.World;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The servers of one engine that run, their addresses and their folders: by branch, each as long as that exists.
///
/// @param <S> what can be done with one
final class Fleet<S extends Running> implements AutoCloseable {
    private final Servers<S> servers;
    private final Addresses addresses;
    private final Path folder;
    private final boolean kept;
    private final Consumer<String> log;
    private final Map<String, Address> reserved = new HashMap<>();
    private final Map<String, S> running = new HashMap<>();
    /// What was said last about servers that do not do what they should, by branch.
    private final Map<String, String> faults = new HashMap<>();

    /// @param folder the folders of data are in it
    /// @param kept whether they outlive the emulator
    /// @param log receives a line when a server does not do what it should
    Fleet(Servers<S> servers, Addresses addresses, Path folder, boolean kept, Consumer<String> log) {
        this.servers = servers;
        this.addresses = addresses;
        this.folder = folder;
        this.kept = kept;
        this.log = log;
    }

    /// Where the server of a branch listens, or will.
    Address address(Branch branch) {
        return reserved.computeIfAbsent(branch.id(), id -> {
            try {
                Address address = addresses.reserve(Optional.ofNullable(branch.address));
                branch.address = address.toString();
                return address;
            } catch (IOException e) {
                throw new DataPlaneException("Branch " + branch.name + " gets no address: " + e.getMessage(), e);
            }
        });
    }

    /// Where the data of a branch is, or will be.
    Path data(Branch branch) {
        return folder.resolve(branch.id());
    }

    boolean hasData(Branch branch) {
        return Files.isDirectory(data(branch));
    }

    /// Whether it has been started and not been stopped; it may have died meanwhile.
    boolean started(Branch branch) {
        return running.containsKey(branch.id());
    }

    /// The server of a branch, if it runs.
    Optional<S> alive(Branch branch) {
        return Optional.ofNullable(running.get(branch.id())).filter(Running::alive);
    }

    S start(Branch branch) {
        try {
            S server = servers.start(address(branch), data(branch), kept);
            running.put(branch.id(), server);
            return server;
        } catch (FileSystemException e) {
            // Its message is only the name of a file.
            throw new DataPlaneException("The server of branch " + branch.name + " does not start: " + e, e);
        } catch (IOException e) {
            throw new DataPlaneException(String.valueOf(e.getMessage()), e);
        }
    }

    void stop(String id) {
        Optional.ofNullable(running.remove(id)).ifPresent(Running::close);
    }

    void deleteData(Branch branch) {
        servers.delete(data(branch));
    }

    /// Ends the servers of branches that are not awake, and forgets branches that no longer exist.
    ///
    /// @param stopped receives the id of each branch whose server ended
    void follow(World world, Predicate<Branch> awake, Consumer<String> stopped) {
        running.keySet().stream()
                .filter(id -> world.find(Branch.class, id).filter(awake).isEmpty())
                .toList()
                .forEach(id -> {
                    stop(id);
                    stopped.accept(id);
                });
        reserved.keySet().stream()
                .filter(id -> world.find(Branch.class, id).isEmpty())
                .toList()
                .forEach(this::forget);
    }

    private void forget(String id) {
        Optional.ofNullable(reserved.remove(id)).ifPresent(addresses::release);
        servers.delete(folder.resolve(id));
    }

    /// Does something with the server of a branch. A fault is logged once, not at each request.
    void logged(Branch branch, Runnable work) {
        try {
            work.run();
            faults.remove(branch.id());
        } catch (DataPlaneException e) {
            String fault = "The server of branch " + branch.name + ": " + e.getMessage();
            if (!fault.equals(faults.put(branch.id(), fault))) {
                log.accept(fault);
            }
        }
    }

    /// Ends all servers.
    @Override
    public void close() {
        running.values().parallelStream().forEach(Running::close);
        running.clear();
        addresses.close();
    }
}
