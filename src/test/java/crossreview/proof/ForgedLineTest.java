package crossreview.proof;

import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.journal.Journal;
import crossreview.journal.Journal.ClaimedJournal;
import crossreview.journal.Journal.WriterContext;
import crossreview.journal.LinePosition;
import crossreview.journal.LineSource;
import crossreview.journal.file.DiskFiles;
import crossreview.journal.file.EpochEnd;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.proof.VerificationResult.Damage;
import crossreview.review.RunRequest;
import crossreview.testkit.Eventually;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that the chain holds together and that are lies all the same. */
class ForgedLineTest {
  @TempDir private Path dir;
  private Path folder;

  /** A round in which ada has voted and bob has not; its daemon has died. */
  @BeforeEach
  void halfARound() {
    ReviewHarness bench =
        new ReviewHarness(
            dir,
            ScriptedPeer.reviewer("ada", PeerScript.ready()),
            ScriptedPeer.reviewer("bob", PeerScript.silence()));
    SessionId id = bench.open(RunMode.REVIEW, "text\n");
    get(bench.reviews().start(id, new RunRequest(null, null, null), CALLER));
    Eventually.holds(
        () -> bench.view(id).lastRound().filter(r -> r.votes().containsKey("ada")).isPresent());
    bench.kill();
    folder = dir.resolve("sessions").resolve(id.value());
  }

  @Test
  void aVoteOnOtherBytesThanTheRoundShowedIsNamed() throws Exception {
    Map<String, Object> vote = line("ballot.cast");
    vote.put("peer", "bob");
    vote.put("artifact", Digest.of("other bytes").value());

    append(vote);

    String reason = "bob voted in round 1 on other bytes than those that it was shown";
    assertEquals(
        List.of(new Damage("events-000002.ndjson", 2, reason)),
        SessionVerifier.verify(folder).damages());
  }

  @Test
  void aTextThatDoesNotHaveItsDigestIsNamed() throws Exception {
    Map<String, Object> settled = line("call.settled");
    settled.put("call", "c2");
    Map<String, Object> answer = new LinkedHashMap<>(map(settled.get("answer")));
    answer.put("text", "another answer");
    answer.put("sha256", Digest.of("an answer that nobody gave").value());
    settled.put("answer", answer);

    append(settled);

    List<Damage> damages = SessionVerifier.verify(folder).damages();
    assertEquals(1, damages.size(), damages.toString());
    assertEquals("events-000002.ndjson:2", where(damages.getFirst()));
    assertTrue(damages.getFirst().reason().contains("does not have the digest"));
  }

  @Test
  void aLineThatCannotHappenHereIsNamed() throws Exception {
    Map<String, Object> settled = line("call.settled");
    settled.put("call", "c9");

    append(settled);

    assertEquals(
        "events-000002.ndjson:2", where(SessionVerifier.verify(folder).damages().getFirst()));
  }

  private static String where(Damage damage) {
    return damage.file() + ":" + damage.line();
  }

  /** The first line of a type, to be altered. */
  private Map<String, Object> line(String type) throws Exception {
    for (String line : Files.readAllLines(folder.resolve("events-000001.ndjson"))) {
      Map<String, Object> json = JsonReader.readObject(line.getBytes(UTF_8));
      if (type.equals(json.get("type"))) {
        return new LinkedHashMap<>(json);
      }
    }
    throw new AssertionError("no line is a " + type);
  }

  /** Appends a line in an epoch of its own, with everything that makes a chain. */
  private void append(Map<String, Object> line) throws Exception {
    Map<String, Object> opened = line("epoch.opened");
    long[] last = new long[1];
    ClaimedJournal claimed =
        new Journal(new DiskFiles(), 10)
            .claim(
                folder,
                (old, json) -> last[0] = old.seq(),
                (seq, epoch, from) -> new Forged(seq, opening(opened, from)),
                new WriterContext(Runnable::run, () -> {}));
    claimed.writer().append(List.of(new Forged(last[0] + 2, line)));
    claimed.writer().close();
  }

  private static Map<String, Object> opening(Map<String, Object> first, EpochEnd from) {
    Map<String, Object> older = new LinkedHashMap<>();
    older.put("epoch", from.epoch());
    older.put("seq", from.seq());
    older.put("digest", from.digest());
    older.put("bytes", from.bytes());
    Map<String, Object> opening = new LinkedHashMap<>(first);
    opening.put("continues_from", older);
    return opening;
  }

  private record Forged(long seq, Map<String, Object> line) implements LineSource {
    @Override
    public byte[] encode(LinePosition place) {
      Map<String, Object> placed = new LinkedHashMap<>(line);
      placed.put("seq", place.seq());
      placed.put("epoch", place.epoch());
      placed.put("prev", place.prev());
      placed.remove("more");
      return JsonWriter.bytes(placed);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
