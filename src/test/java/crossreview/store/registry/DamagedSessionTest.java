package crossreview.store.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.journal.Journal;
import crossreview.journal.Journal.ClaimedJournal;
import crossreview.journal.Journal.WriterContext;
import crossreview.journal.LinePosition;
import crossreview.journal.LineSource;
import crossreview.journal.file.DiskFiles;
import crossreview.journal.file.EpochEnd;
import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.model.ProblemKind;
import crossreview.model.SessionId;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.run.EpochReason;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.RunMode;
import crossreview.session.command.SessionCommand;
import crossreview.store.codec.EventLine;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage;
import crossreview.store.index.SessionView;
import crossreview.store.log.Actor;
import crossreview.testkit.Await;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedSessionTest {
  private static final Actor CALLER = new Actor("caller", null);
  private static final String TS = "2026-11-23T08:15:04.120Z";

  @TempDir private Path dir;
  private final SessionId id = Samples.id();

  private void made(SessionId session) throws Exception {
    try (TestStore store = TestStore.open(dir)) {
      Await.result(store.sessions().create(session, Samples.open(RunMode.SHIP), CALLER));
      Await.result(store.sessions().record(session, Samples.submit("text"), CALLER));
    }
  }

  private Path folder() {
    return dir.resolve("sessions/" + id);
  }

  private long files() throws Exception {
    try (Stream<Path> all = Files.list(folder())) {
      return all.count();
    }
  }

  @Test
  void aDamagedSessionIsReadOnlyListedAsDamagedAndHidesNothing() throws Exception {
    SessionId good = Samples.id();
    made(id);
    made(good);
    Path lines = folder().resolve("events-000001.ndjson");
    byte[] bytes = Files.readAllBytes(lines);
    bytes[bytes.length - 40] ^= 1;
    Files.write(lines, bytes);
    long before = files();

    try (TestStore store = TestStore.open(dir)) {
      SessionRegistry sessionRegistry = store.sessions();
      Await.result(sessionRegistry.loadIndex());

      SessionView view = Await.result(sessionRegistry.view(id));
      assertEquals("journal_damaged", view.damaged().code());
      assertTrue(view.damaged().message().contains("events-000001.ndjson:3"), view.toString());
      assertEquals(2, view.head());
      for (int i = 0; i < 3; i++) {
        SessionCommand note = new SessionCommand.Escalate("x", EscalationSeverity.INFO);
        assertEquals(
            ProblemKind.DATA_CORRUPTION,
            Await.problem(sessionRegistry.record(id, note, CALLER)).kind());
      }
      assertEquals(before, files());
      List<SessionPage.SessionRow> rows =
          sessionRegistry.list(new ListQuery(null, 10, null)).rows();
      assertEquals(2, rows.size());
      assertEquals(
          1, rows.stream().filter(sessionRow -> sessionRow.state().equals("damaged")).count());
      assertNull(Await.result(sessionRegistry.view(good)).damaged());
    }
  }

  @Test
  void aSessionThatCannotBeReadIsListedWithTheReason() throws Exception {
    made(id);
    Path lines = folder().resolve("events-000001.ndjson");
    Files.delete(lines);
    Files.createDirectory(lines);

    try (TestStore store = TestStore.open(dir)) {
      Await.result(store.sessions().loadIndex());

      List<SessionPage.SessionRow> rows =
          store.sessions().list(new ListQuery(null, 10, null)).rows();
      assertEquals(List.of("damaged"), rows.stream().map(SessionPage.SessionRow::state).toList());
      assertTrue(rows.getFirst().damaged().message().contains(id.value()), rows.toString());
    }
  }

  @Test
  void aStateLineOfALaterVersionMakesTheSessionReadOnlyAndANoteDoesNot() throws Exception {
    made(id);
    append("a.note", true);
    try (TestStore store = TestStore.open(dir)) {
      assertNull(Await.result(store.sessions().view(id)).damaged());
      Await.result(store.sessions().record(id, new SessionCommand.Append("note", "x"), CALLER));
    }

    append("a.state", false);

    try (TestStore store = TestStore.open(dir)) {
      Await.result(store.sessions().loadIndex());
      assertEquals("newer_format", Await.result(store.sessions().view(id)).damaged().code());
      SessionCommand note = new SessionCommand.Append("note", "x");
      assertEquals("newer_format", Await.problem(store.sessions().record(id, note, CALLER)).code());
    }
  }

  @Test
  void aJournalUnderAnotherIdIsDamaged() throws Exception {
    made(id);
    SessionId other = Samples.id();
    Files.move(folder(), dir.resolve("sessions/" + other));

    try (TestStore store = TestStore.open(dir)) {
      SessionView view = Await.result(store.sessions().view(other));

      assertFalse(view.session().exists());
      assertTrue(view.damaged().message().contains("belongs to session " + id), view.toString());
    }
  }

  /** Appends a line in a new epoch, as a later version would. */
  private void append(String type, boolean note) throws Exception {
    long[] last = new long[1];
    ClaimedJournal claimedJournal =
        new Journal(new DiskFiles(), 10)
            .claim(
                folder(),
                (line, json) -> last[0] = line.seq(),
                this::first,
                new WriterContext(Runnable::run, () -> {}));
    claimedJournal.writer().append(List.of(new LaterLine(last[0] + 2, type, note, id)));
    claimedJournal.writer().close();
  }

  private LineSource first(long seq, long epoch, EpochEnd from) {
    LifecycleEvent.EpochPredecessor older =
        new LifecycleEvent.EpochPredecessor(
            from.epoch(), from.seq(), new Digest(from.digest()), from.bytes());
    return new EventLine(
        id,
        new EventEnvelope(seq, TS, "daemon", null),
        new LifecycleEvent.EpochOpened(1, older, "n", 1, "b", EpochReason.REOPENED));
  }

  private record LaterLine(long seq, String type, boolean note, SessionId session)
      implements LineSource {
    @Override
    public byte[] encode(LinePosition place) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("seq", place.seq());
      line.put("ts", TS);
      line.put("type", type);
      line.put("session_id", session.value());
      line.put("epoch", place.epoch());
      line.put("prev", place.prev());
      line.put("by", "daemon");
      if (note) {
        line.put("note", true);
      }
      return JsonWriter.bytes(line);
    }
  }
}
