package com.pulumi.planetscale.provider.resources.deploy;

import com.pulumi.planetscale.provider.resources.schema.MergeBase;
import com.pulumi.planetscale.provider.resources.schema.SchemaChange;
import com.pulumi.planetscale.provider.resources.schema.SchemaText;
import com.pulumi.planetscale.provider.resources.schema.SchemaText.Name;
import com.pulumi.planetscale.provider.resources.schema.TableDangers;
import com.pulumi.planetscale.provider.resources.schema.TableDangers.Danger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a deploy request brings to its target, judged beyond what PlanetScale says of it: its statements by the tables
/// they meet, and the VSchemas that come along.
///
/// Head and target also differ in what others have deployed meanwhile, which PlanetScale keeps. So each difference
/// counts only if the statement is one that makes it.
///
/// @param fingerprint hash of all from which PlanetScale computes the statements, see [#fingerprint]
/// @param branchRevision hash of the head's schema
/// @param tables what becomes of each table that differs
/// @param vschemas the VSchemas that differ
record Content(String fingerprint, String branchRevision, Map<Name, TableDangers> tables, List<SchemaChange> vschemas) {
    /// What a request brings from one schema to another.
    ///
    /// @param branchId the public id of the head
    /// @param base what the two have in common
    static Content of(LiveDeployRequest live, String branchId, SchemaText target, SchemaText head, MergeBase base) {
        var tables = new HashMap<Name, TableDangers>();
        for (LiveDeployRequest.Change change : live.changes()) {
            tables.put(change.name(), judged(change.name(), target, head));
        }
        return new Content(
                fingerprint(branchId, target, head),
                head.revision(),
                tables,
                SchemaChange.vschemas(target, head, base));
    }

    /// A statement whose keyspace is not named is only judged if no two keyspaces have such a table.
    private static TableDangers judged(Name name, SchemaText target, SchemaText head) {
        var meant = new TreeSet<Name>();
        Stream.concat(target.tables().keySet().stream(), head.tables().keySet().stream())
                .filter(table -> table.equals(name)
                        || (name.keyspace().isEmpty() && table.table().equals(name.table())))
                .forEach(meant::add);
        return meant.size() == 1
                ? TableDangers.of(
                        meant.first(),
                        target.tables().getOrDefault(meant.first(), ""),
                        head.tables().getOrDefault(meant.first(), ""))
                : TableDangers.unknown("changes `" + name + "`, which is in "
                        + (meant.isEmpty() ? "neither schema" : "more than one keyspace"));
    }

    /// A hash of everything from which PlanetScale computes what goes live: both schemas, VSchemas included, and which
    /// branch it is, since that decides what they have in common. So it is the same before a request is opened and
    /// afterwards.
    ///
    /// @param branchId the public id of the head, which another branch of the same name does not have
    static String fingerprint(String branchId, SchemaText target, SchemaText head) {
        var texts = new ArrayList<>(List.of("branch", branchId, "target"));
        texts.addAll(target.texts());
        texts.add("head");
        texts.addAll(head.texts());
        return SchemaText.hash(texts);
    }

    /// What a statement can lose: what PlanetScale says, and what is judged here.
    List<String> dangers(LiveDeployRequest.Change change) {
        var dangers = new LinkedHashSet<>(change.dangers());
        tables.getOrDefault(change.name(), TableDangers.NONE).dangers().stream()
                .filter(danger -> change.ddlStatement() != null && danger.isOf(change.ddlStatement()))
                .map(Danger::words)
                .forEach(dangers::add);
        return List.copyOf(dangers);
    }

    /// What a statement may lose that cannot be judged.
    List<String> unknown(LiveDeployRequest.Change change) {
        var unknown = new ArrayList<>(
                tables.getOrDefault(change.name(), TableDangers.NONE).unknown());
        if (change.ddlStatement() == null) {
            tables.getOrDefault(change.name(), TableDangers.NONE)
                    .dangers()
                    .forEach(danger -> unknown.add("maybe " + danger.words()));
        }
        if (change.canDropData() == null) {
            unknown.add("PlanetScale does not say whether it can drop data");
        }
        return unknown;
    }

    /// What is probably not meant.
    List<String> hints(LiveDeployRequest.Change change) {
        return tables.getOrDefault(change.name(), TableDangers.NONE).hints();
    }
}
