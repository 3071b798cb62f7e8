package crossreview.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.proof.VerificationResult.Damage;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each stored file of a closed session: what happens to any of its bytes is found and named. */
class AlteredByteProperty {
  private static final int LOOKS_MAX = 120; // each one verifies the whole session

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @TempDir Path root;
  private Path folder;

  @BeforeEach
  void converged() throws IOException {
    try (ReviewHarness bench = bench(root)) {
      SessionId id = bench.open(RunMode.REVIEW, "a plan\n");
      assertTrue(bench.run(id).closed());
      folder = root.resolve("sessions").resolve(id.value());
    }
    assertTrue(SessionVerifier.verify(folder).ok());
    List<String> files = files();
    assertTrue(
        files.containsAll(List.of("final.md", "meta.json", "receipt.json", "events-000001.head")));
  }

  private List<String> files() throws IOException {
    List<String> unproved =
        List.of("session-report.md", "holder.json"); // nothing is concluded from them
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> !unproved.contains(name))
          .toList();
    }
  }

  @Test
  void anAlteredByteIsFoundAndItsFileIsNamed() throws IOException {
    for (String name : files()) {
      byte[] whole = Files.readAllBytes(folder.resolve(name));
      int step = Math.max(1, whole.length / LOOKS_MAX);
      for (int at = random.nextInt(step); at < whole.length; at += step) {
        byte[] altered = whole.clone();
        altered[at] ^= (byte) (1 + random.nextInt(255));
        damaged(name, altered, "byte " + at);
      }
      Files.write(folder.resolve(name), whole);
    }
  }

  @Test
  void aCutFileIsFoundAndNamed() throws IOException {
    for (String name : files()) {
      byte[] whole = Files.readAllBytes(folder.resolve(name));
      int step = Math.max(1, whole.length / 40);
      for (int length = random.nextInt(step); length < whole.length; length += step) {
        if (name.endsWith(".head") && (length == 0 || length == whole.length / 2)) {
          continue; // a power cut leaves a mark unwritten: one of them is enough
        }
        damaged(name, Arrays.copyOf(whole, length), "cut to " + length);
      }
      Files.write(folder.resolve(name), whole);
    }
  }

  @Test
  void aJournalThatWasCutTogetherWithItsHeadIsFoundByTheView() throws IOException {
    Path other = Files.createDirectory(root.resolve("other"));
    Path session;
    byte[] lines;
    byte[] head;
    try (ReviewHarness bench = bench(other)) {
      SessionId id = bench.open(RunMode.REVIEW, "a plan\n");
      session = other.resolve("sessions").resolve(id.value());
      lines = Files.readAllBytes(session.resolve("events-000001.ndjson"));
      head = Files.readAllBytes(session.resolve("events-000001.head"));
      bench.run(id);
    }
    Files.write(session.resolve("events-000001.ndjson"), lines);
    Files.write(session.resolve("events-000001.head"), head);

    Damage damage = SessionVerifier.verify(session).damages().getFirst();

    assertEquals("meta.json", damage.file());
    assertTrue(damage.reason().contains("lines are missing"), damage.reason());
  }

  private static ReviewHarness bench(Path dir) {
    ReviewHarness bench =
        new ReviewHarness(
            dir,
            ScriptedPeer.reviewer("ada", PeerScript.ready()),
            ScriptedPeer.reviewer("bob", PeerScript.ready()));
    bench.store().sessions().setViewUpdater(bench.store().views());
    return bench;
  }

  private void damaged(String name, byte[] bytes, String what) throws IOException {
    Files.write(folder.resolve(name), bytes);

    VerificationResult result = SessionVerifier.verify(folder);

    String where = what + " of " + name + ", seed " + seed;
    assertFalse(result.ok(), where);
    List<String> named = result.damages().stream().map(Damage::file).toList();
    boolean head = name.endsWith(".head") && named.contains(name.replace(".head", ".ndjson"));
    assertTrue(named.contains(name) || head, where + ": " + result.damages());
  }
}
