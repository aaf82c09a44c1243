package com.pulumi.planetscale.provider.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessesTest {
    @Test
    void accessOfACallIsNamed() {
        assertThat(Accesses.words("POST", "/organizations/{}/databases")).contains("`create_databases`");
        assertThat(Accesses.words("DELETE", "/organizations/{}/databases/{}/branches/{}/passwords/{}"))
                .contains("`delete_branch_password` or `delete_production_branch_password`");
    }

    @Test
    void callWithoutAListedAccessNamesNone() {
        assertThat(Accesses.words("PUT", "/organizations/{}/databases/{}/branches/{}/safe-migrations"))
                .isEmpty();
    }
}
