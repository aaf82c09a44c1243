package com.pulumi.planetscale.emulator.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.machine.CertificateAuthority;
import com.pulumi.planetscale.emulator.mysql.Served.Login;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Encrypted connections, by a certificate that clients can check.
@ExtendWith(Served.class)
final class EncryptionTest {
    private static final int PORT = 3306;
    private static final int HEADER = 4;
    private static final int REQUEST = 32;

    @TempDir
    private Path folder;

    @Test
    void clientsHaveToEncryptAndCheckAServerByTheAuthorityOfItsEmulator() throws Exception {
        Path certificate = folder.resolve("ca.pem");
        Path other = folder.resolve("other.pem");
        CertificateAuthority.in(folder.resolve("other"), other);

        List<String> said = new ArrayList<>();

        try (Emulator emulator = Emulator.start(Emulator.Options.defaults()
                .withoutDelays()
                .log(said::add)
                .mysql(true)
                .tls(certificate))) {
            Client client = new Client(emulator);
            client.createShop().ok();
            Login login = Login.make(client, Client.MAIN, "admin");

            assertThat(protocol(login, certificate)).startsWith("TLS");
            assertThatThrownBy(login::open)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("insecure transport are prohibited");
            // Programs of the server's own write backups.
            client.post(Client.MAIN + "/backups", "{}").ok();
            try (Connection connection = emulator.connections().open(login.username(), login.password(), "")) {
                assertThat(connection.isValid(1)).isTrue();
            }
            assertThat(said).isEmpty();
            assertThatThrownBy(() -> protocol(login, other)).isInstanceOf(SSLHandshakeException.class);
        }
    }

    /// Asks the server to encrypt, as the MySQL protocol has it, and checks who it is.
    private static String protocol(Login login, Path authority) throws IOException, GeneralSecurityException {
        try (Socket plain = new Socket(login.host(), PORT)) {
            DataInputStream greeting = new DataInputStream(plain.getInputStream());
            int length = greeting.read() | greeting.read() << 8 | greeting.read() << 16;
            greeting.readNBytes(1 + length);
            byte[] request = new byte[HEADER + REQUEST];
            request[0] = REQUEST;
            request[HEADER - 1] = 1;
            // CLIENT_PROTOCOL_41, CLIENT_SSL and CLIENT_SECURE_CONNECTION.
            request[HEADER + 1] = (byte) 0x8A;
            plain.getOutputStream().write(request);
            SSLSocket encrypted =
                    (SSLSocket) trusting(authority).getSocketFactory().createSocket(plain, login.host(), PORT, true);
            SSLParameters parameters = encrypted.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            encrypted.setSSLParameters(parameters);
            encrypted.startHandshake();
            return encrypted.getSession().getProtocol();
        }
    }

    private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream file = Files.newInputStream(authority)) {
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
