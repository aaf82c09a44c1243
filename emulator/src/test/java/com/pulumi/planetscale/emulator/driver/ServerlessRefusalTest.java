package com.pulumi.planetscale.emulator.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the serverless driver is answered where no statement is run.
@ExtendWith(Emulated.class)
final class ServerlessRefusalTest {
    private static final String EXECUTE = "/psdb.v1alpha1.Database/Execute";
    private static final String SELECT = """
            {"query": "SELECT 1", "session": null}""";

    private Client client;
    private String root;
    private Reply password;

    @BeforeEach
    void makePassword(Emulator emulator, Client caller) {
        client = caller;
        root = emulator.serverUrl().replaceFirst("/v1$", "");
        client.createShop().ok();
        client.createDev().ok();
        password = client.post(Client.DEV + "/passwords", "{}").ok();
    }

    @Test
    void withoutADatabaseBehindTheBranchThatIsSaid() {
        Reply reply = driver().post(EXECUTE, SELECT);

        assertThat(reply.status()).isEqualTo(501);
        assertThat(reply.text("code")).isEqualTo("unimplemented");
        assertThat(reply.message()).contains("--mysql");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Basic %", "Basic Og==", "Bearer abc", "id:secret"})
    void credentialsThatAreNoneAreRefused(String authorization) {
        assertUnauthenticated(new Client(root, authorization));
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void wrongUserNamesAndPasswordsAreRefusedAlike(boolean user, boolean secret) {
        assertUnauthenticated(driver(
                user ? password.text("username") : "nobody", secret ? password.text("plain_text") : "pscale_pw_wrong"));
    }

    @Test
    void aDeletedPasswordIsRefused() {
        client.delete(Client.DEV + "/passwords/" + password.text("id"));

        assertUnauthenticated(driver());
    }

    @Test
    void anExpiredPasswordIsRefused(Emulator emulator) {
        password = client.post(Client.DEV + "/passwords", "{\"ttl\": 60}").ok();
        assertThat(driver().post(EXECUTE, SELECT).status()).isEqualTo(501);

        emulator.clock().advance(Duration.ofSeconds(60));

        assertUnauthenticated(driver());
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, 401", "127.0.0.0/8, 501", "127.0.0.1, 501", "::1/128, 401"})
    void anAddressOutsideTheRangesOfAPasswordIsRefused(String range, int status) {
        password = client.post(Client.DEV + "/passwords", "{\"cidrs\": [\"" + range + "\"]}")
                .ok();

        assertThat(driver().post(EXECUTE, SELECT).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "{", "nonsense"})
    void bodiesThatAreNoObjectsAreRefused(String body) {
        Reply reply = driver().post(EXECUTE, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("code")).isEqualTo("invalid_argument");
    }

    @Test
    void otherMethodsOfTheServiceAreNotImplemented() {
        Reply reply = driver().post("/psdb.v1alpha1.Database/Prepare", "{}");

        assertThat(reply.status()).isEqualTo(501);
        assertThat(reply.text("code")).isEqualTo("unimplemented");
    }

    @Test
    void onlyPostsAreAnswered() {
        assertThat(driver().get(EXECUTE).status()).isEqualTo(405);
    }

    private Client driver() {
        return driver(password.text("username"), password.text("plain_text"));
    }

    private Client driver(String user, String secret) {
        byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return new Client(root, "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private static void assertUnauthenticated(Client driver) {
        Reply reply = driver.post(EXECUTE, SELECT);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("code")).isEqualTo("unauthenticated");
        assertThat(reply.message()).isEqualTo("invalid username or password");
    }
}
