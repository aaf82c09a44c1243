package com.pulumi.planetscale.emulator.sql.reader;

import com.pulumi.planetscale.emulator.sql.table.Quoting;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ExprContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ExprWithParenthesesContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.IdentifierContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.IdentifierListContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.PartitionOptionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.QualifiedIdentifierContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableNameContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableRefContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TextOrIdentifierContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ViewNameContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ViewRefContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/// What is written in a statement: names and strings without their quotes, and expressions in one spelling.
final class Texts {
    private static final Set<String> CLOSE_TO_THE_LAST = Set.of(")", ",", ".");
    private static final Set<String> CLOSE_TO_THE_NEXT = Set.of("(", ".", "@");
    private static final Set<String> BEFORE_BRACKETS = Set.of(
            "and",
            "or",
            "xor",
            "not",
            "in",
            "as",
            "is",
            "div",
            "between",
            "like",
            "interval",
            "case",
            "when",
            "then",
            "else",
            "hash",
            "key",
            "range",
            "list",
            "columns",
            "than",
            "using",
            "regexp",
            "rlike",
            "escape",
            "binary",
            "select",
            "from",
            "join",
            "on",
            "where",
            "having",
            "by",
            "exists",
            "union",
            "all");

    private Texts() {}

    static String name(IdentifierContext identifier) {
        return unquoted(identifier.getText());
    }

    static List<String> names(IdentifierListContext list) {
        return list.identifier().stream().map(Texts::name).toList();
    }

    /// The name of a table, without that of its keyspace: a statement runs in one.
    static String table(TableRefContext table) {
        return table.dotIdentifier() == null
                ? table(table.qualifiedIdentifier())
                : name(table.dotIdentifier().identifier());
    }

    static String table(TableNameContext table) {
        return table.dotIdentifier() == null
                ? table(table.qualifiedIdentifier())
                : name(table.dotIdentifier().identifier());
    }

    static String view(ViewNameContext view) {
        return view.dotIdentifier() == null
                ? table(view.qualifiedIdentifier())
                : name(view.dotIdentifier().identifier());
    }

    static String view(ViewRefContext view) {
        return view.dotIdentifier() == null
                ? table(view.qualifiedIdentifier())
                : name(view.dotIdentifier().identifier());
    }

    private static String table(QualifiedIdentifierContext table) {
        return name(
                table.dotIdentifier() == null
                        ? table.identifier()
                        : table.dotIdentifier().identifier());
    }

    /// What stands between quotes, whichever they are; other text as it is.
    static String unquoted(String text) {
        char quote = text.isEmpty() ? ' ' : text.charAt(0);
        if (text.length() < 2 || "'\"`".indexOf(quote) < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        String inside = text.substring(1, text.length() - 1);
        int i = 0;
        while (i < inside.length()) {
            char c = inside.charAt(i);
            boolean escape = c == quote || (c == '\\' && quote != '`');
            if (escape && i + 1 < inside.length()) {
                plain.append(c == quote ? String.valueOf(c) : unescaped(inside.charAt(i + 1)));
                i++;
            } else {
                plain.append(c);
            }
            i++;
        }
        return plain.toString();
    }

    /// MySQL reference manual, string literals.
    private static String unescaped(char c) {
        return switch (c) {
            case '0' -> "\0";
            case 'b' -> "\b";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'Z' -> "\u001a";
            // Meant for patterns, which keep the backslash.
            case '%', '_' -> "\\" + c;
            default -> String.valueOf(c);
        };
    }

    /// An expression without the brackets around it.
    static String expression(ExprWithParenthesesContext brackets) {
        return joined(Expressions.words(inner(brackets.expr())), true);
    }

    /// What is left when brackets around everything are gone.
    static ParseTree inner(ParseTree tree) {
        boolean brackets = tree.getChildCount() == 3
                && tree.getChild(0).getText().equals("(")
                && tree.getChild(2).getText().equals(")");
        if (brackets) {
            return inner(tree.getChild(1));
        }
        return tree.getChildCount() == 1 && !(tree.getChild(0) instanceof TerminalNode)
                ? inner(tree.getChild(0))
                : tree;
    }

    /// A piece of a statement, always written in the same way: keywords in lower case, names and strings quoted.
    static String text(ParseTree tree) {
        List<String> words = new ArrayList<>();
        collect(tree, words);
        return joined(words, false);
    }

    /// @param tight whether nothing stands between a comma and what follows
    private static String joined(List<String> words, boolean tight) {
        StringBuilder text = new StringBuilder();
        String last = "(";
        for (String word : words) {
            // A string with its character set, as MySQL shows it, is read as two words.
            boolean introduced = last.startsWith("_") && word.startsWith("'");
            boolean close = close(last, word) || (tight && (last.equals(",") || introduced));
            text.append(close ? "" : " ").append(word);
            last = word;
        }
        return text.toString();
    }

    private static boolean close(String last, String word) {
        // MySQL finds some functions only if their bracket follows at once.
        boolean call = word.equals("(") && Character.isLetter(last.charAt(0)) && !BEFORE_BRACKETS.contains(last);
        return call || CLOSE_TO_THE_LAST.contains(word) || CLOSE_TO_THE_NEXT.contains(last);
    }

    private static void collect(ParseTree tree, List<String> words) {
        if (tree instanceof PartitionOptionContext option
                && option.engineRef() != null
                && unquoted(option.engineRef().getText()).equalsIgnoreCase("InnoDB")) {
            // MySQL shows it with each partition, but it is the table's. Another one is for the lint to find.
            return;
        }
        if (tree instanceof TerminalNode leaf) {
            words.add(word(leaf));
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            collect(tree.getChild(i), words);
        }
    }

    static String word(TerminalNode leaf) {
        String text = leaf.getText();
        return switch (leaf.getSymbol().getType()) {
            case MySqlLexer.SINGLE_QUOTED_TEXT, MySqlLexer.DOUBLE_QUOTED_TEXT -> Quoting.text(unquoted(text));
            case MySqlLexer.BACK_TICK_QUOTED_ID -> Quoting.name(unquoted(text));
            default -> isName(leaf) ? Quoting.name(text) : text.toLowerCase(Locale.ROOT);
        };
    }

    /// Whether it names something of the schema: names of functions and character sets do not.
    private static boolean isName(TerminalNode leaf) {
        ParseTree parent = leaf.getParent();
        while (parent != null && !(parent instanceof IdentifierContext) && !(parent instanceof ExprContext)) {
            parent = parent.getParent();
        }
        return parent instanceof IdentifierContext && !(parent.getParent() instanceof TextOrIdentifierContext);
    }
}
