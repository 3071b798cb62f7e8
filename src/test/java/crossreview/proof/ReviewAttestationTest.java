package crossreview.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.TextRef;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.run.RunMode;
import crossreview.session.Session;
import crossreview.session.command.ArtifactFacts;
import crossreview.testkit.NodePackages;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an attestation of a closed session says, and who can check it. */
class ReviewAttestationTest {
  private static final String TEXT = "a plan\n";
  private static final String HEAD = "2".repeat(40);
  private static final Digest PATCH = Digest.of("a change");
  private static final ChangeIdentity CHANGE =
      new ChangeIdentity(
          "example.org/acme/shop",
          "topic",
          "1".repeat(40),
          HEAD,
          "3".repeat(40),
          "4".repeat(40),
          "comparing main with topic");

  @TempDir Path root;
  private byte[] receipt;
  private ReceiptKey key;

  private static ScriptedPeer[] readers() {
    return new ScriptedPeer[] {
      ScriptedPeer.reviewer("ada", PeerScript.ready()),
      ScriptedPeer.reviewer("bob", PeerScript.ready())
    };
  }

  /** Reviews a text that shows a change where there are facts about one. */
  private Session reviewed(RunMode mode, ArtifactFacts facts, ScriptedPeer... peers)
      throws Exception {
    try (ReviewHarness bench = new ReviewHarness(root, peers)) {
      SessionId id = bench.open(mode, "another plan\n");
      bench.submit(id, TEXT, facts);
      Session session = bench.run(id);
      TextRef named = session.finalized().receipt();
      receipt =
          named.text() == null
              ? ReviewHarness.get(bench.store().sessions().blob(id, named.sha256()))
              : named.text().getBytes(UTF_8);
      key = ReceiptKey.open(root.resolve("keys"), new SecureRandom());
      return session;
    }
  }

  private Map<String, Object> statement(Session session) throws Exception {
    return JsonReader.readObject(payload(ReviewAttestation.envelope(session, receipt, key)));
  }

  private static byte[] payload(Map<String, Object> envelope) {
    return Base64.getDecoder().decode((String) envelope.get("payload"));
  }

  private static byte[] signature(Map<String, Object> envelope) {
    return Base64.getDecoder().decode(JsonTree.text(envelope, "/signatures/0/sig").orElseThrow());
  }

  private static List<Map<String, Object>> subjects(Map<String, Object> statement) {
    return ((List<?>) statement.get("subject"))
        .stream().map(subject -> JsonTree.named((Map<?, ?>) subject)).toList();
  }

  @Test
  void theSignedBytesAreThoseOfTheSpecificationOfDsse() {
    byte[] signed =
        SignedEnvelope.signedBytes("http://example.com/HelloWorld", "hello world".getBytes(UTF_8));

    assertEquals(
        "DSSEv1 29 http://example.com/HelloWorld 11 hello world", new String(signed, UTF_8));
  }

  @Test
  void aPlainTextIsNamedByItsDigest() throws Exception {
    Session session = reviewed(RunMode.REVIEW, ArtifactFacts.NONE, readers());

    Map<String, Object> statement = statement(session);

    assertEquals("https://in-toto.io/Statement/v1", statement.get("_type"));
    assertEquals("urn:crossreview:attestation:review:v1", statement.get("predicateType"));
    assertEquals(
        List.of(Map.of("name", "a.txt", "digest", Map.of("sha256", Digest.of(TEXT).value()))),
        subjects(statement));
  }

  @Test
  void aChangeIsNamedByItsHeadCommitAndItsPatchDigest() throws Exception {
    ArtifactFacts facts = new ArtifactFacts(null, CHANGE, PATCH);
    Session session = reviewed(RunMode.REVIEW, facts, readers());

    Map<String, Object> statement = statement(session);

    assertEquals(
        List.of(
            Map.of("name", "git+example.org/acme/shop", "digest", Map.of("gitCommit", HEAD)),
            Map.of("name", "patch", "digest", Map.of("crossreviewPatch", PATCH.value())),
            Map.of("name", "a.txt", "digest", Map.of("sha256", Digest.of(TEXT).value()))),
        subjects(statement));
    assertEquals("1".repeat(40), JsonTree.text(statement, "/predicate/change/base").orElseThrow());
  }

  @Test
  void aRevisionThatWasApprovedIsNotTheCommit() throws Exception {
    PeerScript once =
        request ->
            (request.round() == 1 ? PeerScript.notReady("it lacks a line") : PeerScript.ready())
                .act(request);
    Session session =
        reviewed(
            RunMode.SHIP,
            new ArtifactFacts(null, CHANGE, PATCH),
            ScriptedPeer.reviewer("ada", once),
            ScriptedPeer.reviewer("bob", PeerScript.ready()),
            ScriptedPeer.author("rex", PeerScript.appending("the line")));

    List<Map<String, Object>> subjects = subjects(statement(session));

    assertTrue(session.revised());
    assertEquals(
        List.of(
            Map.of(
                "name",
                "a.txt",
                "digest",
                Map.of("sha256", Digest.of(TEXT + "the line\n").value()))),
        subjects);
  }

  @Test
  void itSaysWhatTheReceiptSays() throws Exception {
    Session session = reviewed(RunMode.REVIEW, ArtifactFacts.NONE, readers());

    Object predicate = statement(session).get("predicate");

    assertEquals(
        Digest.of(receipt).value(), JsonTree.text(predicate, "/receipt/sha256").orElseThrow());
    assertEquals("converged", JsonTree.text(predicate, "/outcome").orElseThrow());
    assertEquals("caller", JsonTree.text(predicate, "/petitioner").orElseThrow());
    assertEquals("ada", JsonTree.text(predicate, "/panel/0/peer").orElseThrow());
    assertEquals("READY", JsonTree.text(predicate, "/last_round/votes/1/status").orElseThrow());
    assertEquals(List.of(), JsonTree.at(predicate, "/coverage_gaps"));
    assertEquals(List.of(), JsonTree.at(predicate, "/waivers"));
  }

  @Test
  void theSameSessionIsAttestedInTheSameBytes() throws Exception {
    Session session = reviewed(RunMode.REVIEW, ArtifactFacts.NONE, readers());

    assertEquals(
        ReviewAttestation.envelope(session, receipt, key),
        ReviewAttestation.envelope(session, receipt, key));
  }

  @Test
  void whatAnotherKeySignedIsNotAttested() throws Exception {
    Session session = reviewed(RunMode.REVIEW, ArtifactFacts.NONE, readers());
    Path keys = Files.createDirectory(root.resolve("foreign"));
    ReceiptKey foreign = ReceiptKey.open(keys, new SecureRandom());

    ProblemException refused =
        assertThrows(
            ProblemException.class, () -> ReviewAttestation.envelope(session, receipt, foreign));

    assertEquals(SessionProblem.RECEIPT_NOT_OURS, refused.problem().type());
    assertTrue(refused.getMessage().contains(key.fingerprint().value()), refused.getMessage());
  }

  @Test
  void opensslVerifiesTheSignatureAndNoticesAnAlteredByte() throws Exception {
    assumeTrue(openssl("version") == 0, "there is no openssl");
    Session session = reviewed(RunMode.REVIEW, ArtifactFacts.NONE, readers());
    Map<String, Object> envelope = ReviewAttestation.envelope(session, receipt, key);
    byte[] signed = SignedEnvelope.signedBytes("application/vnd.in-toto+json", payload(envelope));
    byte[] der = key.publicKey().key().getEncoded();
    assertNotNull(der);
    Files.write(root.resolve("key.der"), der);
    Files.write(root.resolve("signature.bin"), signature(envelope));
    Files.write(root.resolve("signed.bin"), signed);

    assertEquals(0, verified());
    signed[signed.length - 3] ^= 1;
    Files.write(root.resolve("signed.bin"), signed);
    assertFalse(verified() == 0);
  }

  private int verified() throws Exception {
    return openssl(
        "pkeyutl -verify -rawin -pubin -keyform DER -inkey key.der -in signed.bin"
            + " -sigfile signature.bin");
  }

  private int openssl(String arguments) throws Exception {
    List<String> command = List.of(("openssl " + arguments).split(" "));
    return NodePackages.run(root, Map.of(), 30, command).code();
  }
}
