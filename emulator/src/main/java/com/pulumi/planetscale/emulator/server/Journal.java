package com.pulumi.planetscale.emulator.server;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The calls that an emulator has answered, oldest first.
///
/// An emulator remembers as many as `Emulator.Options#journalEntries` says.
public final class Journal {
    private final WireMockServer server;
    private final int before;

    /// A call.
    ///
    /// @param method such as `POST`
    /// @param path as the client wrote it, with its query: `/v1/organizations/acme/databases?page=2`
    public record Call(String method, String path) {
        /// Whether it asks for something and changes nothing.
        public boolean isRead() {
            return method.equals("GET");
        }

        /// Such as `POST /v1/organizations/acme/databases`.
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /// All calls that a server remembers.
    public Journal(WireMockServer server) {
        this(server, 0);
    }

    private Journal(WireMockServer server, int before) {
        this.server = server;
        this.before = before;
    }

    /// The calls from now on.
    public Journal fromNow() {
        return new Journal(server, server.getAllServeEvents().size());
    }

    public List<Call> calls() {
        var events = new ArrayList<ServeEvent>(server.getAllServeEvents());
        Collections.reverse(events);
        return events.subList(Math.min(before, events.size()), events.size()).stream()
                .map(ServeEvent::getRequest)
                .map(request -> new Call(request.getMethod().getName(), request.getUrl()))
                .toList();
    }

    /// The calls that ask PlanetScale to change something.
    public List<Call> writes() {
        return calls().stream().filter(call -> !call.isRead()).toList();
    }

    /// Forgets all calls.
    public void clear() {
        server.resetRequests();
    }
}
