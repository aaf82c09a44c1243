package com.pulumi.planetscale.emulator.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Issues the certificates of servers, so that clients can check them as they check PlanetScale's: by the file of one
/// authority. It is kept with the data of the branches, and serves this machine only.
public final class CertificateAuthority {
    private static final String NAME = "authority";
    private static final int SECRET_BYTES = 24;
    private static final int LINE = 64;

    private final Path store;
    private final Path secret;

    private CertificateAuthority(Path folder) {
        this.store = folder.resolve("authority.p12");
        this.secret = folder.resolve("authority.secret");
    }

    /// Makes the authority if the folder has none.
    ///
    /// @param certificate where to write its certificate, in PEM
    public static CertificateAuthority in(Path folder, Path certificate) throws IOException {
        Files.createDirectories(folder);
        CertificateAuthority authority = new CertificateAuthority(folder);
        if (!Files.exists(authority.store)) {
            byte[] random = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(random);
            Folders.writePrivately(authority.secret, HexFormat.of().formatHex(random));
            authority.keytool("-genkeypair", NAME, "CN=PlanetScale emulator", "bc:c=ca:true", "ku:c=keyCertSign");
        }
        Files.writeString(certificate, authority.read(NAME, false));
        return authority;
    }

    /// What lets a server of an address encrypt.
    ///
    /// @param certificate with those of its issuers, in PEM
    /// @param key in PEM
    public record Issued(Path certificate, Path key) {}

    /// Writes the certificate of an address, which is made if there is none yet.
    ///
    /// @param folder where it and its key go
    public Issued issue(String host, Path folder) throws IOException {
        String alias = certified(host);
        Path certificate = folder.resolve("server.pem");
        Path key = folder.resolve("server.key");
        Files.writeString(certificate, read(alias, false));
        Folders.writePrivately(key, read(alias, true));
        return new Issued(certificate, key);
    }

    /// What lets this process encrypt as the server of an address.
    public SSLContext context(String host) throws IOException {
        String alias = certified(host);
        try {
            KeyStore all = open();
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            one.setKeyEntry(alias, all.getKey(alias, password()), password(), all.getCertificateChain(alias));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(one, password());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    private String certified(String host) throws IOException {
        String alias = "server-" + host;
        if (!has(alias)) {
            // The driver `pg` of Node.js compares a server that it reaches by an address with the name `localhost`.
            String names = "san=ip:" + host + ",dns:localhost";
            keytool("-genkeypair", alias, "CN=" + host, names, "eku=serverAuth");
        }
        return alias;
    }

    private void keytool(String command, String alias, String name, String... extensions) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                // It ends before an optimizing compiler pays.
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                command,
                "-alias",
                alias,
                "-dname",
                name,
                // A key of RSA takes seconds of a core to make.
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:file",
                secret.toString()));
        if (!alias.equals(NAME)) {
            line.addAll(List.of("-signer", NAME));
        }
        for (String extension : extensions) {
            line.addAll(List.of("-ext", extension));
        }
        Programs.output(line);
    }

    private boolean has(String alias) throws IOException {
        try {
            return open().containsAlias(alias);
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    /// The certificates of an entry up to the authority's own, or its key.
    private String read(String alias, boolean key) throws IOException {
        try {
            KeyStore entries = open();
            if (key) {
                return pem("PRIVATE KEY", entries.getKey(alias, password()).getEncoded());
            }
            StringBuilder text = new StringBuilder();
            for (Certificate certificate : entries.getCertificateChain(alias)) {
                text.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            return text.toString();
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    private KeyStore open() throws IOException, GeneralSecurityException {
        KeyStore entries = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            entries.load(file, password());
        }
        return entries;
    }

    private char[] password() throws IOException {
        return Files.readString(secret).toCharArray();
    }

    private IOException unreadable(GeneralSecurityException e) {
        return new IOException("The certificates in " + store + " cannot be read: " + e.getMessage(), e);
    }

    private static String pem(String kind, byte[] content) {
        String text = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
