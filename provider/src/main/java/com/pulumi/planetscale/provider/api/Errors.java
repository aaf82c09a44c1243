package com.pulumi.planetscale.provider.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import com.pulumi.planetscale.provider.text.Shown;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.Response;

/// Turns what went wrong with a call into words that a stranger can act on.
///
/// The API describes none of its error bodies; these shapes are the ones that its documentation and its
/// official clients know (November 2026): `code` and `message`, a list of field errors, OAuth's `error` and
/// `error_description`, and whatever a proxy in between answers.
@Assumes(Assumption.ERROR_BODIES)
final class Errors {
    private static final int LONGEST_SNIPPET = 200;
    private static final int LONGEST_MESSAGE = 1_000;
    private static final int LONGEST_FAILURE = 4_000;
    private static final int LONGEST_WORD = 100;
    private static final int MOST_ORGANIZATIONS = 20;

    private static final String NOT_THE_API =
            " Check that `endpoint` is PlanetScale's API; if it is, please report this.";
    /// What a request is refused with while a deployment or a copy of data is under way.
    private static final String BLOCKED = "schema_mutation_blocked";

    /// The names of statuses (RFC 9110 and RFC 4918), which say nothing about a refusal.
    private static final Set<String> STATUS_WORDS =
            Set.of("bad request", "conflict", "unprocessable content", "unprocessable entity");

    private final Supplier<JsonMapper> mapper;
    private final Connection connection;
    private final Masks masks;

    Errors(Supplier<JsonMapper> mapper, Connection connection) {
        this.mapper = mapper;
        this.connection = connection;
        masks = Masks.of(List.of(connection.token()));
    }

    /// What one answer said.
    private record Said(String code, String message) {
        /// Whether nothing was said beside the status.
        boolean isSilent() {
            return message.isEmpty() || STATUS_WORDS.contains(message.toLowerCase(Locale.ROOT));
        }
    }

    /// The API answered with an error.
    ApiException refused(String method, ApiPath path, Response response) throws IOException {
        Said said = said(Bodies.beginning(response));
        Kind kind = kind(response.code(), said);
        boolean maybeDone = RetryInterceptor.passes(response.code()) && !method.equals("GET");
        String what = method + " " + path + " answered " + response.code()
                + (said.code.isEmpty() ? "" : " " + said.code)
                + (said.message.isEmpty() ? "" : ": " + said.message)
                + request(response);
        return failure(
                kind,
                maybeDone,
                said.isSilent() && kind == Kind.INVALID,
                sentence(what) + remedy(kind, response, method, path) + comeBack(kind, response));
    }

    /// The call asks for something that the token may not see, although it exists or its owner does.
    ApiException denied(String method, ApiPath path) {
        String what = method + " " + path + " is not open to the service token `" + connection.tokenId()
                + "` (PlanetScale answers 404 then)";
        return failure(Kind.DENIED, false, sentence(what) + grant(method, path));
    }

    /// The owner of something has no such part.
    ApiException noPart(ApiPath path) {
        return failure(
                Kind.NOT_FOUND,
                false,
                "GET " + path.parent().parent() + " returned no " + path.collection() + " with the id `"
                        + path.segments().getLast() + "`. It does not exist any more.");
    }

    /// The organization is not one of those that the token belongs to.
    ApiException noOrganization(String name, List<String> known) {
        String shown = known.stream()
                .limit(MOST_ORGANIZATIONS)
                .map(one -> "`" + shown(one, LONGEST_WORD) + "`")
                .collect(Collectors.joining(", "));
        return failure(
                Kind.UNUSABLE_CREDENTIALS,
                false,
                "The service token `" + connection.tokenId() + "` sees no organization `" + name
                        + "`. Check `organization` (or PLANETSCALE_ORGANIZATION); it sees "
                        + shown
                        + (known.size() > MOST_ORGANIZATIONS
                                ? " and " + (known.size() - MOST_ORGANIZATIONS) + " more"
                                : "")
                        + ".");
    }

    /// No answer came.
    ApiException unanswered(String method, ApiPath path, IOException fault) {
        boolean sent = !RetryInterceptor.neverSent(fault);
        String what = method + " " + path + " got no answer from " + connection.endpoint() + ": " + words(fault);
        String remedy = sent && !method.equals("GET")
                ? " The request may have been carried out all the same."
                : " Check the network, and the `endpoint` of the provider if you set one; then run again.";
        return failure(Kind.UNAVAILABLE, sent && !method.equals("GET"), sentence(what) + remedy);
    }

    /// The answer is not what the API describes. Nothing of it is shown: it may hold a secret.
    ApiException malformed(String method, ApiPath path, JsonProcessingException fault) {
        String what = method + " " + path + " returned something that PlanetScale's API does not describe: "
                + fault.getLocation().offsetDescription();
        return failure(Kind.MALFORMED, !method.equals("GET"), sentence(what) + NOT_THE_API);
    }

    /// The answer, or the list that it is a page of, is larger than anything the API has.
    ApiException endless(String method, ApiPath path, String why) {
        return failure(
                Kind.MALFORMED,
                !method.equals("GET"),
                sentence("the answer to " + method + " " + path + " was cut off: " + why) + NOT_THE_API);
    }

    /// The answer is a success that says nothing, or not what object it is about.
    ApiException incomplete(String method, ApiPath path) {
        return failure(
                Kind.MALFORMED,
                !method.equals("GET"),
                method + " " + path + " succeeded, but the answer lacks the object. Run again; if that happens"
                        + " again, check that `endpoint` is PlanetScale's API, and report this.");
    }

    /// Something was not found, and whether it is gone or only out of the token's sight cannot be told.
    ///
    /// @param visible how many databases the token sees
    /// @param all how many there are, where that is told
    ApiException unproven(ApiPath path, int visible, Optional<Long> all) {
        String counted = all.map(count -> " of the " + count).orElse("");
        return outOfSight(
                path,
                "database `" + path.segments().getLast() + "`",
                "the token sees " + visible + counted + " databases of the organization.",
                path,
                "take it and everything in it out of the stack");
    }

    /// The same of something whose list the token may not read.
    ApiException unlisted(ApiPath path, ApiPath collection) {
        return outOfSight(
                path, "it", "the token may not list " + collection + ".", collection, "take it out of the stack");
    }

    private ApiException outOfSight(ApiPath path, String object, String seen, ApiPath needed, String remedy) {
        return failure(
                Kind.DENIED,
                false,
                "GET " + path + " is not open to the service token `" + connection.tokenId() + "`, or " + object
                        + " is deleted: PlanetScale answers 404 in both cases, and " + seen + grant("GET", needed)
                        + " Give the token that access, or use a token that has it. If it is deleted, " + remedy
                        + " with `pulumi state delete`.");
    }

    private ApiException failure(Kind kind, boolean maybeDone, String text) {
        return failure(kind, maybeDone, false, text);
    }

    /// Every failure comes by here: it shows no secret, and nothing that came from outside does any harm.
    private ApiException failure(Kind kind, boolean maybeDone, boolean unexplained, String text) {
        return new ApiException(kind, maybeDone, unexplained, shown(text, LONGEST_FAILURE));
    }

    /// Text that is made harmless, then has its secrets hidden, which a character that is not shown may have split, and
    /// is cut last, so that no part of a secret is left.
    private String shown(String text, int longest) {
        return Shown.line(masks.hide(Shown.line(text, Integer.MAX_VALUE)), longest);
    }

    private Said saying(String code, String message) {
        return new Said(shown(code, LONGEST_WORD), shown(message, LONGEST_MESSAGE));
    }

    private Said said(String body) {
        try {
            JsonNode node = mapper.get().readTree(body);
            if (node.hasNonNull("message")) {
                return saying(node.path("code").asText(""), node.path("message").asText());
            }
            if (node.has("errors")) {
                return saying("", fieldErrors(node.path("errors")));
            }
            if (node.hasNonNull("error")) {
                return saying(
                        node.path("error").asText(),
                        node.path("error_description").asText(""));
            }
        } catch (JsonProcessingException _) {
            // A proxy's page: a snippet says more than nothing.
        }
        String flat = body.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
        String said = flat.equals("{}") ? "" : flat;
        return new Said("", shown(said, LONGEST_SNIPPET));
    }

    private static String fieldErrors(JsonNode errors) {
        var lines = new ArrayList<String>();
        for (JsonNode error : errors) {
            var reasons = new ArrayList<String>();
            error.path("errors").forEach(reason -> reasons.add(reason.asText()));
            String name = List.of(
                            error.path("namespace").asText(""),
                            error.path("name").asText(""))
                    .stream()
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("."));
            lines.add(reasons.isEmpty() ? error.asText(name) : name + ": " + String.join(", ", reasons));
        }
        return String.join("; ", lines);
    }

    private static Kind kind(int status, Said said) {
        // The only code that says that the same request may succeed later (official command line). Other refusals of
        // that sort differ from lasting ones in words alone, so callers look at the object's state.
        if (said.code.equals(BLOCKED) && status < 500) {
            return Kind.CONFLICT;
        }
        return switch (status) {
            case 401 -> Kind.UNUSABLE_CREDENTIALS;
            case 403 -> Kind.DENIED;
            case 404 -> Kind.NOT_FOUND;
            case 429 -> Kind.RATE_LIMITED;
            default ->
                status >= 500 || RetryInterceptor.passes(status)
                        ? Kind.UNAVAILABLE
                        : isRedirect(status) ? Kind.MALFORMED : Kind.INVALID;
        };
    }

    private static boolean isRedirect(int status) {
        return status >= 300 && status < 400;
    }

    private String remedy(Kind kind, Response response, String method, ApiPath path) {
        return switch (kind) {
            case NOT_FOUND ->
                " It does not exist, or the service token `" + connection.tokenId() + "` may not use it."
                        + grant(method, path);
            case UNUSABLE_CREDENTIALS -> badCredentials();
            case DENIED -> " The service token `" + connection.tokenId() + "` may not do this." + grant(method, path);
            case RATE_LIMITED ->
                " Other clients use up the limit of PlanetScale's API; wait a minute, or set"
                        + " `requestsPerMinute` of the provider lower.";
            case UNAVAILABLE -> " PlanetScale's API has a problem; run again later.";
            case MALFORMED ->
                " PlanetScale's API does not redirect, and the token is sent nowhere else" + target(response)
                        + "; set `endpoint` of the provider (or PLANETSCALE_SERVER_URL) to the address of the API"
                        + " itself.";
            case CONFLICT -> " Another operation on the object is in progress; run again when it has finished.";
            case INVALID -> " PlanetScale refuses this as it stands: correct what it names, then run again.";
        };
    }

    /// Where a redirect points to, without what may be secret in its address.
    private static String target(Response response) {
        HttpUrl target =
                response.request().url().resolve(Objects.requireNonNullElse(response.header("Location", ""), ""));
        return target == null ? "" : ", not to `" + target.scheme() + "://" + target.host() + "` either";
    }

    /// When the API wants to be asked again, where it says so and that was too long to wait for.
    private String comeBack(Kind kind, Response response) {
        String header = response.header("Retry-After", "");
        boolean passes = kind == Kind.RATE_LIMITED || kind == Kind.UNAVAILABLE;
        return !passes || header == null || header.isBlank()
                ? ""
                : " It says when to try again: `Retry-After: " + shown(header, LONGEST_WORD) + "`.";
    }

    private String badCredentials() {
        return " PlanetScale does not know the service token `" + connection.tokenId()
                + "` or its secret: check `serviceTokenId` and `serviceToken` of the provider (or"
                + " PLANETSCALE_SERVICE_TOKEN_ID and PLANETSCALE_SERVICE_TOKEN), and that the token was not deleted.";
    }

    private static String grant(String method, ApiPath path) {
        return Accesses.words(method, path.template())
                .map(accesses -> " This call needs the access " + accesses + ".")
                .orElse("");
    }

    private String request(Response response) {
        String id = response.header("X-Request-Id", "");
        return id == null || id.isEmpty() ? "" : " (request " + shown(id, LONGEST_WORD) + ")";
    }

    private static String words(IOException fault) {
        return switch (fault) {
            case UnknownHostException _ -> "no such host";
            case SocketTimeoutException _ -> "it took too long";
            case SSLException _ -> "the connection is not trusted (" + fault.getMessage() + ")";
            default -> fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        };
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
