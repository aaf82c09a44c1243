package com.pulumi.planetscale.provider.resources.people;

import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The members of an organization, by the id of the person or by email address. No call invites one.
record People(Api api, Siblings shared) {
    private static final String ANOTHER = "this is another person";

    static final Property<String> USER_ID = Property.text(
                    "userId",
                    "PlanetScale's public id of the person. An import also takes the email address, or the name if no other"
                            + " member has the same.")
            .computed()
            .always();
    static final Property<String> USER_EMAIL =
            Property.text("userEmail", "Email address of the person.").computed();
    static final Property<String> USER_NAME =
            Property.text("userName", "Name of the person.").computed();

    static final Property<String> USER = Property.text(
                    "user", "Public id of the person, who must be a member of the organization. Give this or `email`.")
            .optional()
            .atCreation(ANOTHER)
            .deciding(anotherThan(USER_ID, String::equals))
            .dropping(OnChange.note());
    static final Property<String> EMAIL = Property.text(
                    "email",
                    "Email address of the person, who must be a member of the organization. Give this or `user`.")
            .optional()
            .atCreation(ANOTHER)
            .deciding(anotherThan(USER_EMAIL, String::equalsIgnoreCase))
            .sameWhen(String::equalsIgnoreCase)
            .dropping(OnChange.note());

    /// A person.
    record User(
            @Nullable String id,
            @Nullable String name,
            @Nullable String displayName,
            @Nullable String email) {}

    /// What the API returns for a member of the organization. Paths have the id of the person.
    record Member(
            @Nullable String id,
            @Nullable User user,
            @Nullable String role,
            @Nullable String createdAt) implements Identified {
        @Override
        public boolean goesBy(String segment) {
            return user != null && segment.equals(user.id);
        }

        @Override
        public boolean isWhole() {
            return Identified.super.isWhole() && user != null && user.id != null;
        }

        String userId() {
            return user == null ? "" : String.valueOf(user.id);
        }

        private String label() {
            return "`" + userId() + "`" + (user == null || user.email == null ? "" : " (" + user.email + ")");
        }
    }

    /// Whether another way to say who is meant means another person.
    private static OnChange.Choice<String> anotherThan(Property<String> known, BiPredicate<String, String> same) {
        return (_, to, state) -> to.isPresent()
                        && state.find(known)
                                .filter(now -> same.test(now, to.get()))
                                .isPresent()
                ? OnChange.note()
                : OnChange.replace(ANOTHER);
    }

    static void exactlyOne(PropertyMap inputs, Consumer<Finding> findings) {
        if (inputs.has(USER) && inputs.has(EMAIL)) {
            findings.accept(Finding.refusal(
                    EMAIL, "a person is named by `user` or by `email`, not by both", "Remove one of the two."));
        }
        if (!inputs.has(USER) && !inputs.has(EMAIL)) {
            findings.accept(Finding.refusal(USER, "nothing says which person is meant", "Give `user` or `email`."));
        }
    }

    /// How a program names the person; empty as long as that is not known.
    static Optional<String> named(PropertyMap inputs) {
        return inputs.find(USER).or(() -> inputs.find(EMAIL));
    }

    /// The member whom inputs name.
    Member member(PropertyMap inputs) throws IOException, InterruptedException {
        return find(inputs).orElseThrow(() -> new OperationException(unknown(inputs)));
    }

    /// The member whom inputs name; empty if there is none, or it is not known whom they name.
    Optional<Member> find(PropertyMap inputs) throws IOException, InterruptedException {
        if (inputs.find(USER).isPresent()) {
            return shared.peek(path(inputs, inputs.get(USER)), Member.class);
        }
        if (inputs.find(EMAIL).isEmpty()) {
            return Optional.empty();
        }
        String email = inputs.get(EMAIL);
        try (Stream<Member> all = api.list(collection(inputs).with("q", email), Member.class)) {
            return all.filter(member -> member.user() != null
                            && email.equalsIgnoreCase(member.user().email()))
                    .findFirst();
        }
    }

    /// The member with an email address or a name, which an import may have in place of an id.
    Optional<Member> called(PropertyMap values, String name) throws IOException, InterruptedException {
        List<Member> found;
        try (Stream<Member> all = api.list(collection(values).with("q", name), Member.class)) {
            found = all.toList();
        }
        Optional<Member> byAddress = found.stream()
                .filter(member -> member.user() != null
                        && name.equalsIgnoreCase(member.user().email()))
                .findFirst();
        return byAddress.isPresent()
                ? byAddress
                : only(
                        name,
                        found.stream().filter(member -> isNamed(member, name)).toList());
    }

    private static boolean isNamed(Member member, String name) {
        return member.user() != null
                && (name.equals(member.user().name())
                        || name.equals(member.user().displayName()));
    }

    private static Optional<Member> only(String name, List<Member> all) throws OperationException {
        if (all.size() > 1) {
            throw new OperationException(Finding.refusal(
                    USER_ID,
                    "there are " + all.size() + " members called `" + name + "`",
                    "Give the id or the email address of one: "
                            + all.stream().map(Member::label).collect(Collectors.joining(", ")) + "."));
        }
        return all.stream().findFirst();
    }

    /// Why nothing can be made for a person whom inputs name.
    List<Finding> missing(PropertyMap inputs) throws IOException, InterruptedException {
        boolean known = inputs.find(ORGANIZATION).isPresent() && named(inputs).isPresent();
        return known && find(inputs).isEmpty() ? List.of(unknown(inputs)) : List.of();
    }

    private static Finding unknown(PropertyMap inputs) {
        return Finding.refusal(
                inputs.has(USER) ? USER : EMAIL,
                "organization `" + inputs.get(ORGANIZATION) + "` has no member `"
                        + named(inputs).orElse("") + "`",
                "Invite the person in PlanetScale's web application first: no call of its API does that.");
    }

    static ApiPath collection(PropertyMap values) {
        return Owners.organizationPath(values).then("/members");
    }

    static ApiPath path(PropertyMap values, String userId) {
        return collection(values).then("/{}", userId);
    }

    /// What is returned of a person. A program that names one by address is not told the id as an input.
    static PropertyMap properties(PropertyMap known, @Nullable User user) {
        PropertyMap person = PropertyMap.EMPTY;
        if (user != null) {
            person = person.with(USER_ID, user.id())
                    .with(USER_NAME, user.name() == null ? user.displayName() : user.name())
                    .with(USER_EMAIL, user.email());
            person = known.has(EMAIL) ? person : person.with(USER, user.id());
        }
        return person;
    }
}
