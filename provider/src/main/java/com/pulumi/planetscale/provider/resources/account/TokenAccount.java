package com.pulumi.planetscale.provider.resources.account;

import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Account;
import com.pulumi.planetscale.provider.resource.Call;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The account that a service token belongs to.
public record TokenAccount(TokenScope scope, Directory directory) implements Account {
    @Override
    public List<Finding> lacking(Schema schema, PropertyMap values, List<Call> calls)
            throws IOException, InterruptedException {
        return scope.lacking(schema, values, calls);
    }

    @Override
    public boolean isUseless(IOException failure) {
        return failure instanceof ApiException api && api.kind() == Kind.UNUSABLE_CREDENTIALS;
    }

    @Override
    public Fate fate(IOException failure) {
        if (!(failure instanceof ApiException refused)) {
            return Fate.REFUSED;
        }
        return refused.maybeDone() ? Fate.LOST : refused.kind() == Kind.CONFLICT ? Fate.BUSY : Fate.REFUSED;
    }

    @Override
    public Named named(String kind, List<String> place) throws IOException, InterruptedException {
        return directory.named(kind, place);
    }

    @Override
    public Optional<List<String>> names(String kind, List<String> place) throws IOException, InterruptedException {
        return directory.names(kind, place);
    }

    @Override
    public Optional<String> idOf(Property<?> owner, PropertyMap inputs) throws IOException, InterruptedException {
        return directory.idOf(owner, inputs);
    }
}
