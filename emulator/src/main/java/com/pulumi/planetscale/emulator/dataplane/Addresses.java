package com.pulumi.planetscale.emulator.dataplane;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Gives each branch an address of its own, so that hosts, ports and names of schemas are what a client expects.
///
/// Linux answers on every address of 127.0.0.0/8. Where only 127.0.0.1 exists, or something listens on the
/// usual port of every address, servers have ports of their own instead.
///
/// An address that is given is reserved until this is closed, against other emulators on the machine too: by a UDP
/// socket on the same port, which no database server uses and which ends with the process.
final class Addresses implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int NETWORKS = 8;
    private static final int HOSTS = 254;

    private final int usualPort;
    private final List<Integer> others;
    private final Map<Address, DatagramSocket> reserved = new HashMap<>();

    /// @param usualPort of the engine
    /// @param others ports that servers with an address of their own listen on as well
    Addresses(int usualPort, List<Integer> others) {
        this.usualPort = usualPort;
        this.others = List.copyOf(others);
    }

    /// Reserves an address.
    ///
    /// @param wanted one that it had before, as it was written; another one is given if that is taken
    Address reserve(Optional<String> wanted) throws IOException {
        Optional<Address> again =
                wanted.map(text -> Address.parse(text, usualPort)).filter(this::take);
        if (again.isPresent()) {
            return again.get();
        }
        Optional<Address> own = IntStream.range(0, NETWORKS * HOSTS)
                .mapToObj(number -> "127.0." + (1 + number / HOSTS) + "." + (1 + number % HOSTS))
                .map(host -> new Address(host, usualPort))
                .filter(this::take)
                .findFirst();
        return own.isPresent() ? own.get() : freePort();
    }

    private Address freePort() throws IOException {
        while (true) {
            Address address = new Address(LOOPBACK, unusedPort());
            if (take(address)) {
                return address;
            }
        }
    }

    /// A port of the loopback address that nothing listens on.
    static int unusedPort() throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return probe.getLocalPort();
        }
    }

    private boolean take(Address address) {
        InetSocketAddress place = new InetSocketAddress(address.host(), address.port());
        DatagramSocket lock;
        try {
            lock = new DatagramSocket(place);
        } catch (SocketException e) {
            return false;
        }
        List<Integer> ports = new ArrayList<>(address.usual() ? others : List.of());
        ports.add(address.port());
        if (ports.stream().allMatch(port -> isFree(address.host(), port))) {
            reserved.put(address, lock);
            return true;
        }
        lock.close();
        return false;
    }

    private static boolean isFree(String host, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void release(Address address) {
        Optional.ofNullable(reserved.remove(address)).ifPresent(DatagramSocket::close);
    }

    @Override
    public void close() {
        reserved.values().forEach(DatagramSocket::close);
        reserved.clear();
    }
}
