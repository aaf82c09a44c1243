package com.pulumi.planetscale.emulator.sql.reader;

import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.BitExprContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ExprAndContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ExprIsContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ExprNotContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ExprOrContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ExprXorContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.PredicateContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.PrimaryExprAllAnyContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.PrimaryExprCompareContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.PrimaryExprIsNullContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.SimpleExprCaseContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.SimpleExprListContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TextLiteralContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Writes expressions as MySQL keeps and shows them: each operation in brackets of its own and no others, strings with
/// their character set, no blanks between the arguments of functions.
final class Expressions {
    private static final String INTRODUCER = "_utf8mb4";

    /// What is in brackets whenever it is more than its only part.
    private static final Set<Class<? extends ParseTree>> OPERATIONS = Set.of(
            ExprAndContext.class,
            ExprOrContext.class,
            ExprXorContext.class,
            ExprNotContext.class,
            ExprIsContext.class,
            PrimaryExprCompareContext.class,
            PrimaryExprIsNullContext.class,
            PrimaryExprAllAnyContext.class,
            PredicateContext.class,
            BitExprContext.class,
            SimpleExprCaseContext.class);

    private Expressions() {}

    /// The words of an expression.
    static List<String> words(ParseTree tree) {
        List<String> words = new ArrayList<>();
        collect(tree, words);
        return words;
    }

    private static void collect(ParseTree tree, List<String> words) {
        if (tree instanceof TerminalNode leaf) {
            words.add(word(leaf));
        } else if (isOnlyBrackets(tree)) {
            collect(tree.getChild(1), words);
        } else if (tree instanceof TextLiteralContext text && isPlain(text)) {
            words.add(INTRODUCER + Texts.word((TerminalNode) leaf(text)));
        } else if (tree instanceof ExprNotContext not && Negation.of(not.expr()).isPresent()) {
            words.addAll(Negation.of(not.expr()).get());
        } else {
            boolean brackets = OPERATIONS.contains(tree.getClass()) && tree.getChildCount() > 1 && !continues(tree);
            if (brackets) {
                words.add("(");
            }
            for (int i = 0; i < tree.getChildCount(); i++) {
                collect(tree.getChild(i), words);
            }
            if (brackets) {
                words.add(")");
            }
        }
    }

    /// Brackets around a single expression, which brings its own where it needs them.
    private static boolean isOnlyBrackets(ParseTree tree) {
        return tree instanceof SimpleExprListContext list
                && list.getChildCount() == 3
                && list.exprList().expr().size() == 1;
    }

    /// A chain of `and`s, or of `or`s, is one operation.
    private static boolean continues(ParseTree tree) {
        boolean chains = tree instanceof ExprAndContext || tree instanceof ExprOrContext;
        return chains && tree.getParent() != null && tree.getParent().getClass() == tree.getClass();
    }

    /// One string without a character set of its own.
    private static boolean isPlain(TextLiteralContext text) {
        ParseTree leaf = leaf(text);
        return leaf instanceof TerminalNode node
                && (node.getSymbol().getType() == MySqlLexer.SINGLE_QUOTED_TEXT
                        || node.getSymbol().getType() == MySqlLexer.DOUBLE_QUOTED_TEXT);
    }

    private static ParseTree leaf(ParseTree tree) {
        return tree.getChildCount() == 1 ? leaf(tree.getChild(0)) : tree;
    }

    private static String word(TerminalNode leaf) {
        return switch (leaf.getText()) {
            case "&&" -> "and";
            case "||" -> "or";
            case "!=" -> "<>";
            default -> Texts.word(leaf);
        };
    }
}
