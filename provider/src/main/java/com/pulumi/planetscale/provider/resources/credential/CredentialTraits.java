package com.pulumi.planetscale.provider.resources.credential;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.resources.making.Made;
import com.pulumi.planetscale.provider.resources.making.Making;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a credential is made and recognised. Names need not be unique, and only the first answer has the secret.
///
/// @param kind the kind's name, such as `Password`
/// @param owner the path of what it belongs to, as an import takes it
/// @param collection where it is made and listed
/// @param name what the request calls it
/// @param isSearchable whether the collection can be narrowed to a name
/// @param <L> the credential as the API returns it
record CredentialTraits<L extends CredentialTraits.Returned>(
        Api api,
        String kind,
        String owner,
        ApiPath collection,
        String name,
        Map<String, ?> body,
        Class<L> type,
        boolean isSearchable)
        implements Making.Traits<L> {
    /// What the API returns for every credential.
    interface Returned extends Made.ByActor {
        @Nullable
        String name();

        @Nullable
        String deletedAt();

        @Nullable
        String secret();
    }

    @Override
    public List<L> named(String name) throws IOException, InterruptedException {
        try (Stream<L> all = api.list(isSearchable ? collection.with("q", name) : collection, type)) {
            return all.filter(credential -> isNamed(credential, name)).toList();
        }
    }

    @Override
    public boolean isNamed(L credential, String name) {
        return name.equals(credential.name()) && credential.deletedAt() == null;
    }

    @Override
    public boolean isWhole(L answer) {
        return answer.secret() != null && !answer.secret().isBlank();
    }

    @Override
    public boolean isCredential() {
        return true;
    }

    @Override
    public boolean matches(L credential) {
        return name.equals(credential.name());
    }

    @Override
    public boolean isOurs(L credential) {
        return credential.isBy(api.tokenId());
    }

    @Override
    public String path(L credential) {
        return owner + "/" + credential.id();
    }
}
