package crossreview.store.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.session.command.SessionCommand;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage;
import crossreview.store.index.SessionPage.SessionRow;
import crossreview.store.index.SessionView;
import crossreview.testkit.Await;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import crossreview.testkit.ThreadTimers;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers hear after a power cut that took the heads of journals. */
class AdoptionWaitTest {
  @TempDir Path root;
  private final SessionId id = Samples.id();
  private TestStore store;
  private long known;

  @BeforeEach
  void cut() throws Exception {
    try (TestStore before = TestStore.open(root)) {
      Await.result(before.sessions().create(id, Samples.open(RunMode.SHIP), ReviewHarness.CALLER));
      known = Await.result(before.sessions().view(id)).head();
    }
    Files.delete(root.resolve("sessions/" + id + "/events-000001.head"));
    store = TestStore.open(root);
    Await.result(store.sessions().loadIndex());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aReaderWaitsForTheAdoptionAndHearsNeitherThatNothingIsThereNorThatItIsAhead()
      throws Exception {
    store.sessions().adoption().begin();
    store.sessions().adoption().bound(new ThreadTimers(), Duration.ofSeconds(30));
    Future<SessionView> view = store.sessions().view(id);
    Future<LinePage> page = store.sessions().page(id, known, 10, 10_000);

    Await.result(store.sessions().lease(id)).logLease().release();
    assertFalse(view.isComplete() && view.failed());
    store.sessions().adoption().end(List.of(id));

    // The owner may have begun its epoch by then, which is a line more.
    assertTrue(Await.result(view).head() >= known);
    assertTrue(Await.result(page).head() >= known);
  }

  /** The newest head is gone, and what is left of the epoch before is shorter; the last line. */
  private long withAnOlderHead() throws Exception {
    Await.result(
        store.sessions().record(id, new SessionCommand.Constrain("one"), ReviewHarness.CALLER));
    store.close();
    store = TestStore.open(root);
    Await.result(
        store.sessions().record(id, new SessionCommand.Constrain("two"), ReviewHarness.CALLER));
    long last = Await.result(store.sessions().view(id)).head();
    store.close();
    try (Stream<Path> heads = Files.list(root.resolve("sessions/" + id))) {
      Path newest =
          heads.filter(file -> file.toString().endsWith(".head")).sorted().toList().getLast();
      Files.delete(newest);
    }
    store = TestStore.open(root);
    return last;
  }

  @Test
  void anOlderHeadIsNotBelievedBeforeTheAdoption() throws Exception {
    long last = withAnOlderHead();
    Await.result(store.sessions().loadIndex());
    store.sessions().adoption().begin();
    store.sessions().adoption().bound(new ThreadTimers(), Duration.ofSeconds(30));
    Future<SessionView> view = store.sessions().view(id);

    Await.result(store.sessions().lease(id)).logLease().release();
    store.sessions().adoption().end(List.of(id));

    assertTrue(Await.result(view).head() >= last);
  }

  @Test
  void norIsItBelievedBeforeTheStartHasComeToItsSession() throws Exception {
    long last = withAnOlderHead();
    store.sessions().adoption().begin();
    Future<SessionView> view = store.sessions().view(id);
    Future<LinePage> page = store.sessions().page(id, 1, 10, 10_000);
    Await.result(store.sessions().loadIndex());

    Await.result(store.sessions().lease(id)).logLease().release();
    store.sessions().adoption().end(List.of(id));

    assertTrue(Await.result(view).head() >= last);
    assertTrue(Await.result(page).head() >= last);
  }

  @Test
  void aWholeSessionIsServedWhileTheStartReadsTheOthers() throws Exception {
    SessionId whole = Samples.id();
    Await.result(store.sessions().create(whole, Samples.open(RunMode.SHIP), ReviewHarness.CALLER));
    store.close();
    store = TestStore.open(root);
    store.sessions().adoption().begin(); // and the index is not read

    assertTrue(Await.result(store.sessions().view(whole)).head() > 0);
    assertFalse(Await.result(store.sessions().page(whole, 0, 10, 10_000)).lines().isEmpty());
  }

  @Test
  void theListWaitsForTheAdoptionAndIsWholeThen() throws Exception {
    store.sessions().adoption().begin();
    store.sessions().adoption().bound(new ThreadTimers(), Duration.ofSeconds(30));
    Future<SessionPage> list =
        store
            .sessions()
            .adoption()
            .afterwards(() -> store.sessions().list(new ListQuery(null, 10, null)));

    Await.result(store.sessions().lease(id)).logLease().release();
    assertFalse(list.isComplete());
    store.sessions().adoption().end(List.of(id));

    assertEquals(List.of(id), Await.result(list).rows().stream().map(SessionRow::id).toList());
  }

  @Test
  void nobodyWaitsLongerThanIsSaidAndHearsThenThatItIsNotAdopted() {
    store.sessions().adoption().begin();
    store.sessions().adoption().bound(new ThreadTimers(), Duration.ofMillis(50));

    assertEquals("session_not_adopted", refusal(() -> store.sessions().view(id)));
    assertEquals("session_not_adopted", refusal(() -> store.sessions().page(id, known, 10, 999)));
  }

  private static String refusal(Supplier<Future<?>> asked) {
    return assertThrows(ProblemException.class, () -> Await.result(asked.get())).problem().code();
  }
}
