package com.pulumi.planetscale.provider.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiPathTest {
    private static final ApiPath BRANCH =
            ApiPath.of("/organizations/{}/databases/{}/branches/{}", "acme", "ledger", "main");

    @ParameterizedTest
    @CsvSource({
        "/organizations/acme, organizations, true",
        "/organizations/acme/databases, databases, false",
        "/organizations/acme/databases/traffic, databases, true",
        "/organizations/acme/databases/ledger/branches/main/roles/default, roles, true",
        "/organizations/acme/databases/ledger/branches/main/traffic/budgets, traffic/budgets, false",
        "/organizations/acme/databases/ledger/branches/traffic/traffic/budgets/b1, traffic/budgets, true",
        "/organizations/acme/databases/ledger/branches/main/traffic/budgets/b1/rules, rules, false",
        "/organizations/acme/databases/ledger/branches/main/traffic/budgets/b1/rules/r1, rules, true"
    })
    void pathTellsItsCollectionAndWhetherItLeadsToAnObject(String text, String collection, boolean isObject) {
        ApiPath path = ApiPath.parse(text);

        assertThat(path.collection()).isEqualTo(collection);
        assertThat(path.isObject()).isEqualTo(isObject);
        assertThat(path).hasToString(text);
    }

    @Test
    void ownersAreReachedFromTheInsideOut() {
        ApiPath budgets = BRANCH.then("/traffic/budgets");
        ApiPath rules = budgets.then("/{}/rules", "b1");

        assertThat(rules.then("/{}", "r1").parent()).isEqualTo(rules);
        assertThat(rules.parent().parent()).isEqualTo(budgets);
        assertThat(budgets.parent()).isEqualTo(BRANCH);
    }

    @Test
    void pathFromItsTextHasTheSameTemplate() {
        ApiPath rule = BRANCH.then("/traffic/budgets/{}/rules/{}", "b1", "r1");

        assertThat(ApiPath.parse(rule.toString())).isEqualTo(rule);
    }
}
