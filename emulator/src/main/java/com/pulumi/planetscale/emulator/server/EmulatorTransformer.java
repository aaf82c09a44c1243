package com.pulumi.planetscale.emulator.server;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.pulumi.planetscale.emulator.driver.DriverRequest;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Body;
import com.pulumi.planetscale.emulator.http.Json;
import com.pulumi.planetscale.emulator.http.Refusal;
import com.pulumi.planetscale.emulator.http.Request;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/// Lets the emulator answer for a stub that names this transformer.
///
/// The emulator does its work first. Then the stub's own delay and fault apply, so a stub can lose or delay an answer
/// after the work is done. A stub with a status or a body of its own has the work done and answers itself.
public final class EmulatorTransformer implements ResponseTransformerV2 {
    /// What a stub puts into its list of transformers.
    public static final String NAME = "planetscale";

    private static final String PREFIX = "/v1";
    private static final int DEFAULT_STATUS = 200;

    private final Function<Request, Answer> api;
    private final Function<DriverRequest, Answer> driver;
    private final InstantSource clock;

    /// @param api answers what is below `/v1`
    /// @param driver answers the serverless driver
    /// @param clock the time that answers are dated with
    public EmulatorTransformer(
            Function<Request, Answer> api, Function<DriverRequest, Answer> driver, InstantSource clock) {
        this.api = api;
        this.driver = driver;
        this.clock = clock;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public Response transform(Response stub, ServeEvent event) {
        Answer answer = answer(event.getRequest());
        boolean scripted = stub.getStatus() != DEFAULT_STATUS || stub.getBody().length > 0;
        return scripted ? stub : write(stub, answer);
    }

    private Answer answer(com.github.tomakehurst.wiremock.http.Request request) {
        String url = request.getUrl();
        int mark = url.indexOf('?');
        String path = mark < 0 ? url : url.substring(0, mark);
        if (path.startsWith(DriverRequest.PREFIX)) {
            return driver.apply(new DriverRequest(
                    request.getMethod().getName(),
                    path,
                    request.getClientIp(),
                    Optional.ofNullable(request.getHeader("Content-Type")),
                    Optional.ofNullable(request.getHeader("Authorization")),
                    request.getBodyAsString()));
        }
        if (!path.startsWith(PREFIX + "/")) {
            return Refusal.notFound().answer();
        }
        return api.apply(new Request(
                method(request),
                base(request),
                path.substring(PREFIX.length()),
                mark < 0 ? "" : url.substring(mark + 1),
                Optional.ofNullable(request.getHeader("Authorization")),
                Body.of(Optional.ofNullable(request.getHeader("Content-Type")), request.getBody())));
    }

    /// HEAD is answered as GET is, and the server leaves the body out (RFC 9110, 9.3.2).
    private static String method(com.github.tomakehurst.wiremock.http.Request request) {
        String method = request.getMethod().getName();
        return method.equals("HEAD") ? "GET" : method;
    }

    /// As the client calls this server, so that it can follow the addresses in an answer.
    private static String base(com.github.tomakehurst.wiremock.http.Request request) {
        String url = request.getAbsoluteUrl();
        int path = url.indexOf('/', url.indexOf("://") + "://".length());
        return (path < 0 ? url : url.substring(0, path)) + PREFIX;
    }

    private Response write(Response stub, Answer answer) {
        Response.Builder response = Response.Builder.like(stub).but().status(answer.status());
        // As every server with a clock does (RFC 9110, 6.6.1).
        var date = new HttpHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
        Object body = answer.body();
        if (body == null) {
            return response.headers(new HttpHeaders(date)).body(new byte[0]).build();
        }
        var type = new HttpHeader("Content-Type", "application/json; charset=utf-8");
        return response.headers(new HttpHeaders(date, type))
                .body(Json.write(body))
                .build();
    }
}
