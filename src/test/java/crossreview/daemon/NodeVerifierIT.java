package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.TokenFile;
import crossreview.http.HttpTestClient;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult;
import crossreview.testkit.Eventually;
import crossreview.testkit.NodePackages;
import crossreview.testkit.TestVertx;
import crossreview.testkit.WebhookReceiver;
import crossreview.testkit.WebhookReceiver.ReceivedMessage;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Libraries of others as judges: that of Standard Webhooks verifies a real delivery, that of
 * sigstore a real attestation, and both refuse an altered one.
 */
class NodeVerifierIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String SECRET = "whsec_" + "QUJD".repeat(11);

  /** Prints one object; the argument is a file with the message, the envelope and the key. */
  private static final String SCRIPT =
      """
      import { Webhook } from "standardwebhooks";
      import { bundleFromJSON } from "@sigstore/bundle";
      import { Verifier, toSignedEntity } from "@sigstore/verify";
      import { createPublicKey } from "node:crypto";
      import { readFileSync } from "node:fs";
      const given = JSON.parse(readFileSync(process.argv[2], "utf8"));
      const tried = (what) => { try { return what(); } catch (e) { return "refused"; } };
      const webhook = new Webhook(given.secret);
      const verify = (body) => tried(() => webhook.verify(body, given.headers).event.type);
      const key = createPublicKey({ key: Buffer.from(given.key, "base64"), format: "der",
        type: "spki" });
      const trust = { publicKey: () => ({ publicKey: key, validFor: () => true }),
        certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] };
      const none = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 };
      const attest = (envelope) => tried(() => {
        const bundle = bundleFromJSON({
          mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
          verificationMaterial: { publicKey: { hint: envelope.signatures[0].keyid },
            tlogEntries: [] },
          dsseEnvelope: envelope });
        new Verifier(trust, none).verify(toSignedEntity(bundle));
        return JSON.parse(Buffer.from(envelope.payload, "base64")).predicate.outcome;
      });
      const altered = { ...given.envelope, payload: Buffer.from(
        Buffer.from(given.envelope.payload, "base64").toString().replace("aborted", "converged"))
        .toString("base64") };
      console.log("RESULT " + JSON.stringify({ webhook: verify(given.body),
        otherBody: verify(given.body.replace("session", "Session")),
        attestation: attest(given.envelope), otherOutcome: attest(altered) }));
      """;

  @TempDir Path home;

  @Test
  void theyVerifyADeliveryAndAnAttestation() throws Exception {
    NodePackages node =
        NodePackages.install(
            "verifiers",
            "standardwebhooks@1.1.1",
            "@sigstore/verify@4.1.3",
            "@sigstore/bundle@5.0.1");
    Vertx vertx = TestVertx.create();
    try (WebhookReceiver receiver = WebhookReceiver.start(vertx);
        Daemon daemon = start(receiver)) {
      Path file = Files.writeString(home.resolve("given.json"), given(daemon, receiver));
      Path script = Files.writeString(node.home().resolve("verify.mjs"), SCRIPT);

      NodePackages.Ran ran = node.run(script, file.toString());

      assertTrue(ran.said().contains("RESULT "), ran.said());
      assertEquals(
          Map.of(
              "webhook", "session.finalized",
              "otherBody", "refused",
              "attestation", "aborted",
              "otherOutcome", "refused"),
          JsonReader.readObject(ran.said().split("RESULT ", 2)[1].strip()));
    } finally {
      vertx.close();
    }
  }

  private Daemon start(WebhookReceiver receiver) throws Exception {
    Path secret = Files.writeString(home.resolve("secret"), SECRET);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Map<String, Object> webhook =
        JsonTree.of(
            "url", receiver.url(),
            "allow_hosts", List.of("127.0.0.1"),
            "secret", Map.of("file", secret.toString()),
            "events", List.of("session.finalized"));
    List<String> sets = List.of("data_dir=" + home.resolve("data"), "http.port=0");
    SettingsResult read =
        SettingsReader.read(Map.of("webhooks", Map.of("ci", webhook)), sets, home);
    Daemon daemon = Daemon.start(((SettingsResult.ValidSettings) read).settings());
    Path state = home.resolve("data/webhooks/ci/state.json");
    Eventually.holds(() -> Files.exists(state), PATIENCE);
    return daemon;
  }

  /** Closes a session; what was delivered and attested of it, as JSON. */
  private String given(Daemon daemon, WebhookReceiver receiver) throws Exception {
    String token = Files.readString(home.resolve("data").resolve(TokenFile.OPERATOR_FILE)).strip();
    HttpTestClient client = new HttpTestClient(URI.create(daemon.url()).getPort(), token);
    String session = client.post("/api/v1/sessions", "{\"task\":\"t\"}").header("Location");
    client.post(session + "/cancel", "{}");
    Eventually.holds(() -> !receiver.received().isEmpty(), PATIENCE);
    ReceivedMessage message = receiver.received().getFirst();
    return JsonWriter.of(
        JsonTree.of(
            "secret",
            SECRET,
            "headers",
            message.headers(),
            "body",
            message.body(),
            "envelope",
            client.get(session + "/attestation").json(),
            "key",
            client.get("/api/v1/receipt-key").json().get("public")));
  }
}
