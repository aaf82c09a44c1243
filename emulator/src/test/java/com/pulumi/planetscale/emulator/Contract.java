package com.pulumi.planetscale.emulator;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.http.LoggedResponse;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Route;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Sees every exchange of the tests, remembers it, and compares what the emulator itself answered with the OpenAPI
/// description.
public final class Contract implements ServeEventListener {
    /// The emulator's operations, those with the longest fixed parts first.
    private static final List<Known> ROUTES = Declarations.of(Kinds.all(line -> {})).routes().stream()
            .map(Known::of)
            .sorted(Comparator.comparingInt(Known::fixed).reversed())
            .toList();

    /// An operation, with what its paths look like.
    ///
    /// @param fixed how long its path is without the placeholders
    private record Known(Route route, Pattern path, int fixed) {
        static Known of(Route route) {
            return new Known(
                    route,
                    Pattern.compile(route.template().replaceAll("\\{[^}]*}", "[^/]+")),
                    route.template().replaceAll("\\{[^}]*}", "").length());
        }
    }

    private static final Optional<OpenApiInteractionValidator> VALIDATOR =
            OpenApi.file().map(OpenApi::validator);
    private final List<Exchange> exchanges = new ArrayList<>();

    /// A request with its answer's status and how that differs from the description.
    public record Exchange(String method, String path, int status, List<String> differences) {}

    @Override
    public String getName() {
        return "contract";
    }

    @Override
    public boolean applyGlobally() {
        return true;
    }

    @Override
    public synchronized void beforeResponseSent(ServeEvent event, Parameters parameters) {
        if (!"the emulator".equals(event.getStubMapping().getName())) {
            return;
        }
        LoggedRequest request = event.getRequest();
        String path = URI.create(request.getUrl()).getRawPath().replaceFirst("^/v1", "");
        String method = request.getMethod().getName();
        boolean described = route(method, path).map(Route::described).orElse(false);
        List<String> differences = described
                ? VALIDATOR
                        .map(each -> differences(each, request, event.getResponse()))
                        .orElse(List.of())
                : List.of();
        exchanges.add(new Exchange(method, path, event.getResponse().getStatus(), differences));
    }

    /// The operation that a path belongs to, by the emulator's own declarations.
    public static Optional<Route> route(String method, String path) {
        return ROUTES.stream()
                .filter(known -> known.route().method().equals(method)
                        && known.path().matcher(path).matches())
                .findFirst()
                .map(Known::route);
    }

    /// A request that was refused need not be as described, its answer must.
    private static List<String> differences(
            OpenApiInteractionValidator validator, LoggedRequest request, LoggedResponse response) {
        URI uri = URI.create(request.getUrl());
        String method = request.getMethod().getName();
        SimpleResponse.Builder answer = SimpleResponse.Builder.status(response.getStatus());
        if (response.getBody().length > 0) {
            answer.withBody(response.getBodyAsString()).withContentType(response.getMimeType());
        }
        ValidationReport report = response.getStatus() < 300
                ? validator.validate(request(uri, request), answer.build())
                : validator.validateResponse(uri.getRawPath(), Request.Method.valueOf(method), answer.build());
        return report.getMessages().stream()
                .filter(message -> message.getLevel() != Level.IGNORE)
                .map(message -> message.getContext()
                                .flatMap(ValidationReport.MessageContext::getPointers)
                                .map(pointers -> pointers.getInstance() + " ")
                                .orElse("")
                        + message)
                .toList();
    }

    private static SimpleRequest request(URI uri, LoggedRequest logged) {
        String body = logged.getBodyAsString();
        SimpleRequest.Builder request =
                new SimpleRequest.Builder(logged.getMethod().getName(), uri.getRawPath());
        if (uri.getQuery() != null) {
            for (String pair : uri.getQuery().split("&", -1)) {
                String[] parts = pair.split("=", 2);
                request.withQueryParam(parts[0], parts[1]);
            }
        }
        if (!body.isEmpty()) {
            request.withBody(body);
        }
        Optional.ofNullable(logged.getHeader("Content-Type")).ifPresent(request::withContentType);
        return request.build();
    }

    /// Everything since the last time.
    public synchronized List<Exchange> take() {
        List<Exchange> taken = List.copyOf(exchanges);
        exchanges.clear();
        return taken;
    }
}
