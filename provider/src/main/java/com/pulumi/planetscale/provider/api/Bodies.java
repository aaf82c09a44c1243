package com.pulumi.planetscale.provider.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import okhttp3.Response;
import okhttp3.ResponseBody;

/// Bodies of answers, read only as far as they are of a sensible size: a small compressed one may stand for gigabytes.
final class Bodies {
    /// Bytes after decompression. The largest answer is the schema of a branch.
    static final int LARGEST = 16 << 20;
    /// Bytes of an error that may be worth showing.
    private static final int LARGEST_ERROR = 64 << 10;

    /// The answer is larger than anything the API has to say.
    static final class OversizedException extends IOException {
        private static final long serialVersionUID = 1L;

        OversizedException() {
            super("the answer has more than " + (LARGEST >> 20) + " MiB");
        }
    }

    private Bodies() {}

    /// The whole body.
    ///
    /// @throws OversizedException if it is too large
    static byte[] whole(ResponseBody body) throws IOException {
        try (InputStream stream = body.byteStream()) {
            byte[] bytes = stream.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new OversizedException();
            }
            return bytes;
        }
    }

    /// The whole body as text.
    ///
    /// @throws OversizedException if it is too large
    static String text(Response response) throws IOException {
        return new String(whole(response.body()), StandardCharsets.UTF_8);
    }

    /// The text with which an error begins.
    static String beginning(Response response) throws IOException {
        try (InputStream stream = response.body().byteStream()) {
            byte[] bytes = stream.readNBytes(LARGEST_ERROR + 1);
            return new String(
                    bytes.length > LARGEST_ERROR ? Arrays.copyOf(bytes, LARGEST_ERROR) : bytes, StandardCharsets.UTF_8);
        }
    }
}
