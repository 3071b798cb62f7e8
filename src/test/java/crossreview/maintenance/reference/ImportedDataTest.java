package crossreview.maintenance.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.guard.SecretPolicy;
import crossreview.json.JsonReader;
import crossreview.maintenance.reference.ReferenceImport.ImportOutcome;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import crossreview.model.call.TokenUsage;
import crossreview.model.event.ImportedEvent.CallImported;
import crossreview.model.event.ImportedEvent.ItemImported;
import crossreview.model.event.ImportedEvent.RoundImported;
import crossreview.report.MarkdownReport;
import crossreview.session.ImportedSession;
import crossreview.session.Session;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage.SessionRow;
import crossreview.store.index.SessionState;
import crossreview.testkit.Await;
import crossreview.testkit.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session of the reference system keeps as data when it is imported. */
class ImportedDataTest {
  private static final String ID = "3f2c8a10-5b7e-4d21-9c3a-0a1b2c3d4e5f";

  /** Fields of a {@code meta.json} that the journal has as data. */
  private static final Set<String> DATA =
      Set.of(
          "session_id",
          "version",
          "created_at",
          "updated_at",
          "task",
          "review_focus",
          "caller",
          "outcome",
          "outcome_reason",
          "rounds",
          "totals",
          "generation_files",
          "evidence_checklist",
          "evidence_status_history");

  /** Fields that only the attached {@code meta.json} has: how that program worked. */
  private static final Set<String> ATTACHED =
      Set.of(
          "capability_snapshot",
          "convergence_health",
          "convergence_scope",
          "failed_attempts",
          "evidence_files",
          "operator_escalations",
          "control",
          "fallback_events",
          "cost_ceiling_usd",
          "costs_per_round",
          "budget_warning_emitted",
          "requested_max_rounds",
          "effective_max_rounds",
          "requested_max_cost_usd",
          "effective_cost_ceiling_usd",
          "cost_ceiling_source");

  private static final Path EXAMPLE = Path.of("src/test/resources/reference/meta.json");
  private String whole = "";

  @TempDir Path root;
  private Path folder;

  @BeforeEach
  void directories() throws IOException {
    whole = Files.readString(EXAMPLE);
    folder = Files.createDirectories(root.resolve("foreign").resolve("sessions").resolve(ID));
    Files.createDirectory(root.resolve("ours"));
  }

  private ImportOutcome imported(String meta) throws Exception {
    Files.writeString(folder.resolve("meta.json"), meta);
    List<ImportOutcome> lines = new ArrayList<>();
    try (TestStore store = TestStore.open(root.resolve("ours"))) {
      new ReferenceImport(store.sessions(), Digest.of("settings"), SecretPolicy.LOCAL)
          .directory(root.resolve("foreign"), lines::add);
    }
    return lines.getFirst();
  }

  /** As a start of the daemon reads it from disk. */
  private Session session() throws Exception {
    try (TestStore store = TestStore.open(root.resolve("ours"))) {
      return Await.result(store.sessions().view(new SessionId(ID))).session();
    }
  }

  private ImportedSession data() throws Exception {
    ImportedSession data = session().supplement().imported();
    assertNotNull(data);
    return data;
  }

  @Test
  void roundsVotesFailuresTextsAndChecklistAreDataWithTheirTimesAndCosts() throws Exception {
    assertEquals(List.of(), imported(whole).notes());

    ImportedSession data = data();
    assertEquals("only costs", session().opened().reviewFocus());
    assertEquals(Money.of("0.06"), data.what().cost());
    assertEquals(
        new RoundImported(
            1,
            "2026-01-02T03:04:06.000Z",
            "2026-01-02T03:05:06.000Z",
            "READY",
            false,
            "codex is not ready",
            List.of("codex: costs")),
        data.rounds().getFirst());
    assertEquals(
        new CallImported(
            1,
            "vote",
            "codex",
            "openai",
            "m1",
            "NOT_READY",
            "verified",
            "clean",
            "Costs | are <missing>",
            List.of("Name the costs"),
            List.of("Then the dates"),
            List.of("plan.md"),
            null,
            new TokenUsage(100L, 7L, null, 20L, null),
            Money.of("0.01"),
            1_500L,
            2L),
        data.calls().getFirst());
    assertEquals(
        List.of("vote", "failed", "vote", "revision"),
        data.calls().stream().map(CallImported::purpose).toList());
    assertEquals("timeout", data.calls().get(1).failure());
    ItemImported item = data.items().getFirst();
    assertEquals("Name the costs", item.ask());
    assertEquals("they are in section 2", item.moves().getFirst().note());
  }

  @Test
  void everyFieldOfTheFormatIsDataOrInTheAttachedFile() throws Exception {
    imported(whole);

    Set<String> fields = new TreeSet<>(JsonReader.readObject(whole).keySet());
    Set<String> known = new TreeSet<>(DATA);
    known.addAll(ATTACHED);
    assertEquals(known, fields);
    assertTrue(
        session().supplement().evidence().stream()
            .anyMatch(piece -> piece.attached().artifact().sha256().equals(Digest.of(whole))),
        "the whole file is attached, byte for byte");
  }

  @Test
  void itIsShownAsTheWordOfTheOtherProgramAndNeverAsAReviewOfThisOne() throws Exception {
    imported(whole);

    Session session = session();
    String report = MarkdownReport.markdown(session);
    assertEquals("imported", SessionState.of(session));
    assertEquals(List.of(), List.copyOf(session.rounds()));
    assertEquals(Money.ZERO, session.cost());
    assertTrue(
        report.contains(
            "**Imported** from cross-review 4.5.45, which says: converged (unanimous\\_ready)."),
        report);
    assertTrue(report.contains("Nothing of it was reviewed or verified here."), report);
    assertFalse(report.contains("Unanimous"), report);
    assertTrue(
        report.contains(
            "| codex | m1 | vote | NOT\\_READY | verified | 1.5 s | 0.01 | Costs \\| are"
                + " \\<missing\\> |"),
        report);
    assertTrue(report.contains("- codex asks: Name the costs"), report);
    assertTrue(report.contains("- **satisfied** codex, rounds 1 to 1: Name the costs"), report);
  }

  @Test
  void theListHasItsRoundsCostAndTimesApartFromThoseOfThisSystem() throws Exception {
    imported(whole);

    try (TestStore store = TestStore.open(root.resolve("ours"))) {
      Await.result(store.sessions().loadIndex());
      SessionRow row =
          store.sessions().list(new ListQuery(null, 10, "imported", null)).rows().getFirst();
      var was = row.rowSupplement().imported();
      assertEquals(0, row.round());
      assertEquals(Money.ZERO, row.cost().sum());
      assertEquals(2, was.rounds());
      assertEquals(Money.of("0.06"), was.cost());
      assertEquals("2026-01-02T03:04:05.000Z", was.openedAt());
      assertEquals("converged", was.outcome());
    }
  }

  @Test
  void aDirectoryOfAnotherKindIsRefused() throws Exception {
    try (TestStore store = TestStore.open(root.resolve("ours"))) {
      ReferenceImport all =
          new ReferenceImport(store.sessions(), Digest.of("settings"), SecretPolicy.LOCAL);

      ProblemException refused =
          assertThrows(ProblemException.class, () -> all.directory(folder, line -> {}));

      assertEquals(StorageProblem.NOT_IMPORTABLE, refused.problem().type());
      assertTrue(refused.problem().message().contains("no folder \"sessions\""));
    }
  }

  @Test
  void fieldsOfAnotherTypeAreNamedAndTheRestIsKept() throws Exception {
    String damaged =
        """
        {"session_id": "%s", "version": 4, "task": ["t"], "caller": null, "outcome": "converged",
         "rounds": [7, {"round": -3, "peers": {"a": 1}, "rejected": [[]], "convergence": []},
           {"peers": [{"status": "%s", "structured": {"caller_requests": [{"a": 1}, 2, "x"]},
             "cost": {"total_cost": -1}, "latency_ms": 1.5e300, "attempts": "many"}]}],
         "evidence_checklist": "none", "generation_files": [null]}
        """
            .formatted(ID, "R".repeat(5_000));

    ImportOutcome outcome = imported(damaged);

    assertEquals("imported", outcome.what());
    assertTrue(
        outcome
            .notes()
            .containsAll(
                List.of(
                    "1 of rounds are only in the attached meta.json",
                    "peers is not a list and is only in the attached meta.json",
                    "1 of rejected are only in the attached meta.json",
                    "1 of generation_files are only in the attached meta.json",
                    "evidence_checklist is not a list and is only in the attached meta.json")),
        outcome.notes()::toString);
    CallImported vote = data().calls().getFirst();
    assertEquals(120, String.valueOf(vote.status()).length());
    assertEquals(List.of("{a=1}", "2", "x"), vote.requests());
    assertEquals(null, vote.cost());
    assertEquals(null, vote.attempts());
  }

  @Test
  void aHugeSessionKeepsTheFirstCallsAsDataAndSaysHowManyItLeavesOut() throws Exception {
    String text = "\\u0001".repeat(2_000);
    String texts =
        IntStream.range(0, 40).mapToObj(i -> '"' + text + '"').collect(Collectors.joining(", "));
    String vote =
        "{\"peer\": \"p\", \"structured\": {\"summary\": \"x%s\", \"caller_requests\": [%s],"
                .formatted(text, texts)
            + "\"follow_ups\": [%s], \"evidence_sources\": [%s]}}".formatted(texts, texts);
    String round =
        "{\"peers\": ["
            + vote
            + ", "
            + "{\"peer\": \"q\"}, ".repeat(5)
            + "{\"peer\": \"r\"}], \"rejected\": []}, ";
    String meta =
        "{\"session_id\": \"%s\", \"rounds\": [%s {\"peers\": []}]}"
            .formatted(
                ID, round + "{\"peers\": [{\"peer\": \"q\"}, {\"peer\": \"q\"}]}, ".repeat(2_600));

    ImportOutcome outcome = imported(meta);

    assertEquals("imported", outcome.what());
    assertTrue(
        outcome.notes().contains("1602 of rounds are only in the attached meta.json"),
        outcome.notes()::toString);
    assertEquals(1_000, data().rounds().size());
    assertEquals("31 more …", data().calls().getFirst().requests().getLast());
  }
}
