package crossreview.store.registry;

import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.journal.Journal;
import crossreview.journal.Journal.WriterContext;
import crossreview.journal.LineSource;
import crossreview.journal.file.DiskFiles;
import crossreview.model.SessionId;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.run.EpochReason;
import crossreview.model.run.RunMode;
import crossreview.store.codec.EventLine;
import crossreview.store.index.ListQuery;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crash came after the first line of a journal was told and before its session was opened. */
class UncreatedSessionTest {
  @TempDir private Path dir;
  private final SessionId id = Samples.id();

  private LineSource first(long seq) {
    EventEnvelope eventEnvelope =
        new EventEnvelope(seq, "2026-11-23T08:15:04.120Z", "daemon", null);
    return new EventLine(
        id,
        eventEnvelope,
        new LifecycleEvent.EpochOpened(1, null, "n", 1, "b", EpochReason.CREATED));
  }

  /** Leaves the first line, told, and nothing else. */
  private void crash() throws Exception {
    TestStore.open(dir).close();
    Path folder = Files.createDirectory(dir.resolve("sessions").resolve(id.value()));
    new Journal(new DiskFiles(), 10)
        .claim(
            folder,
            (line, json) -> {},
            (seq, epoch, from) -> first(seq),
            new WriterContext(Runnable::run, () -> {}))
        .writer()
        .close();
  }

  @Test
  void itsHeadIsKnownAlthoughItIsListedNowhere() throws Exception {
    crash();

    try (TestStore store = TestStore.open(dir)) {
      get(store.sessions().loadIndex());

      assertEquals(Map.of(id, 1L), store.sessions().heads(null));
      assertEquals(List.of(), store.sessions().list(new ListQuery(null, 10, null)).rows());
    }
  }

  @Test
  void itCanStillBeOpened() throws Exception {
    crash();

    try (TestStore store = TestStore.open(dir)) {
      get(store.sessions().loadIndex());
      get(store.sessions().create(id, Samples.open(RunMode.REVIEW), ReviewHarness.CALLER));

      assertEquals(1, store.sessions().list(new ListQuery(null, 10, null)).rows().size());
      assertEquals(
          3L, store.sessions().heads(null).get(id), "the epoch of the new owner, and the line");
    }
  }
}
