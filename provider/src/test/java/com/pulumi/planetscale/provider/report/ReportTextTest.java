package com.pulumi.planetscale.provider.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a page shows of a report: the Markdown is parsed, and the tree looked at.
class ReportTextTest {
    private static final String DIFF = """
            deploying `d1` into `main` changes:
              table `users`:
              ! drops column `email` of `users`
                 CREATE TABLE `users` (
                -  `email` varchar(255),
                 )
              table `notes`:
                +CREATE TABLE `notes` (
                +)

            """;
    private static final String GATES = """
            deploy request #3 (https://app.planetscale.com/acme/shop/deploy-requests/3) is `waiting`; \
            fingerprint 2c152de27f9bb019; its gates:
                lint, passed: no lint errors
                approval, blocked: it has not been approved
                  -> A person must approve it.
            """;

    private static Page page(Printed printed) throws NotUnderstoodException {
        return page(printed.text());
    }

    private static Page page(String printed) throws NotUnderstoodException {
        return new Page(ReportText.of(Reports.read(printed, PlainKinds.NONE)));
    }

    @Test
    void refusedOneComesFirstAndWhatStopsItBeforeAllElse() throws Exception {
        Page page = page(new Printed()
                .deployRequest("add", "d2", "main", "shop")
                .deployRequest("drop", "d1", "main", "shop")
                .say("info", "add", "a deploy request of `d2` into `main` would be `ready`; its gates:\n\n")
                .say("warning", "drop", "warning: " + DIFF)
                .say("error", "drop", "error: Preview failed: `destructive`: that drops `email`. Allow it.\n"));

        assertThat(page.headings()).containsExactly("Review of the plan", "drop: refused", "add: ready");
        assertThat(page.blocks())
                .startsWith(
                        "Heading",
                        "Paragraph",
                        "Paragraph",
                        "Heading",
                        "Paragraph",
                        "Paragraph",
                        "BulletList",
                        "Paragraph",
                        "BulletList",
                        "Paragraph",
                        "FencedCodeBlock",
                        "Paragraph",
                        "FencedCodeBlock",
                        "Heading");
        assertThat(page.items())
                .containsExactly("destructive: that drops email. Allow it.", "drops column email of users");
        assertThat(page.words()).contains("d1 into main of database shop", "table users:", "table notes:");
    }

    @Test
    void diffStaysAsItIs() throws Exception {
        Page page = page(new Printed().say("warning", "drop", DIFF));

        assertThat(page.fences())
                .containsExactly(
                        " CREATE TABLE `users` (\n-  `email` varchar(255),\n )\n", "+CREATE TABLE `notes` (\n+)\n");
    }

    @Test
    void statementsAreMarkedByWhatTheyDo() throws Exception {
        Page page = page(new Printed().say("info", "drop", """
                deploy request #1 on `main` runs:
                  table `shop.users`:
                  ! can drop data
                    ALTER TABLE `users` DROP COLUMN `email`, ADD COLUMN `mail` text
                    DROP TABLE `old`
                    CREATE TABLE `drop` (
                      `add` int DEFAULT 'DROP'
                    )
                    ALTER TABLE `users` ADD KEY `k` (`a`)
                    ALTER TABLE `users` MODIFY COLUMN `a` bigint
                """));

        assertThat(String.join("", page.fences()).lines())
                .containsExactly(
                        "- ALTER TABLE `users` DROP COLUMN `email`, ADD COLUMN `mail` text",
                        "- DROP TABLE `old`",
                        "+ CREATE TABLE `drop` (",
                        "+   `add` int DEFAULT 'DROP'",
                        "+ )",
                        "+ ALTER TABLE `users` ADD KEY `k` (`a`)",
                        "! ALTER TABLE `users` MODIFY COLUMN `a` bigint");
        assertThat(page.items()).containsExactly("can drop data");
    }

    @Test
    void gatesBecomeATable() throws Exception {
        Page page = page(new Printed().say("info", "wait", GATES));

        assertThat(page.headings()).contains("wait: waiting");
        assertThat(page.rows())
                .containsExactly(
                        List.of("Check", "Result", "Why", "What to do"),
                        List.of("Approval", "blocked", "it has not been approved", "A person must approve it."),
                        List.of("Lint", "passed", "no lint errors", ""));
        assertThat(page.links()).containsExactly("https://app.planetscale.com/acme/shop/deploy-requests/3");
        assertThat(page.words())
                .contains("deploy request #3 at", "Fingerprint: 2c152de27f9bb019. With it as approvedFingerprint,");
    }

    /// The engine's messages say for a terminal what the table says for a reviewer.
    @Test
    void whatACheckSaysIsNotSaidAgain() throws Exception {
        Page page = page(new Printed()
                .deployRequest("ship", "dev", "main", "shop")
                .say("info", "ship", """
                        a deploy request of `dev` into `main` would be `waiting`; fingerprint 2c152de27f9bb019; its gates:
                            fingerprint, blocked: the fingerprint is `2c152de27f9bb019`, and none was approved
                              -> Set `approvedFingerprint`.
                            approval, blocked: it has not been approved
                              -> A person must approve it.
                            lint, passed: no lint errors
                        """)
                .say(
                        "warning",
                        "ship",
                        "the gate `approval` will block it: it has not been approved. A person must" + " approve it.")
                .say("warning", "ship", "it has not been approved. Hurry.")
                .say(
                        "error",
                        "ship",
                        "error: Preview failed: `approvedFingerprint`: the fingerprint is"
                                + " `2c152de27f9bb019`, and none was approved. Set `approvedFingerprint`.\n"));

        assertThat(page.rows())
                .containsExactly(
                        List.of("Check", "Result", "Why", "What to do"),
                        List.of(
                                "Approved fingerprint",
                                "refused",
                                "the fingerprint is 2c152de27f9bb019, and none was approved",
                                "Set approvedFingerprint."),
                        List.of("Approval", "blocked", "it has not been approved", "A person must approve it."),
                        List.of("Lint", "passed", "no lint errors", ""));
        assertThat(page.items()).as("the remedy is another").containsExactly("it has not been approved. Hurry.");
        assertThat(page.words()).containsOnlyOnce("2c152de27f9bb019");
    }

    @Test
    void fingerprintSaysOnceWhatItHoldsFast() throws Exception {
        String open =
                "a deploy request of `dev` into `main` would be `ready`; fingerprint 2c152de27f9bb019; its gates:\n";
        Page loose = page(new Printed()
                .say("info", "ship", open + "    lint, passed: no lint errors\n")
                .say(
                        "info",
                        "ship",
                        "this preview does not pin the schema. To deploy exactly what this preview shows, set"
                                + " `approvedFingerprint: 2c152de27f9bb019`."));
        Page pinned =
                page(new Printed().say("info", "ship", open + "    fingerprint, passed: it is the approved one\n"));

        assertThat(loose.items()).isEmpty();
        assertThat(loose.words())
                .contains("With it as approvedFingerprint, pulumi up deploys exactly this change and no other.")
                .contains("Without it, pulumi up deploys what the branch holds then.");
        assertThat(pinned.words())
                .contains(
                        "Fingerprint: 2c152de27f9bb019. It is the approved one: pulumi up deploys exactly this change")
                .doesNotContain("Without it");
    }

    @Test
    void dangersAreListedOnceAboveTheirCheck() throws Exception {
        Page page = page(new Printed().say("warning", "drop", DIFF).say("info", "drop", """
                        a deploy request of `d1` into `main` would be `refused`; its gates:
                            destructive, blocked: drops column `email` of `users`
                              -> Allow it.
                        """));

        assertThat(page.items()).containsExactly("drops column email of users");
        assertThat(page.rows()).contains(List.of("Data loss", "blocked", "the dangers above", "Allow it."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a|b", "`", "``", "a`b|c", "`a|b`", "`a\\|b`", "\\", "\\|", "<b>x</b>", "&amp;", "*a* _b_", "~~a~~",
                "[a](b)", "![a](b)", "# a", "1. a", "- a", "+ a", "--- | ---", "```", "$a$", "x -> y", "`a` `", "#7"
            })
    void whateverNamesHoldTheTableStaysOne(String name) throws Exception {
        Page page = page(new Printed()
                .say(
                        "info",
                        name,
                        "deploy request #3 (https://x.test/3) is `refused`; its gates:\n    lint, blocked: " + name
                                + " is wrong\n      -> Fix it.\n    storage, passed: room\n")
                .say("warning", name, name + " is odd")
                .sayOf("warning", "planetscale:index:Branch", name, "look at " + name));

        assertThat(page.rows()).hasSize(3).allMatch(row -> row.size() == 4);
        String plain = name.matches("`[^`]+`") ? name.replace("`", "") : name.equals("`a` `") ? "a `" : name;
        assertThat(page.rows().get(1)).containsExactly("Lint", "blocked", plain + " is wrong", "Fix it.");
        assertThat(page.headings()).containsExactly("Review of the plan", name + ": refused", "Other resources");
        assertThat(page.items()).containsExactly(plain + " is odd", name + ": look at " + plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@octocat",
                "see @acme/dba.",
                "a@b.example",
                "#7",
                "(acme/shop#12)",
                "gh-3",
                "GH-3,",
                "4fd0a3c1d2e3f405162738495a6b7c8d9e0f1a2b",
                "(4fd0a3c)",
                "acme/shop@4fd0a3c",
                "!5",
                "%12",
                "(%soon)",
                "/close",
                "https://evil.example/x",
                "HTTP://evil.example",
                "www.evil.example",
                "[click](https://evil.example)",
                "![](https://evil.example/pixel.png)",
                "<a href=\"https://evil.example\">x</a>",
                "<img src=x onerror=alert(1)>",
                "`@octocat https://evil.example",
                "``` @octocat",
                "<https://evil.example>",
                "mailto:a@b.example",
                "\u202e@octocat\u202c",
                "\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007",
                "\u001b[2J\u001b[31m@octocat"
            })
    void nothingThatPeopleWroteMentionsRefersOrLeadsAnywhere(String words) throws Exception {
        Page page = page(new Printed()
                .say(
                        "info",
                        "x " + words,
                        "deploy request #3 (https://evil.example/" + words.replaceAll("[\\s()]", "")
                                + ") is `refused`; its gates:\n    lint, blocked: " + words + "\n      -> " + words
                                + "\n")
                .say("warning", "x " + words, "it says: " + words)
                .say(
                        "warning",
                        "x " + words,
                        "deploying `x` into `y` changes:\n  table `" + words + "`:\n    +" + words)
                .sayOf("warning", "planetscale:index:Branch", words, "look: " + words));

        assertThat(page.links()).isEmpty();
        assertThat(page.rows()).hasSize(2);
        assertThat(page.plainWords())
                .allSatisfy(plain -> assertThat(plain)
                        .doesNotContainPattern("(?i)@\\w|#\\d|!\\d|(?<!\\w)%\\w|GH-\\d|://|www\\.|4fd0a3c"));
        assertThat(page.words().replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
        assertThat(page.blocks()).doesNotContain("HtmlBlock");
    }

    @Test
    void wordsAtTheBeginningOfALineAreNoCommand() {
        assertThat(Markdown.text("/close")).isEqualTo("\\/close");
    }

    @Test
    void numbersAndWordsAreNoHashes() {
        assertThat(Markdown.text("10737418240 bytes are a defaced facade"))
                .isEqualTo("10737418240 bytes are a defaced facade");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 300})
    void whatIsTooLongForACommentIsOmittedAndSaid(int requests) throws Exception {
        var printed = new Printed();
        for (int i = 0; i < requests; i++) {
            printed.say("info", "wait" + i, GATES);
            printed.say(
                    "info",
                    "wait" + i,
                    "deploy request #1 on `main` runs:\n  table `shop.a`:\n"
                            + "    ALTER TABLE `a` ADD COLUMN `b` int\n".repeat(120_000 / 35 / requests + 1));
        }

        String text = ReportText.of(Reports.read(printed.text(), PlainKinds.NONE));
        var page = new Page(text);

        assertThat(text).hasSizeLessThanOrEqualTo(65_536).endsWith("\n");
        assertThat(page.words()).contains("omitted").contains("since a comment has 65,536 characters at most");
        assertThat(page.headings()).contains("wait0: waiting");
        assertThat(page.fences()).allMatch(fence -> fence.endsWith("\n"));
    }

    @Test
    void statementWithAFenceInItStaysInItsOwn() throws Exception {
        Page page = page(new Printed().say("info", "x", """
                deploy request #1 on `main` runs:
                  table `shop.a`:
                    ALTER TABLE `a` COMMENT '
                    ````
                    '
                """));

        assertThat(page.fences()).containsExactly("! ALTER TABLE `a` COMMENT '\n! ````\n! '\n");
    }

    @Test
    void whatOnlyLooksLikeGatesOrStatementsIsSaidAsItIs() throws Exception {
        Page page = page(new Printed()
                .say("info", "a", "it is `odd`; its gates:\n    approval blocked\n")
                .say("warning", "b", "that changes:\nnot indented\n")
                .say("info", "c", "deploying `x` into `y` changes:\n"));

        assertThat(page.rows()).isEmpty();
        assertThat(page.fences()).isEmpty();
        assertThat(page.items())
                .containsExactlyInAnyOrder(
                        "it is odd; its gates: approval blocked",
                        "that changes: not indented",
                        "deploying x into y changes:");
    }

    @Test
    void restOfThePlanIsCountedAndItsWarningsAreKept() throws Exception {
        String branch = "planetscale:index:Branch";
        Page page = page(new Printed()
                .step("create", "pulumi:pulumi:Stack", "it")
                .step("create", "pulumi:providers:planetscale", "default")
                .step("create", branch, "one")
                .step("create", branch, "two")
                .step("update", "planetscale:index:Database$" + branch, "three")
                .step("create-replacement", branch, "four")
                .step("replace", branch, "four")
                .step("delete-replaced", branch, "four")
                .step("delete", "planetscale:index:DeployRequest", "gone")
                .sayOf("warning", branch, "one", "warning: it is big.\n")
                .sayOf("warning", branch, "one", "warning: it is big.\n")
                .say("error", "", "error: preview failed\n"));

        assertThat(page.words())
                .contains("No data, schema, credential or price changes.")
                .contains("Besides schema changes, the plan has 2 resources to create, 1 resource to delete, 1 resource"
                        + " to replace, 1 resource to update.");
        assertThat(page.items()).containsExactly("one: it is big.");
    }

    @Test
    void linesOfPulumiAroundTheJsonDoNoHarm() throws Exception {
        Page page =
                page("warning: {x}\n" + new Printed().say("info", "wait", GATES).text() + "\nerror: failed\n");

        assertThat(page.headings()).contains("wait: waiting");
    }
}
