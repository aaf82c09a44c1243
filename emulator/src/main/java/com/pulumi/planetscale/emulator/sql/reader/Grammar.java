package com.pulumi.planetscale.emulator.sql.reader;

import com.pulumi.planetscale.emulator.sql.table.DdlException;
import io.debezium.antlr.mysql.SqlMode;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.SimpleStatementContext;
import java.util.EnumSet;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/// MySQL's own grammar, as Debezium packages it.
final class Grammar {
    /// 8.4: what is allowed differs between versions.
    private static final int SERVER_VERSION = 80400;

    private static final int SHOWN = 40;

    private Grammar() {}

    /// The one statement that the text is, with or without a semicolon.
    ///
    /// @throws DdlException if it is anything else
    static SimpleStatementContext parse(String sql) {
        Refusing refusing = new Refusing(sql);
        MySqlLexer lexer = new MySqlLexer(CharStreams.fromString(sql));
        lexer.serverVersion = SERVER_VERSION;
        refuse(lexer, refusing);
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        MySqlParser parser = new MySqlParser(tokens);
        parser.serverVersion = SERVER_VERSION;
        // Both need the same modes, or strings in double quotes are taken for names.
        lexer.sqlModes = EnumSet.noneOf(SqlMode.class);
        parser.sqlModes = lexer.sqlModes;
        refuse(parser, refusing);
        SimpleStatementContext statement = parser.query().simpleStatement();
        if (statement == null || tokens.LA(1) != Token.EOF) {
            throw new DdlException("Give one statement at a time, instead of: " + sql);
        }
        return statement;
    }

    private static void refuse(Lexer lexer, Refusing refusing) {
        lexer.removeErrorListeners();
        lexer.addErrorListener(refusing);
    }

    private static void refuse(Parser parser, Refusing refusing) {
        parser.removeErrorListeners();
        parser.addErrorListener(refusing);
    }

    /// Throws at the first error, instead of printing it and going on.
    private static final class Refusing extends BaseErrorListener {
        private final String sql;

        Refusing(String sql) {
            this.sql = sql;
        }

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                @Nullable Object symbol,
                int line,
                int column,
                String message,
                @Nullable RecognitionException cause) {
            int start = symbol instanceof Token token && token.getStartIndex() >= 0
                    ? Math.min(token.getStartIndex(), sql.length())
                    : sql.length();
            String near = sql.substring(start, Math.min(sql.length(), start + SHOWN));
            throw new DdlException(
                    "You have an error in your SQL syntax near '" + near + "' at line " + line + " of: " + sql);
        }
    }
}
