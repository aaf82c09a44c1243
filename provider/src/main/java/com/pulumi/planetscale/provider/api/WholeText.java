package com.pulumi.planetscale.provider.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads JSON whose strings hold whole characters only. JSON can escape one half of a surrogate pair, which no UTF-8
/// can write: Protocol Buffers replace it and log a trace, and writers of files fail. In names of fields, Jackson
/// itself refuses it.
final class WholeText extends JsonFactory {
    private static final long serialVersionUID = 1;

    @Override
    public JsonParser createParser(String content) throws IOException {
        return new Parser(super.createParser(content));
    }

    @Override
    public JsonFactory copy() {
        return new WholeText();
    }

    private static String whole(String text) {
        boolean astral = text.chars().anyMatch(c -> Character.isSurrogate((char) c));
        // Encoding puts a question mark in the place of each half.
        return astral ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8) : text;
    }

    private static final class Parser extends JsonParserDelegate {
        Parser(JsonParser parser) {
            super(parser);
        }

        @Override
        public String getText() throws IOException {
            String text = super.getText();
            return text == null ? text : whole(text);
        }

        /// The characters as they were written would be seen otherwise.
        @Override
        public boolean hasTextCharacters() {
            return false;
        }
    }
}
