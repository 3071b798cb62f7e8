package crossreview.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.file.DurableFiles;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.RunMode;
import crossreview.proof.SessionVerifier;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.testkit.Await;
import crossreview.testkit.Folders;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a data directory: while it is written, cut, damaged, in wrong places. */
class BackupJobTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Actor CALLER = new Actor("caller", null);

  /** Ends a job after its first session, as a kill does. */
  private static final class CutException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @TempDir Path root;
  private Path home;
  private Path place;
  private SessionId open;
  private SessionId closed;

  @BeforeEach
  void sessions() throws Exception {
    home = Folders.createPrivate(root.resolve("home"));
    place = root.resolve("backup");
    try (ReviewHarness bench =
        new ReviewHarness(
            home,
            ScriptedPeer.reviewer("ada", PeerScript.ready()),
            ScriptedPeer.reviewer("bob", PeerScript.ready()))) {
      bench.store().sessions().setViewUpdater(bench.store().views());
      closed = bench.open(RunMode.REVIEW, "a plan\n".repeat(3_000));
      assertTrue(bench.run(closed).closed());
      open = bench.open(RunMode.REVIEW, "another plan\n".repeat(2_000));
    }
    Files.writeString(home.resolve("operator.token"), "xr_plain\n");
    Files.writeString(home.resolve("tokens.json"), "{}");
  }

  private BackupReport backup() throws IOException {
    return BackupJob.run(home, place, () -> NOON, (done, all, bytes) -> {});
  }

  private BackupReport restore(Path from, Path to) throws IOException {
    return RestoreJob.run(from, to, false, (done, all, bytes) -> {});
  }

  /** It may have folders that this version does not copy. */
  @Test
  void whatALaterVersionWroteIsNeitherBackedUpNorRestored() throws IOException {
    backup();
    Path other = root.resolve("other");
    String later = "{\"format\": 7, \"store_id\": \"s\"}";
    Files.writeString(place.resolve("data/format.json"), later);
    Files.writeString(home.resolve("format.json"), later);

    ProblemException noRestore = assertThrows(ProblemException.class, () -> restore(place, other));
    place = root.resolve("another");
    ProblemException noBackup = assertThrows(ProblemException.class, this::backup);

    assertEquals("newer_format", noRestore.problem().code());
    assertEquals("newer_format", noBackup.problem().code());
    assertTrue(Files.notExists(other));
    assertTrue(Files.notExists(place));
  }

  private static void cut(int done, int all, long bytes) {
    throw new CutException();
  }

  private static Path folder(Path dataDir, SessionId id) {
    return dataDir.resolve("sessions").resolve(id.value());
  }

  private void note(String text) throws Exception {
    try (TestStore store = TestStore.open(home)) {
      SessionCommand note = new SessionCommand.Escalate(text, EscalationSeverity.INFO);
      Await.result(store.sessions().record(open, note, CALLER));
    }
  }

  @Test
  void aRestoredDirectoryHasTheSameSessionsAndContinuesThem() throws Exception {
    BackupReport report = backup();

    assertEquals(2, report.sessions());
    assertTrue(report.ok(), report.damaged().toString());
    Path restored = root.resolve("restored");
    assertEquals(2, restore(place, restored).sessions());
    for (SessionId id : List.of(open, closed)) {
      assertEquals(
          SessionVerifier.verify(folder(home, id)).head(),
          SessionVerifier.verify(folder(restored, id)).head());
    }
    long before = SessionVerifier.verify(folder(restored, open)).lines();
    try (TestStore store = TestStore.open(restored)) {
      SessionCommand note = new SessionCommand.Escalate("later", EscalationSeverity.INFO);
      Await.result(store.sessions().record(open, note, CALLER));
    }
    assertTrue(SessionVerifier.verify(folder(restored, open)).lines() > before);
  }

  @Test
  void whatIsThereIsNotCopiedAgain() throws Exception {
    long first = backup().bytes();
    assertTrue(first > 40_000, () -> "bytes " + first);

    BackupReport nothing = backup();
    assertEquals(0, nothing.bytes());
    assertEquals(0, nothing.changed());
    assertEquals(2, nothing.sessions());

    note("one more line");
    BackupReport one = backup();

    assertEquals(1, one.changed());
    assertTrue(one.bytes() > 0 && one.bytes() < 4_000, () -> "bytes " + one.bytes());
    assertEquals(
        SessionVerifier.verify(folder(home, open)).head(),
        SessionVerifier.verify(folder(place.resolve("data"), open)).head());
  }

  @Test
  void aSessionThatIsBeingWrittenIsCopiedAsItWasAtOneMoment() throws Exception {
    try (ReviewHarness bench =
        new ReviewHarness(home, ScriptedPeer.reviewer("ada", PeerScript.ready()))) {
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 40; i++) {
              bench.submit(open, ("line of text " + i + "\n").repeat(2_000));
            }
          });
      int copies = 0;
      do {
        BackupReport report = backup();
        assertTrue(report.ok(), report.damaged().toString());
        copies++;
      } while (!writer.isDone());
      writer.join();
      int made = copies;
      assertTrue(made > 1, () -> "copies while it was written: " + made);
    }
    backup();
    assertEquals(2, restore(place, root.resolve("restored")).sessions());
  }

  @Test
  void aCutBackupIsRefusedAsAWholeOneAndContinued() throws Exception {
    assertThrows(
        CutException.class, () -> BackupJob.run(home, place, () -> NOON, BackupJobTest::cut));

    assertEquals("backup_incomplete", refusal(() -> restore(place, root.resolve("restored"))));
    assertFalse(Files.exists(root.resolve("restored")));

    BackupReport rest = backup();
    assertEquals(2, rest.sessions());
    assertEquals(2, restore(place, root.resolve("restored")).sessions());
  }

  @Test
  void aCutBackupGivesWhatItHasWhenToldSo() throws Exception {
    backup();
    note("after the first backup");
    assertThrows(
        CutException.class, () -> BackupJob.run(home, place, () -> NOON, BackupJobTest::cut));

    BackupReport report =
        RestoreJob.run(place, root.resolve("restored"), true, (done, all, bytes) -> {});

    assertEquals(2, report.sessions());
    assertTrue(SessionVerifier.verify(folder(root.resolve("restored"), open)).ok());
  }

  /** Each byte count at which a copy of lines can be cut is one of an earlier moment. */
  @Test
  void linesThatWereCutInTheMiddleAreContinued() throws Exception {
    backup();
    note("more");
    Path lines = folder(place.resolve("data"), open).resolve("events-000002.ndjson");
    assertFalse(Files.exists(lines));
    byte[] whole = Files.readAllBytes(folder(home, open).resolve("events-000002.ndjson"));
    for (int length = 0; length < whole.length; length += 97) {
      Files.write(lines, Arrays.copyOf(whole, length));
      assertTrue(SessionVerifier.verify(folder(place.resolve("data"), open)).ok(), "cut " + length);
    }
    backup();
    assertEquals(-1, Files.mismatch(lines, folder(home, open).resolve("events-000002.ndjson")));
  }

  @Test
  void aKilledRestoreLeavesNothingAtThePlaceAndIsRepeated() throws Exception {
    backup();
    Path restored = root.resolve("restored");
    Path staging = Folders.createPrivate(root.resolve("restored.restoring"));
    Folders.createPrivate(staging.resolve("ready"));
    Files.writeString(staging.resolve("ready").resolve("format.json"), "torn");

    restore(place, restored);

    assertFalse(Files.exists(staging));
    assertEquals(-1, Files.mismatch(home.resolve("format.json"), restored.resolve("format.json")));
  }

  @Test
  void anAlteredBackupIsRefusedByName() throws Exception {
    backup();
    Path blobs = folder(place.resolve("data"), closed).resolve("blobs");
    Path blob;
    try (Stream<Path> all = Files.list(blobs)) {
      blob = all.findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(blob);
    bytes[0] ^= 1;
    Files.write(blob, bytes);

    assertEquals("backup_damaged", refusal(() -> restore(place, root.resolve("restored"))));
    assertFalse(Files.exists(root.resolve("restored")));
    assertFalse(Files.exists(root.resolve("restored.restoring")));

    DurableFiles.deleteTree(folder(place.resolve("data"), closed));
    assertEquals("backup_damaged", refusal(() -> restore(place, root.resolve("restored"))));
  }

  @Test
  void aDamagedSessionIsNamedAndTheOthersAreCopied() throws Exception {
    Path lines = folder(home, closed).resolve("events-000001.ndjson");
    byte[] bytes = Files.readAllBytes(lines);
    bytes[bytes.length / 2] ^= 1;
    Files.write(lines, bytes);

    BackupReport report = backup();

    assertEquals(List.of(closed), List.copyOf(report.damaged().keySet()));
    BackupReport restored = restore(place, root.resolve("restored"));
    assertEquals(List.of(closed), List.copyOf(restored.damaged().keySet()));
    assertTrue(SessionVerifier.verify(folder(root.resolve("restored"), open)).ok());
  }

  @Test
  void aSessionWithAnotherHistoryReplacesTheCopyOnlyIfItProvesItself() throws Exception {
    backup();
    Path lines = folder(home, open).resolve("events-000001.ndjson");
    byte[] whole = Files.readAllBytes(lines);
    Files.write(lines, Arrays.copyOf(whole, whole.length / 2));

    BackupReport damaged = backup();

    assertEquals(List.of(open), List.copyOf(damaged.damaged().keySet()));
    assertTrue(SessionVerifier.verify(folder(place.resolve("data"), open)).ok());

    Folders.delete(folder(home, open));
    try (ReviewHarness bench =
        new ReviewHarness(home, ScriptedPeer.reviewer("ada", PeerScript.ready()))) {
      SessionId other = bench.open(RunMode.REVIEW, "a third plan\n");
      assertFalse(other.equals(open));
    }
    BackupReport report = backup();
    assertEquals(1, report.kept());
    assertEquals(3, report.sessions());
    assertTrue(report.ok(), "what the directory does not have any more is kept as it was");
  }

  @Test
  void oneFileHoldsTheSameAndACutOneIsRefused() throws Exception {
    Path file = root.resolve("b.zip");
    BackupArchive.run(home, file, () -> NOON, (done, all, bytes) -> {});

    assertFalse(Files.exists(root.resolve("b.zip.partial")));
    assertThrows(
        FileAlreadyExistsException.class,
        () -> BackupArchive.run(home, file, () -> NOON, (done, all, bytes) -> {}));
    assertEquals(2, restore(file, root.resolve("restored")).sessions());
    Map<String, String> heads = new HashMap<>();
    for (SessionId id : List.of(open, closed)) {
      heads.put(id.value(), SessionVerifier.verify(folder(root.resolve("restored"), id)).head());
      assertEquals(
          SessionVerifier.verify(folder(home, id)).head(), heads.get(id.value()), id.value());
    }

    byte[] whole = Files.readAllBytes(file);
    Path torn = root.resolve("torn.zip");
    Files.write(torn, Arrays.copyOf(whole, whole.length - 30));
    assertEquals("bad_backup", refusal(() -> restore(torn, root.resolve("from-torn"))));
    assertFalse(Files.exists(root.resolve("from-torn")));
  }

  private static String refusal(Callable<?> step) {
    return assertThrows(ProblemException.class, step::call).problem().code();
  }
}
