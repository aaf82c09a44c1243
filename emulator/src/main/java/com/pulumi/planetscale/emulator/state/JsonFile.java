package com.pulumi.planetscale.emulator.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// JSON that a person may have written or damaged.
public final class JsonFile {
    /// More than any world needs.
    private static final long MOST_BYTES = 64L << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            // Of two members with one name, a reader would drop the first without a word.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonFile() {}

    /// Reads a file.
    ///
    /// @param what what it is, at the beginning of a sentence, such as `The seed`
    /// @throws IOException with a sentence that names the file, if it is not a file with one JSON value
    public static JsonNode read(String what, Path file) throws IOException {
        String subject = what + " " + file + " cannot be read: ";
        try {
            // A device or a pipe might never end.
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
                throw new IOException(subject + "it is not a regular file, nor a link to one");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException(subject + "it has more than " + (MOST_BYTES >> 20) + " MB");
            }
            return JSON.readTree(Files.readString(file));
        } catch (MismatchedInputException e) {
            throw new IOException(subject + "it has more than one JSON value", e);
        } catch (JsonProcessingException e) {
            throw new IOException(subject + "it is not valid JSON" + place(e) + ": " + e.getOriginalMessage(), e);
        } catch (CharacterCodingException e) {
            throw new IOException(subject + "it is not in UTF-8", e);
        } catch (NoSuchFileException e) {
            throw new IOException(subject + "there is no such file", e);
        }
    }

    private static String place(JsonProcessingException fault) {
        return fault.getLocation() == null
                ? ""
                : " in line " + fault.getLocation().getLineNr() + ", column "
                        + fault.getLocation().getColumnNr();
    }
}
