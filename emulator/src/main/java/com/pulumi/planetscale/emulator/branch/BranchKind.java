package com.pulumi.planetscale.emulator.branch;

import com.pulumi.planetscale.emulator.deploy.DeployRequests;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.model.Branch;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Branches (API reference).
public final class BranchKind implements Kind {
    private static final String ALL = Paths.DATABASE + "/branches";

    @Override
    public void declare(Declarations declarations) {
        declarations
                .stores("branches", Branch.class)
                .leads("branch", Branch.class, PathKey.NAME_OR_ID)
                .shows(Branch.class, BranchView::of)
                .get(ALL, Access.readingBranches(), this::list)
                // The database may be missing, so the accesses are looked at in the making.
                .post(
                        ALL,
                        Access.everyToken(),
                        call -> Answer.created(BranchView.of(call, new NewBranch(call).create())))
                .get(Paths.BRANCH, Access.readingBranches(), this::get)
                .patch(Paths.BRANCH, Access.database("write_database"), this::update)
                .delete(Paths.BRANCH, Access.database("delete_branch"), this::delete);
    }

    private Answer list(Call call) {
        String wanted = call.query().text("q").orElse("").toLowerCase(Locale.ROOT);
        Optional<Boolean> production = call.query().bool("production");
        Optional<Boolean> safe = call.query().bool("safe_migrations");
        boolean newestFirst = call.query()
                .oneOf("order", List.of("asc", "desc"))
                .orElse("asc")
                .equals("desc");
        Comparator<Branch> oldestFirst = Comparator.comparing(Branch::createdAt);
        return call.countedPage(
                call.world()
                        .in(call.database(), Branch.class)
                        .filter(branch -> branch.name.contains(wanted))
                        .filter(branch -> production
                                .map(value -> value == branch.production)
                                .orElse(true))
                        .filter(branch -> safe.map(value -> value == branch.safeMigrations)
                                .orElse(true))
                        .sorted(newestFirst ? oldestFirst.reversed() : oldestFirst),
                branch -> BranchView.of(call, branch));
    }

    private Answer get(Call call) {
        return Answer.ok(BranchView.of(call, call.branch()));
    }

    private Answer update(Call call) {
        Branch branch = call.branch();
        Optional<String> newName = call.body().filled("new_name").filter(name -> !name.equals(branch.name));
        Optional<Boolean> isProtected = call.body().bool("deletion_protected");
        newName.ifPresent(BranchRules.of(call)::checkName);

        newName.ifPresent(name -> branch.name = name);
        isProtected.ifPresent(value -> branch.deletionProtected = value);
        branch.updatedAt = call.now();
        return get(call);
    }

    private Answer delete(Call call) {
        Branch branch = call.branch();
        BranchRules rules = BranchRules.of(call);
        List<Branch> doomed =
                rules.doomed(branch, call.query().bool("delete_descendants").orElse(false));
        if (call.world().in(call.database(), Branch.class).count() == 1) {
            return deleteWithDatabase(call, branch);
        }
        doomed.forEach(candidate -> checkDeletable(call, candidate));
        rules.checkDefaultRemains(doomed);
        rules.checkProductionRemains(doomed);
        doomed.forEach(each -> remove(call, each));
        return Answer.noContent();
    }

    /// A database does not outlive its last branch, which is the default one then (the official Terraform provider,
    /// 1.1 and later: its branch resource is the life cycle of the database).
    private static Answer deleteWithDatabase(Call call, Branch last) {
        checkDeletable(call, last);
        call.database().checkDeletable();
        call.world().remove(call.database());
        return Answer.noContent();
    }

    /// Branches that were restored from this one remember it as deleted.
    private static void remove(Call call, Branch branch) {
        call.world().remove(branch);
        DeployRequests.branchDeleted(call.world(), branch, call.caller().actor());
        call.world().in(call.database(), Branch.class).forEach(other -> {
            if (other.restoredFrom != null && other.restoredFrom.id().equals(branch.id())) {
                other.restoredFrom = other.restoredFrom.deleted(call.now());
            }
        });
    }

    private static void checkDeletable(Call call, Branch branch) {
        if (branch.production) {
            call.caller().need("delete_production_branch", call.database());
        }
        branch.checkUnprotected();
    }
}
