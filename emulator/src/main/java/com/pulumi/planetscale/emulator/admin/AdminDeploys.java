package com.pulumi.planetscale.emulator.admin;

import com.pulumi.planetscale.emulator.deploy.DeployActions;
import com.pulumi.planetscale.emulator.deploy.DeployRequest;
import com.pulumi.planetscale.emulator.deploy.DeployRequests;
import com.pulumi.planetscale.emulator.deploy.DeployReview;
import com.pulumi.planetscale.emulator.deploy.DeployState;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.world.Actor;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What other people do with deploy requests, and what chance does to them.
///
/// Deploy requests, branches and keyspaces are named by their paths or ids, people by their names: who has the
/// same name is the same person.
public final class AdminDeploys {
    private final World world;
    private final Function<String, Entity> find;
    private final Runnable changed;

    /// What a person can do at the web page.
    public enum Action {
        APPROVE,
        COMMENT,
        DEPLOY,
        APPLY,
        CANCEL,
        CLOSE,
        REVERT,
        SKIP_REVERT;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Action labelled(String label) {
            return Arrays.stream(values())
                    .filter(action -> action.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "There is no action " + label + ". Choose one of: " + labels() + "."));
        }

        static String labels() {
            return String.join(", ", Arrays.stream(values()).map(Action::label).toList());
        }
    }

    AdminDeploys(World world, Function<String, Entity> find, Runnable changed) {
        this.world = world;
        this.find = find;
        this.changed = changed;
    }

    /// Lets a person act on a deploy request.
    ///
    /// @param person the name
    /// @param text what a review says
    public void act(String path, Action action, String person, String text) {
        Actor by = Tokens.person(person);
        perform(path, actions -> {
            switch (action) {
                case APPROVE -> actions.review(by, DeployReview.APPROVED, text);
                case COMMENT -> actions.review(by, DeployReview.COMMENTED, text);
                case DEPLOY -> actions.deploy(by, false, false);
                case APPLY -> actions.apply(by);
                case CANCEL -> actions.cancel(by);
                case CLOSE -> actions.close(by);
                case REVERT -> actions.revert(by);
                case SKIP_REVERT -> actions.skipRevert(by);
            }
        });
    }

    public void act(String path, Action action, String person) {
        act(path, action, person, "");
    }

    /// Lets a staged cutover expire: the deployment is cancelled, and no actor is recorded.
    public void expireCutover(String path) {
        perform(path, actions -> actions.cancel(null));
    }

    private void perform(String path, Consumer<DeployActions> action) {
        synchronized (world) {
            world.settle();
            try {
                action.accept(new DeployActions(world, request(path)));
            } catch (Refused refused) {
                throw new IllegalArgumentException(refused.sentence() + ".", refused);
            }
            world.settle();
            changed.run();
        }
    }

    /// Keeps a request in a state, once it has come there, until it is released.
    public void hold(String path, DeployState state) {
        change(() -> request(path).hold = state);
    }

    public void release(String path) {
        change(() -> request(path).hold = null);
    }

    /// Lets the copying of tables, or the cutover if it has come so far, fail. Null lets it succeed.
    public void fail(String path, @Nullable String reason) {
        change(() -> request(path).failure = reason);
    }

    /// Lets a revert fail. Null lets it succeed.
    public void failRevert(String path, @Nullable String reason) {
        change(() -> request(path).revertFailure = reason);
    }

    /// Lets a long transaction lock a table of a branch, so that no deployment can replace it.
    public void lock(String branch, String table) {
        change(() -> branch(branch).lockedTables.add(table));
    }

    public void unlock(String branch, String table) {
        change(() -> branch(branch).lockedTables.remove(table));
    }

    /// Lets deployments into a branch wait.
    public void pauseQueue(String branch, @Nullable String reason) {
        change(() -> {
            branch(branch).queuePaused = true;
            branch(branch).queuePauseReason = reason;
        });
    }

    public void resumeQueue(String branch) {
        change(() -> {
            branch(branch).queuePaused = false;
            branch(branch).queuePauseReason = null;
        });
    }

    /// Lets an application use a table of a branch now.
    public void useTable(String branch, String table) {
        change(() -> branch(branch).recentlyUsedTables.put(table, world.now()));
    }

    /// Leaves so many bytes on each shard of a keyspace; null for enough. A resize brings new storage.
    public void setFreeStorage(String keyspace, @Nullable Long bytes) {
        change(() -> find(keyspace, Keyspace.class, "keyspace").freeStorageBytes = bytes);
    }

    private void change(Runnable change) {
        synchronized (world) {
            world.settle();
            change.run();
            DeployRequests.wake(world);
            world.settle();
            changed.run();
        }
    }

    private DeployRequest request(String path) {
        return find(path, DeployRequest.class, "deploy request");
    }

    private Branch branch(String path) {
        return find(path, Branch.class, "branch");
    }

    private <T extends Entity> T find(String path, Class<T> kind, String name) {
        Entity entity = find.apply(path);
        if (!kind.isInstance(entity)) {
            throw new IllegalArgumentException(path + " is not the path of a " + name + ".");
        }
        return kind.cast(entity);
    }
}
