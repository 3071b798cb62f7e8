package crossreview.maintenance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.maintenance.SessionRepair.RepairOutcome;
import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.proof.SessionVerifier;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Await;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged session, after an operator said that it should be repaired. */
class SessionRepairTest {
  private static final String STAMP = "2026-11-25T12:00:00.000Z";

  @TempDir Path root;
  private SessionId id;
  private Path folder;
  private Path lines;

  @BeforeEach
  void closedSession() {
    try (ReviewHarness bench =
        new ReviewHarness(
            root,
            ScriptedPeer.reviewer("ada", PeerScript.ready()),
            ScriptedPeer.reviewer("bob", PeerScript.ready()))) {
      bench.store().sessions().setViewUpdater(bench.store().views());
      id = bench.open(RunMode.REVIEW, "a plan\n".repeat(2_000));
      assertTrue(bench.run(id).closed());
    }
    folder = root.resolve("sessions").resolve(id.value());
    lines = folder.resolve("events-000001.ndjson");
  }

  private RepairOutcome repair() throws IOException {
    return SessionRepair.run(folder, id, STAMP);
  }

  private void alterLine(int number) throws IOException {
    List<String> all = Files.readAllLines(lines);
    all.set(number - 1, all.get(number - 1).replace("\"by\":\"", "\"by\":\"x"));
    Files.write(lines, all);
  }

  @Test
  void aWholeSessionIsLeftAlone() throws Exception {
    byte[] before = Files.readAllBytes(lines);

    RepairOutcome repairOutcome = repair();

    assertEquals(List.of(), repairOutcome.done());
    assertNull(repairOutcome.kept());
    assertArrayEquals(before, Files.readAllBytes(lines));
    assertFalse(Files.exists(folder.resolve("replaced")));
  }

  @Test
  void aJournalGoesBackToTheLastWholeUnitAndTheSessionCanBeWrittenAgain() throws Exception {
    alterLine(6);
    byte[] damaged = Files.readAllBytes(lines);

    RepairOutcome repairOutcome = repair();

    assertTrue(
        repairOutcome.done().getLast().contains("the last line before the damage"),
        repairOutcome::toString);
    assertFalse(Files.readString(lines).contains("\"by\":\"x"), "the altered line is not kept");
    assertArrayEquals(
        damaged, Files.readAllBytes(repairOutcome.kept().resolve(lines.getFileName())));
    try (TestStore store = TestStore.open(root)) {
      store.sessions().setViewUpdater(store.views());
      SessionCommand note =
          new SessionCommand.Append("repaired", String.join("; ", repairOutcome.done()));
      Await.result(store.sessions().record(id, note, ReviewHarness.CALLER));
      Session session = Await.result(store.sessions().view(id)).session();
      assertFalse(session.closed());
    }
    assertEquals(List.of(), SessionVerifier.verify(folder).damages());
  }

  @Test
  void anAlteredHeadCostsNoLine() throws Exception {
    long before = SessionVerifier.verify(folder).lines();
    Path head = folder.resolve("events-000001.head");
    byte[] bytes = Files.readAllBytes(head);
    bytes[40] ^= 1;
    Files.write(head, bytes);
    assertFalse(SessionVerifier.verify(folder).ok());

    repair();

    assertEquals(before, SessionVerifier.verify(folder).lines());
    assertEquals(List.of(), SessionVerifier.verify(folder).damages());
  }

  @Test
  void anAlteredViewIsTakenAwayAndKept() throws Exception {
    Files.writeString(folder.resolve("final.md"), "something else");

    RepairOutcome repairOutcome = repair();

    assertEquals(List.of("final.md is rebuilt"), repairOutcome.done());
    assertEquals("something else", Files.readString(repairOutcome.kept().resolve("final.md")));
    assertEquals(List.of(), SessionVerifier.verify(folder).damages());
  }

  @Test
  void aTextThatIsDamagedCannotBeRepairedAndIsSaid() throws Exception {
    Path blob;
    try (Stream<Path> blobs = Files.list(folder.resolve("blobs"))) {
      blob = blobs.findFirst().orElseThrow();
    }
    Files.writeString(blob, "something else");

    RepairOutcome repairOutcome = repair();

    assertTrue(
        repairOutcome.left().getFirst().contains("restore it from a backup"),
        repairOutcome::toString);
    assertEquals("something else", Files.readString(blob));
  }

  @Test
  void aJournalWithoutAWholeLineIsNotTouched() throws Exception {
    Files.writeString(lines, "nothing of this is a line\n");

    RepairOutcome repairOutcome = repair();

    assertEquals(List.of(), repairOutcome.done());
    assertTrue(
        repairOutcome.left().getFirst().contains("no complete line"), repairOutcome::toString);
    assertEquals("nothing of this is a line\n", Files.readString(lines));
  }
}
