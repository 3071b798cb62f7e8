package crossreview.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.RunMode;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.testkit.Await;
import crossreview.testkit.Folders;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that a power cut ended: what was written and not yet synced may be anything. */
class TornBackupTest {
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final int NOTES = 170; // more bytes than the end that is compared otherwise

  /** Ends a job after its first batch. */
  private static final class CutException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @TempDir Path root;

  @Test
  void whatWasLeftTornIsCopiedAgainAlsoWhereLaterBytesAreRight() throws Exception {
    Path home = Folders.createPrivate(root.resolve("home"));
    Path place = root.resolve("backup");
    SessionId id = session(home);
    assertThrows(
        CutException.class,
        () ->
            BackupJob.run(
                home,
                place,
                () -> NOON,
                (done, all, bytes) -> {
                  throw new CutException();
                }));
    Path original = home.resolve("sessions").resolve(id.value());
    Path copy = place.resolve("data/sessions").resolve(id.value());
    Path lines = copy.resolve("events-000001.ndjson");
    byte[] bytes = Files.readAllBytes(lines);
    assertTrue(bytes.length > 150_000, () -> "bytes " + bytes.length);
    Arrays.fill(bytes, 0, 4_096, (byte) 0);
    Files.write(lines, bytes);
    Files.write(copy.resolve("events-000001.head"), new byte[0]);
    Files.write(copy.resolve("blobs").resolve("0".repeat(64) + ".tmp"), new byte[7]);

    BackupReport report = BackupJob.run(home, place, () -> NOON, (done, all, written) -> {});

    assertTrue(report.ok(), report.damaged().toString());
    assertEquals(-1, Files.mismatch(lines, original.resolve("events-000001.ndjson")));
    assertFalse(Files.exists(place.resolve(SessionBackup.FRESH)));
    assertFalse(Files.exists(place.resolve(SessionBackup.OLD)));
  }

  private static SessionId session(Path home) throws Exception {
    try (ReviewHarness bench =
        new ReviewHarness(home, ScriptedPeer.reviewer("ada", PeerScript.ready()))) {
      SessionId id = bench.open(RunMode.REVIEW, "a plan\n".repeat(3_000));
      SessionCommand note =
          new SessionCommand.Escalate("a long remark ".repeat(70), EscalationSeverity.INFO);
      for (int i = 0; i < NOTES; i++) {
        Await.result(bench.store().sessions().record(id, note, new Actor("caller", null)));
      }
      return id;
    }
  }
}
