package com.pulumi.planetscale.emulator.server;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import com.pulumi.planetscale.emulator.http.Json;
import com.pulumi.planetscale.emulator.http.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.http.HttpMethod;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;
import wiremock.org.eclipse.jetty.server.handler.HandlerWrapper;

/// WireMock's server, which answers requests that WireMock cannot read as the API answers bad ones: with 400 and JSON.
/// WireMock itself fails on addresses such as `/organizations/[acme]`, with 500 and a page for people.
public final class ApiServer implements HttpServerFactory {
    /// Its cause is in the log, and none of the client's business.
    private static final byte[] FAULT =
            Json.write(Map.of("code", "internal_server_error", "message", "Internal Server Error"));

    private static final String JSON = "application/json; charset=utf-8";

    @Override
    public HttpServer buildHttpServer(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
        return new Jetty11HttpServer(options, admin, stubs) {
            @Override
            protected void finalizeSetup(Options options) {
                super.finalizeSetup(options);
                HandlerWrapper legible = new Legible();
                legible.setHandler(jettyServer.getHandler());
                jettyServer.setHandler(legible);
                jettyServer.setErrorHandler(new Illegible());
            }
        };
    }

    /// Lets only such requests pass whose address can be read.
    private static final class Legible extends HandlerWrapper {
        @Override
        public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            // Neither `*` nor the host of a tunnel, which this server does not open, is a path.
            boolean path = target.startsWith("/") && !HttpMethod.CONNECT.is(request.getMethod());
            if (!path
                    || !isReadable(
                            base.getHttpURI().toString(), base.getHttpURI().getQuery())) {
                refuse(base, response, "The address of the request is not valid");
                return;
            }
            try {
                super.handle(target, base, request, response);
            } catch (RuntimeException e) {
                // WireMock reads the body, and packs what the connection says of it.
                if (!(e.getCause() instanceof IOException) || response.isCommitted()) {
                    throw e;
                }
                refuse(base, response, "The body of the request cannot be read");
            }
        }

        private static void refuse(Request base, HttpServletResponse response, String message) throws IOException {
            base.setHandled(true);
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            response.setContentType(JSON);
            // The rest of the request cannot be told from the next one.
            response.setHeader("Connection", "close");
            response.getOutputStream().write(refusal(message));
        }

        private static boolean isReadable(String address, String query) {
            try {
                // Filters may have brackets, which a URI may not.
                new URI(query == null ? address : address.substring(0, address.length() - query.length()));
                URLDecoder.decode(query == null ? "" : query, StandardCharsets.UTF_8);
                return true;
            } catch (URISyntaxException | IllegalArgumentException e) {
                return false;
            }
        }
    }

    /// What is said about requests that are not even HTTP, or that no handler takes.
    private static final class Illegible extends ErrorHandler {
        @Override
        public boolean errorPageForMethod(String method) {
            return true;
        }

        @Override
        protected void generateAcceptableResponse(
                Request base, HttpServletRequest request, HttpServletResponse response, int code, String message)
                throws IOException {
            response.setContentType(JSON);
            boolean ours = code >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
            response.getOutputStream().write(ours ? FAULT : refusal("The request cannot be answered: " + message));
        }

        @Override
        public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
            fields.put(HttpHeader.CONTENT_TYPE, JSON);
            return ByteBuffer.wrap(refusal("The request cannot be read: " + reason));
        }
    }

    private static byte[] refusal(String message) {
        return Json.write(
                Objects.requireNonNull(Refusal.badRequest(message).answer().body()));
    }
}
