package com.pulumi.planetscale.emulator.sql.reader;

import io.debezium.ddl.parser.mysql.generated.MySqlParser.ExprAndContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ExprContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ExprNotContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ExprOrContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.PrimaryExprCompareContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.PrimaryExprIsNullContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.tree.ParseTree;

/// The opposite of conditions. MySQL keeps `NOT (a < b)` as `a >= b`, and takes a NOT over ANDs and ORs to each of
/// their parts; it keeps the NOT over everything else.
final class Negation {
    private static final Map<String, String> OPPOSITES =
            Map.of("=", "<>", "<>", "=", "!=", "=", "<", ">=", ">=", "<", ">", "<=", "<=", ">");

    private Negation() {}

    /// The words of the opposite; empty if MySQL keeps the NOT.
    static Optional<List<String>> of(ParseTree condition) {
        ParseTree tree = Texts.inner(condition);
        if (tree instanceof PrimaryExprCompareContext compare) {
            return Optional.ofNullable(OPPOSITES.get(compare.compOp().getText()))
                    .map(opposite -> operation(
                            Expressions.words(compare.boolPri()),
                            List.of(opposite),
                            Expressions.words(compare.predicate())));
        }
        if (tree instanceof PrimaryExprIsNullContext test) {
            List<String> opposite = test.notRule() == null ? List.of("is", "not", "null") : List.of("is", "null");
            return Optional.of(operation(Expressions.words(test.boolPri()), opposite));
        }
        if (tree instanceof ExprAndContext and) {
            return Optional.of(chain(and.expr(), "or"));
        }
        if (tree instanceof ExprNotContext not) {
            return of(not.expr()).map(opposite -> Expressions.words(not.expr()));
        }
        return tree instanceof ExprOrContext or ? Optional.of(chain(or.expr(), "and")) : Optional.empty();
    }

    private static List<String> chain(List<ExprContext> parts, String operator) {
        List<String> words = new ArrayList<>();
        for (ExprContext part : flat(parts)) {
            words.addAll(words.isEmpty() ? List.of() : List.of(operator));
            words.addAll(of(part).orElseGet(() -> operation(List.of("not"), Expressions.words(part))));
        }
        return operation(words);
    }

    /// The parts of a chain of the same operation.
    private static List<ExprContext> flat(List<ExprContext> parts) {
        List<ExprContext> all = new ArrayList<>();
        for (ExprContext part : parts) {
            boolean continues = part.getClass() == part.getParent().getClass();
            all.addAll(continues ? flat(children(part)) : List.of(part));
        }
        return all;
    }

    private static List<ExprContext> children(ExprContext chain) {
        return chain instanceof ExprAndContext and ? and.expr() : ((ExprOrContext) chain).expr();
    }

    @SafeVarargs
    private static List<String> operation(List<String>... parts) {
        List<String> words = new ArrayList<>(List.of("("));
        for (List<String> part : parts) {
            words.addAll(part);
        }
        words.add(")");
        return words;
    }
}
