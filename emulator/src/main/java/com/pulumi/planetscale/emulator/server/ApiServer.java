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
import java.util.Objects;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;
import wiremock.org.eclipse.jetty.server.handler.HandlerWrapper;

/// WireMock's server, which answers requests that WireMock cannot read as the API answers bad ones: with 400 and JSON.
/// WireMock itself fails on addresses such as `/organizations/[acme]`, with 500 and a page for people.
public final class ApiServer implements HttpServerFactory {
    private static final String JSON = "application/json; charset=utf-8";

    @Override
    public HttpServer buildHttpServer(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
        return new Jetty11HttpServer(options, admin, stubs) {
            @Override
            protected Handler createHandler(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
                Handler all = super.createHandler(options, admin, stubs);
                HandlerWrapper readable = new Legible();
                readable.setHandler(all);
                return readable;
            }

            @Override
            protected void finalizeSetup(Options options) {
                super.finalizeSetup(options);
                jettyServer.setErrorHandler(new Illegible());
            }
        };
    }

    /// Lets only such requests pass whose address can be read.
    private static final class Legible extends HandlerWrapper {
        @Override
        public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            if (isReadable(base.getHttpURI().toString(), base.getHttpURI().getQuery())) {
                super.handle(target, base, request, response);
                return;
            }
            base.setHandled(true);
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            response.setContentType(JSON);
            response.getOutputStream().write(refusal("The address of the request is not valid"));
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

    /// What is said about requests that are not even HTTP.
    private static final class Illegible extends ErrorHandler {
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
