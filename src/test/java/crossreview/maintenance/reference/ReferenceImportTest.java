package crossreview.maintenance.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.guard.SecretPolicy;
import crossreview.maintenance.reference.ReferenceImport.ImportOutcome;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.event.LifecycleEvent.SessionImported;
import crossreview.model.material.SecretMatch;
import crossreview.proof.SessionVerifier;
import crossreview.session.Session;
import crossreview.testkit.Await;
import crossreview.testkit.Folders;
import crossreview.testkit.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data directories of the reference system, made from the description of its format. */
class ReferenceImportTest {
  private static final String ID = "3f2c8a10-5b7e-4d21-9c3a-0a1b2c3d4e5f";

  @TempDir Path root;
  private Path foreign;
  private Path ours;
  private SecretPolicy secretPolicy = SecretPolicy.LOCAL;

  @BeforeEach
  void directories() throws IOException {
    foreign = Files.createDirectories(root.resolve("foreign").resolve("sessions")).getParent();
    ours = Files.createDirectory(root.resolve("ours"));
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(foreign.resolve("sessions").resolve(name));
  }

  private static String meta(String id, String more) {
    return "{\n  \"session_id\": \""
        + id
        + "\",\n  \"version\": \"4.1.1\",\n"
        + "  \"created_at\": \"2026-01-02T03:04:05.000Z\",\n"
        + "  \"updated_at\": \"2026-01-02T03:09:05.000Z\",\n"
        + "  \"task\": \"Review the plan\",\n  \"caller\": \"claude\",\n"
        + "  \"capability_snapshot\": [],\n  \"costs_per_round\": [0.03],\n  \"rounds\": [ {\n"
        + "    \"round\": 1, \"peers\": [ {\"peer\": \"codex\", \"cost\": {\"currency\": \"USD\","
        + " \"total_cost\": 0.01}}, {\"peer\": \"gemini\", \"cost\": {\"total_cost\": 0.02}} ],"
        + " \"rejected\": [] } ]"
        + more
        + "\n}\n";
  }

  private static final String CONVERGED =
      ",\n  \"outcome\": \"converged\", \"outcome_reason\": \"unanimous_ready\","
          + " \"totals\": {\"usage\": {}, \"cost\": {\"total_cost\": 0.03}}";

  private void whole(String name) throws IOException {
    Path folder = folder(name);
    Files.createDirectories(folder.resolve("agent-runs"));
    Files.writeString(folder.resolve("meta.json"), meta(name, CONVERGED));
    Files.writeString(folder.resolve("task.md"), "Review the plan");
    Files.writeString(folder.resolve("final.md"), "the approved plan\n");
    Files.writeString(folder.resolve("agent-runs").resolve("round-1-draft.md"), "the draft\n");
    Files.writeString(
        folder.resolve("events.ndjson"),
        "{\"type\":\"session.created\",\"seq\":1}\n{\"type\":\"round.started\",\"seq\":2}\n");
  }

  private List<ImportOutcome> run() throws Exception {
    List<ImportOutcome> lines = new ArrayList<>();
    try (TestStore store = TestStore.open(ours)) {
      new ReferenceImport(store.sessions(), Digest.of("settings"), secretPolicy)
          .directory(foreign, lines::add);
    }
    return lines;
  }

  private Session imported(String id) throws Exception {
    try (TestStore store = TestStore.open(ours)) {
      Session session = Await.result(store.sessions().view(new SessionId(id))).session();
      assertEquals(
          List.of(), SessionVerifier.verify(ours.resolve("sessions").resolve(id)).damages());
      return session;
    }
  }

  @Test
  void secretsAreNamedAndKeptWithTheirTextOrRefusedBeforeAnythingIsWritten() throws Exception {
    String key = "ghp_" + "Zk3Rw9LmQ2xT7vB5nY8cD1fG4hJ6pS0aEuVq";
    whole(ID);
    Path run = foreign.resolve("sessions").resolve(ID).resolve("agent-runs");
    Files.writeString(run.resolve("round-1-draft.md"), "the draft\nwith " + key + "\n");

    secretPolicy = SecretPolicy.REFUSE;
    ImportOutcome refused = run().getFirst();
    assertEquals("skipped", refused.what());
    assertTrue(Files.notExists(ours.resolve("sessions").resolve(ID)));
    secretPolicy = SecretPolicy.LOCAL;
    ImportOutcome taken = run().getFirst();

    String place = "agent-runs/round-1-draft.md line 2 looks like a secret: GitHub token (ghp_…)";
    assertEquals(List.of(place + "; the setting secrets is \"refuse\""), refused.notes());
    assertTrue(taken.notes().contains(place), taken.notes()::toString);
    assertEquals(
        List.of(List.of(new SecretMatch("github_token", 2))),
        imported(ID).supplement().evidence().stream()
            .map(piece -> piece.attached().secretsFound())
            .filter(Objects::nonNull)
            .toList());
  }

  @Test
  void aWholeSessionKeepsItsIdItsTextAndWhatItCameTo() throws Exception {
    whole(ID);
    Map<String, FileTime> before = Folders.times(foreign);

    List<ImportOutcome> lines = run();

    assertEquals(List.of(new ImportOutcome(ID, "imported", List.of())), lines);
    Session session = imported(ID);
    assertEquals("cross-review 4.1.1", session.opened().importedFrom());
    assertEquals("claude", session.opened().petitioner());
    assertEquals("converged", session.finalized().outcome().wireName());
    assertEquals("unanimous_ready", session.finalized().detail());
    assertEquals(Digest.of("the approved plan\n"), session.finalized().finalText().sha256());
    SessionImported what = session.supplement().imported().what();
    assertEquals(1, what.rounds());
    assertEquals(Money.of("0.03"), what.cost());
    assertEquals(2, what.events());
    assertEquals(5, session.supplement().evidence().size());
    assertEquals(before, Folders.times(foreign), "the foreign directory is only read");
  }

  @Test
  void bringingItInAgainChangesNothing() throws Exception {
    whole(ID);
    run();

    assertEquals(List.of(new ImportOutcome(ID, "known", List.of())), run());
  }

  @Test
  void anImportThatWasCutOffIsFinished() throws Exception {
    whole(ID);
    try (TestStore store = TestStore.open(ours)) {
      new ReferenceImport(store.sessions(), Digest.of("settings"), secretPolicy)
          .directory(foreign, importOutcome -> store.kill());
    } catch (RuntimeException cut) {
      assertTrue(Files.exists(ours.resolve("sessions").resolve(ID)));
    }

    run();

    assertTrue(imported(ID).closed());
  }

  @Test
  void tornAndDoubledLinesAreCountedAndKept() throws Exception {
    whole(ID);
    Files.writeString(
        folder(ID).resolve("events.ndjson"),
        "{\"seq\":1}\n{\"seq\":2}\n{\"seq\":2}\n{\"se{\"seq\":5}\n\n{\"seq\":6}\n{\"seq\":7");

    List<String> notes = run().getFirst().notes();

    assertEquals(
        List.of(
            "events.ndjson has 2 incomplete or damaged lines",
            "events.ndjson has 1 duplicate numbers",
            "events.ndjson lacks 3 of 6 numbers"),
        notes);
    assertEquals(notes, imported(ID).supplement().imported().what().repairs());
  }

  @Test
  void aCircularSessionThatCountsTwiceIsCountedOnce() throws Exception {
    Path folder = folder(ID);
    Files.writeString(
        folder.resolve("meta.json"),
        meta(
            ID,
            ",\n  \"circular_state\": {\"rotation_order\": []}, \"generation_files\": ["
                + "{\"cost\": {\"total_cost\": 0.03}}],"
                + " \"totals\": {\"cost\": {\"total_cost\": 0.06}}"));

    List<String> notes = run().getFirst().notes();

    assertTrue(notes.contains("its totals say 0.06 USD, its calls 0.03"), notes::toString);
    assertEquals(Money.of("0.03"), imported(ID).supplement().imported().what().cost());
  }

  @Test
  void ghostsAndFoldersThatAreNoSessionsAreSkippedWithTheReason() throws Exception {
    Files.writeString(folder(ID).resolve("meta.json"), "{}\n");
    folder("notes");
    folder("11111111-2222-4333-8444-555555555555");
    Files.createSymbolicLink(
        foreign.resolve("sessions").resolve("3f2c8a10-5b7e-4d21-9c3a-0a1b2c3d4e60"), root);

    List<ImportOutcome> lines = run();

    assertEquals(4, lines.size());
    assertTrue(
        lines.stream().allMatch(importOutcome -> importOutcome.what().equals("skipped")),
        lines::toString);
    assertTrue(lines.toString().contains("placeholder"), lines::toString);
    try (TestStore store = TestStore.open(ours)) {
      Await.result(store.sessions().loadIndex());
      assertEquals(0, store.sessions().heads(null).size());
    }
  }

  @Test
  void aBrokenMetaIsTakenFromWhatWasPutAside() throws Exception {
    Path folder = folder(ID);
    Files.writeString(folder.resolve("meta.json"), "{\"session_id\": \"" + ID);
    Files.writeString(folder.resolve("meta.json.bad"), meta(ID, CONVERGED));

    List<String> notes = run().getFirst().notes();

    assertTrue(notes.toString().contains("meta.json cannot be read"), notes::toString);
    assertTrue(notes.contains("meta.json was taken from meta.json.bad"), notes::toString);
    assertEquals("converged", imported(ID).finalized().outcome().wireName());
  }

  @Test
  void whatCannotBeReadAtAllStillArrivesWithItsFiles() throws Exception {
    Path folder = folder(ID);
    Files.writeString(folder.resolve("meta.json"), "not json");
    Files.writeString(folder.resolve("task.md"), "the task");
    Files.createSymbolicLink(folder.resolve("link"), root);
    Files.writeString(folder.resolve("meta.json.12.34.ab.tmp"), "half");

    List<String> notes = run().getFirst().notes();

    Session session = imported(ID);
    assertEquals("aborted", session.finalized().outcome().wireName());
    assertEquals("unfinished", session.finalized().detail());
    assertEquals(2, session.supplement().evidence().size());
    assertTrue(notes.contains("link is a link and was not followed"), notes::toString);
    assertTrue(notes.contains("meta.json.12.34.ab.tmp is incomplete"), notes::toString);
    assertTrue(notes.contains("it was not finished"), notes::toString);
  }
}
