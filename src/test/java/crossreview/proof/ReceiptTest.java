package crossreview.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.guard.rule.SecretRules;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.call.FailureClass;
import crossreview.model.run.RunMode;
import crossreview.peer.Peer;
import crossreview.peer.builtin.BuiltinPeerFactory;
import crossreview.store.log.ReceiptFactory.ReceiptInput;
import crossreview.testkit.Eventually;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The receipt of a session that converged. */
class ReceiptTest {
  private static final String TEXT = "a plan\n";

  @TempDir Path root;
  private Path folder;
  private byte[] bytes;

  @BeforeEach
  void converged() throws IOException {
    try (ReviewHarness bench = bench(root)) {
      bench.store().sessions().setViewUpdater(bench.store().views());
      SessionId id = bench.open(RunMode.REVIEW, TEXT);
      assertTrue(bench.run(id).closed());
      folder = root.resolve("sessions").resolve(id.value());
      Eventually.holds(() -> Files.exists(folder.resolve("receipt.json")));
    }
    bytes = Files.readAllBytes(folder.resolve("receipt.json"));
  }

  private static ReviewHarness bench(Path dir) {
    return new ReviewHarness(
        dir,
        ScriptedPeer.reviewer("ada", PeerScript.ready()),
        ScriptedPeer.reviewer("bob", PeerScript.ready()));
  }

  @Test
  void itSaysHowItEndedOnWhichBytesByWhoseVotes() {
    Receipt receipt = Receipt.read(bytes);

    assertTrue(receipt.whole(), receipt.fault());
    assertEquals("converged", receipt.text("outcome"));
    assertEquals("unanimous_ready", receipt.text("reason"));
    assertEquals(Digest.of(TEXT).value(), receipt.text("final"));
    assertEquals(Digest.of(TEXT).value(), receipt.text("submitted"));
    Map<?, ?> round = (Map<?, ?>) ((List<?>) receipt.content().get("rounds")).getFirst();
    List<?> votes = (List<?>) round.get("votes");
    assertEquals(2, votes.size());
    assertTrue(votes.toString().contains("peer=ada, status=READY"), votes.toString());
    assertEquals(2, ((List<?>) receipt.content().get("calls")).size());
  }

  @Test
  void theClosingLineNamesItAndItNamesTheHeadBeforeThatLine() throws Exception {
    List<String> lines = Files.readAllLines(folder.resolve("events-000001.ndjson"));
    Map<String, Object> closing = JsonReader.readObject(lines.getLast());
    Map<?, ?> head = (Map<?, ?>) Receipt.read(bytes).content().get("head");

    Map<?, ?> named = (Map<?, ?>) closing.get("receipt");
    assertEquals(Digest.of(bytes).value(), named.get("sha256"));
    assertEquals(new String(bytes, StandardCharsets.UTF_8), named.get("text"));
    assertEquals(Digest.of(lines.get(lines.size() - 2)).value(), head.get("sha256"));
    assertEquals((long) lines.size() - 1, head.get("seq"));
  }

  @Test
  void itIsProvedAgainstTheJournal() throws Exception {
    VerificationResult result = SessionVerifier.verify(folder);

    assertTrue(result.ok(), () -> result.damages().toString());
    assertEquals(Digest.of(bytes).value(), result.receipt().digest());
    assertEquals(Receipt.read(bytes).key().fingerprint().value(), result.receipt().signedBy());
  }

  @Test
  void anAlteredByteIsFound() {
    for (int at = 0; at < bytes.length; at += 3) {
      byte[] altered = bytes.clone();
      altered[at] ^= 1;

      assertFalse(Receipt.read(altered).whole(), "byte " + at);
    }
  }

  @Test
  void anotherFormattingIsTheSameReceipt() throws Exception {
    String spread =
        new String(bytes, StandardCharsets.UTF_8).replace(",\"", ",\n   \"").replace(":", " : ");
    String stamps = spread.replaceAll("(T\\d\\d) : (\\d\\d) : (\\d\\d)", "$1:$2:$3");

    assertTrue(Receipt.read(stamps.getBytes(StandardCharsets.UTF_8)).whole());
  }

  @Test
  void aReceiptThatSomebodySignedAnewIsWholeButByAnotherKey() throws Exception {
    Path keys = Files.createDirectory(root.resolve("foreign"));
    ReceiptKey foreign = ReceiptKey.open(keys, new SecureRandom());

    Receipt again = Receipt.read(ReceiptSigner.sign(Receipt.read(bytes).content(), foreign));

    assertTrue(again.whole(), again.fault());
    assertEquals(foreign.fingerprint(), again.signer().fingerprint());
    assertNotEquals(Receipt.read(bytes).signer().fingerprint(), again.signer().fingerprint());
  }

  @Test
  void aReceiptThatSaysSomethingElseThanTheJournalIsDamage() throws Exception {
    Path other = Files.createDirectory(root.resolve("other"));
    SessionId id;
    try (ReviewHarness bench = bench(other)) {
      ReceiptKey key = ReceiptKey.open(other.resolve("keys"), new SecureRandom());
      bench.store().sessions().setReceiptFactory(receiptInput -> forged(receiptInput, key));
      id = bench.open(RunMode.REVIEW, TEXT);
      assertTrue(bench.run(id).closed());
    }

    List<VerificationResult.Damage> damages =
        SessionVerifier.verify(other.resolve("sessions").resolve(id.value())).damages();

    assertEquals(1, damages.size(), damages::toString);
    assertTrue(damages.getFirst().reason().contains("does not match the journal"));
  }

  @Test
  void aReceiptOfARevisedTextNamesBothTexts() throws Exception {
    Path other = Files.createDirectory(root.resolve("revised"));
    try (ReviewHarness bench =
        new ReviewHarness(
            other,
            ScriptedPeer.reviewer(
                "ada", PeerScript.inTurn(PeerScript.notReady("no end"), PeerScript.ready())),
            ScriptedPeer.reviewer("bob", PeerScript.ready()),
            ScriptedPeer.author("rex", PeerScript.appending("end")))) {
      bench.store().sessions().setViewUpdater(bench.store().views());
      SessionId id = bench.open(RunMode.SHIP, TEXT);
      assertTrue(bench.run(id).revised());
      Path written = other.resolve("sessions").resolve(id.value()).resolve("receipt.json");
      Eventually.holds(() -> Files.exists(written));

      Receipt receipt = Receipt.read(Files.readAllBytes(written));

      assertEquals(Digest.of(TEXT).value(), receipt.text("submitted"));
      assertNotEquals(receipt.text("submitted"), receipt.text("final"));
    }
  }

  @Test
  void itSaysWhoWasExcusedAndWhoAbstained() throws Exception {
    Vertx vertx = TestVertx.create();
    Path other = Files.createDirectory(root.resolve("absent"));
    Peer tests =
        new BuiltinPeerFactory(vertx, SecretRules.NONE).byId("tests", List.of()).orElseThrow();
    ScriptedPeer away = ScriptedPeer.reviewer("away", PeerScript.fails(FailureClass.NETWORK));
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", PeerScript.ready());
    try (ReviewHarness bench = new ReviewHarness(other, ada, away, tests)) {
      bench.store().sessions().setViewUpdater(bench.store().views());
      SessionId id = bench.open(RunMode.REVIEW, TEXT);
      assertTrue(bench.run(id).closed());
      Path written = other.resolve("sessions").resolve(id.value()).resolve("receipt.json");
      Eventually.holds(() -> Files.exists(written));

      Receipt receipt = Receipt.read(Files.readAllBytes(written));

      Map<?, ?> round = (Map<?, ?>) ((List<?>) receipt.content().get("rounds")).getFirst();
      assertEquals(List.of("away"), round.get("excused"));
      assertEquals(List.of("tests"), round.get("abstained"));
      assertTrue(SessionVerifier.verify(other.resolve("sessions").resolve(id.value())).ok());
    } finally {
      ReviewHarness.get(vertx.close());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ReceiptContent.LEGACY_FORMAT_1, ReceiptContent.LEGACY_FORMAT_2})
  void aReceiptOfAFormerFormatIsStillHeldAgainstTheJournal(String format) throws Exception {
    assertTrue(verified("former", input -> former(format, input)).ok());
    assertFalse(
        verified(
                "forged",
                receiptInput -> {
                  Map<String, Object> content = former(format, receiptInput);
                  content.put("petitioner", "mallory");
                  return content;
                })
            .ok());
  }

  private static Map<String, Object> former(String format, ReceiptInput receiptInput) {
    Map<String, Object> content = ReceiptContent.of(format, receiptInput).orElseThrow();
    assertFalse(content.toString().contains("abstained"), content::toString);
    return content;
  }

  private VerificationResult verified(
      String name, Function<ReceiptInput, Map<String, Object>> content) throws Exception {
    Path other = Files.createDirectory(root.resolve(name));
    try (ReviewHarness bench = bench(other)) {
      ReceiptKey key = ReceiptKey.open(other.resolve("keys"), new SecureRandom());
      bench
          .store()
          .sessions()
          .setReceiptFactory(receiptInput -> ReceiptSigner.sign(content.apply(receiptInput), key));
      SessionId id = bench.open(RunMode.REVIEW, TEXT);
      assertTrue(bench.run(id).closed());
      return SessionVerifier.verify(other.resolve("sessions").resolve(id.value()));
    }
  }

  private static byte[] forged(ReceiptInput receiptInput, ReceiptKey key) {
    Map<String, Object> content = ReceiptContent.of(receiptInput);
    content.put("petitioner", "mallory");
    return ReceiptSigner.sign(content, key);
  }

  @Test
  void theKeyIsMadeOnceAndOnlyItsOwnerMayReadIt() throws Exception {
    Path file = root.resolve("keys").resolve("receipt-key.json");
    byte[] before = Files.readAllBytes(file);

    ReceiptKey again = ReceiptKey.open(root.resolve("keys"), new SecureRandom());

    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals(Receipt.read(bytes).key(), again.publicKey());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aKeyFileWhoseHalvesDoNotBelongTogetherIsRefused() throws Exception {
    Path file = root.resolve("keys").resolve("receipt-key.json");
    Path keys = Files.createDirectory(root.resolve("foreign"));
    ReceiptKey foreign = ReceiptKey.open(keys, new SecureRandom());
    Map<String, Object> fields =
        new LinkedHashMap<>(JsonReader.readObject(Files.readAllBytes(file)));
    fields.put("public", foreign.publicKey().base64());
    Files.write(file, JsonWriter.bytes(fields));

    ProblemException problemException =
        assertThrows(
            ProblemException.class,
            () -> ReceiptKey.open(root.resolve("keys"), new SecureRandom()));

    assertTrue(problemException.problem().message().contains("do not belong together"));
  }
}
