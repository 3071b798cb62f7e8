package crossreview.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.RunMode;
import crossreview.proof.VerificationResult.Damage;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.log.CommitResult;
import crossreview.testkit.Await;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checking journals of a few lines: each of their bytes, each of their files, and while they grow.
 */
class SmallJournalTest {
  private static final Actor CALLER = new Actor("caller", null);

  @TempDir private Path dir;
  private final SessionId id = Samples.id();

  @Test
  void everyAlteredByteIsFoundAndItsPlaceIsNamed() throws Exception {
    written(1);
    Path file = lines(1);
    byte[] whole = Files.readAllBytes(file);

    long line = 1;
    for (int at = 0; at < whole.length; at++) {
      byte[] altered = whole.clone();
      altered[at] ^= 1;
      Files.write(file, altered);

      VerificationResult result = SessionVerifier.verify(folder());

      assertFalse(result.ok(), "byte " + at);
      named(result.damages().getFirst(), line, at);
      line += whole[at] == '\n' ? 1 : 0;
    }
  }

  /** Two lines that do not fit: either may be the altered one, and the second is named. */
  private static void named(Damage damage, long line, int at) {
    assertEquals("events-000001.ndjson", damage.file(), "byte " + at);
    assertTrue(
        damage.line() == line || damage.line() == line + 1,
        () -> "byte " + at + " of line " + line + ": " + damage);
  }

  @Test
  void anEpochWhoseFileIsMissingIsNamed() throws Exception {
    written(3);
    assertEquals(3, SessionVerifier.verify(folder()).epochs());
    Files.delete(lines(2));

    Damage damage = SessionVerifier.verify(folder()).damages().getFirst();

    assertEquals("events-000002.ndjson", damage.file());
    assertTrue(damage.reason().contains("is missing or shorter"), damage.reason());
  }

  @Test
  void anEpochThatWasToldAndIsMissingAtTheEndIsNotTakenForATornTail() throws Exception {
    written(2);
    Files.write(lines(2), new byte[0]);

    Damage damage = SessionVerifier.verify(folder()).damages().getFirst();

    assertEquals("events-000002.ndjson", damage.file());
    assertEquals(1, damage.line());
  }

  @Test
  void everyShorterJournalIsDamagedBecauseItsEndWasTold() throws Exception {
    written(1);
    byte[] whole = Files.readAllBytes(lines(1));

    for (int length = 0; length < whole.length; length += 13) {
      Files.write(lines(1), Arrays.copyOf(whole, length));

      assertFalse(SessionVerifier.verify(folder()).ok(), "cut to " + length);
    }
  }

  @Test
  void aSessionThatIsBeingWrittenIsWholeAtEveryMoment() throws Exception {
    try (TestStore store = TestStore.open(dir)) {
      Await.result(store.sessions().create(id, Samples.open(RunMode.SHIP), CALLER));
      List<Future<CommitResult>> writes = new ArrayList<>();
      long seen = 0;

      for (int i = 0; i < 200; i++) {
        SessionCommand note = new SessionCommand.Escalate("note " + i, EscalationSeverity.INFO);
        writes.add(store.sessions().record(id, note, CALLER));
        VerificationResult result = SessionVerifier.verify(folder());
        assertTrue(result.ok(), result.damages().toString());
        assertTrue(result.lines() >= seen, "lines went away");
        seen = result.lines();
      }

      CommitResult last = Await.result(writes.getLast());
      assertEquals(last.session().seq(), SessionVerifier.verify(folder()).lines());
    }
  }

  /** A session that so many daemons wrote, one after the other. */
  private void written(int daemons) throws Exception {
    try (TestStore store = TestStore.open(dir)) {
      Await.result(store.sessions().create(id, Samples.open(RunMode.SHIP), CALLER));
    }
    for (int more = 1; more < daemons; more++) {
      try (TestStore store = TestStore.open(dir)) {
        SessionCommand note = new SessionCommand.Escalate("note " + more, EscalationSeverity.INFO);
        Await.result(store.sessions().record(id, note, CALLER));
      }
    }
  }

  private Path folder() {
    return dir.resolve("sessions").resolve(id.value());
  }

  private Path lines(int epoch) {
    return folder().resolve(String.format("events-%06d.ndjson", epoch));
  }
}
