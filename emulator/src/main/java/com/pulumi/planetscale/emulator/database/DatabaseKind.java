package com.pulumi.planetscale.emulator.database;

import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.PendingRequest;
import com.pulumi.planetscale.emulator.world.Ids;
import java.util.Locale;

/// Databases (API reference).
public final class DatabaseKind implements Kind {
    @Override
    public void declare(Declarations declarations) {
        declarations
                .stores("databases", Database.class)
                .leads("database", Database.class, PathKey.NAME_OR_ID)
                .shows(Database.class, DatabaseView::of)
                .get(Paths.ORGANIZATION + "/databases", Access.openingSomeDatabase(), this::list)
                .post(Paths.ORGANIZATION + "/databases", Access.organization("create_databases"), this::create)
                .get(Paths.DATABASE, Access.openingDatabase(), this::get)
                .patch(Paths.DATABASE, Access.database("write_database"), this::update)
                .delete(Paths.DATABASE, Access.database("delete_database"), this::delete);
    }

    /// Shows the databases that the token has some access to.
    private Answer list(Call call) {
        String wanted = call.query().text("q").orElse("").toLowerCase(Locale.ROOT);
        return call.countedPage(
                call.world()
                        .in(call.organization(), Database.class)
                        .filter(database -> database.name.contains(wanted))
                        .filter(database ->
                                call.caller().may(Access.openingDatabase().names(), database)),
                database -> DatabaseView.listed(call, database));
    }

    private Answer create(Call call) {
        Database database = new NewDatabase(call).create(call.body().requiredText("name"), NewDatabase.FIRST_BRANCH);
        return Answer.created(DatabaseView.of(call, database));
    }

    private Answer get(Call call) {
        return Answer.ok(DatabaseView.of(call, call.database()));
    }

    private Answer update(Call call) {
        new DatabaseSettings(call).update();
        return Answer.ok(DatabaseView.of(call, call.database()));
    }

    /// Where a second administrator is required, this only opens a request that waits for one: an undescribed 202
    /// (API reference). Asking again shows the same request.
    private Answer delete(Call call) {
        Database database = call.database();
        database.checkUnprotected();
        if (!database.multipleAdminsRequiredForDeletion) {
            call.world().remove(database);
            return Answer.noContent();
        }
        if (database.deletionRequest == null) {
            database.deletionRequest =
                    new PendingRequest(Ids.publicId(), call.caller().actor(), call.now());
        }
        return Answer.accepted(new View()
                .put("id", database.deletionRequest.id())
                .put("type", "DatabaseDeletionRequest")
                .put("actor", Views.actor(database.deletionRequest.actor())));
    }
}
