package com.pulumi.planetscale.emulator.mysql;

import com.pulumi.planetscale.emulator.dataplane.Account;
import com.pulumi.planetscale.emulator.sql.table.Quoting;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The users of one server. Each may have several accounts, one for each range of addresses.
final class Accounts {
    private static final int BITS = 32;

    /// What the server has, by user name.
    private final Map<String, Account> there = new TreeMap<>();

    private boolean read = false;

    /// Makes the accounts of the server those that are wanted.
    void set(Statement statement, Installation installation, Collection<Account> wanted) throws SQLException {
        if (!read) {
            forgetOld(statement);
            read = true;
        }
        Map<String, Account> then = new TreeMap<>();
        wanted.forEach(account -> then.put(account.username(), account));
        for (Account old : List.copyOf(there.values())) {
            if (!old.equals(then.get(old.username()))) {
                drop(statement, old);
            }
        }
        for (Account account : then.values()) {
            if (!there.containsKey(account.username())) {
                make(statement, installation, account);
            }
        }
    }

    /// A kept folder has accounts of an earlier run, about which nothing is known.
    private static void forgetOld(Statement statement) throws SQLException {
        List<String> old = MySqlServer.texts(
                statement,
                "SELECT CONCAT(QUOTE(user), '@', QUOTE(host)) FROM mysql.user"
                        + " WHERE user NOT IN ('planetscale-emulator', 'PUBLIC', '') AND user NOT LIKE '%.sys'"
                        + " AND user NOT LIKE 'mysql.%'");
        for (String account : old) {
            statement.execute("DROP USER " + account);
        }
    }

    private void drop(Statement statement, Account account) throws SQLException {
        for (String host : hosts(account)) {
            statement.execute("DROP USER IF EXISTS " + name(account, host));
        }
        there.remove(account.username());
        List<String> sessions = MySqlServer.texts(
                statement,
                "SELECT id FROM information_schema.processlist WHERE user = " + Quoting.text(account.username()));
        for (String session : sessions) {
            try {
                statement.execute("KILL " + session);
            } catch (SQLException e) {
                // It has ended by itself meanwhile.
            }
        }
    }

    private static String identified(Installation installation, Account account) {
        if (installation.mariaDb()) {
            return " IDENTIFIED VIA mysql_native_password USING " + Quoting.text(account.loginDigest());
        }
        return installation.hasNativePasswords() || account.sha2Digest().isEmpty()
                ? " IDENTIFIED WITH mysql_native_password AS " + Quoting.text(account.loginDigest())
                : " IDENTIFIED WITH caching_sha2_password AS "
                        + Quoting.text(account.sha2Digest().get());
    }

    private void make(Statement statement, Installation installation, Account account) throws SQLException {
        String identified = identified(installation, account);
        for (String host : hosts(account)) {
            String name = name(account, host);
            statement.execute("CREATE USER " + name + identified);
            for (String schema : account.schemas()) {
                statement.execute(
                        "GRANT " + rights(account) + " ON " + Quoting.name(pattern(schema)) + ".* TO " + name);
            }
        }
        there.put(account.username(), account);
    }

    /// Names of schemas are patterns there.
    private static String pattern(String schema) {
        return schema.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
    }

    private static String rights(Account account) {
        List<String> rights = new ArrayList<>();
        if (account.reads()) {
            rights.addAll(List.of("SELECT", "SHOW VIEW"));
        }
        if (account.writes()) {
            rights.addAll(List.of("INSERT", "UPDATE", "DELETE"));
        }
        if (account.reads() && account.writes()) {
            rights.addAll(List.of("LOCK TABLES", "CREATE TEMPORARY TABLES"));
        }
        if (account.definesSchema()) {
            rights.addAll(List.of("CREATE", "ALTER", "DROP", "INDEX", "REFERENCES", "CREATE VIEW"));
        }
        return String.join(", ", rights);
    }

    private static String name(Account account, String host) {
        return Quoting.text(account.username()) + "@" + Quoting.text(host);
    }

    /// A client of a loopback address comes from one of IPv4, so ranges of IPv6 let none in.
    private static List<String> hosts(Account account) {
        return account.cidrs().isEmpty()
                ? List.of("%")
                : account.cidrs().stream()
                        .filter(cidr -> !cidr.contains(":"))
                        .map(Accounts::host)
                        .distinct()
                        .toList();
    }

    /// A range as a server writes it: an address of the network and its mask.
    private static String host(String cidr) {
        int slash = cidr.indexOf('/');
        int bits = slash < 0 ? BITS : Integer.parseInt(cidr.substring(slash + 1));
        String address = slash < 0 ? cidr : cidr.substring(0, slash);
        if (bits == 0) {
            return "%";
        }
        if (bits == BITS) {
            return address;
        }
        long mask = 0xFFFFFFFFL << (BITS - bits) & 0xFFFFFFFFL;
        long number = 0;
        for (String part : address.split("\\.", -1)) {
            number = number << 8 | Integer.parseInt(part);
        }
        return dotted(number & mask) + "/" + dotted(mask);
    }

    private static String dotted(long number) {
        return (number >> 24 & 0xFF) + "." + (number >> 16 & 0xFF) + "." + (number >> 8 & 0xFF) + "." + (number & 0xFF);
    }
}
