package crossreview.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Problem;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import crossreview.model.run.RunMode;
import crossreview.ownership.SessionOwnership;
import crossreview.session.command.SessionCommand;
import crossreview.store.registry.LinePage;
import crossreview.testkit.Await;
import crossreview.testkit.Eventually;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import crossreview.testkit.TestVertx;
import crossreview.time.VertxTimerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A consumer that comes from another host, to one that has not heard of everything yet. */
class ExternalFollowerTest {
  private static final SessionId ID = new SessionId("0b9f6a52-5f0e-4a4c-9d0a-0f6f7f0c2a11");

  @TempDir Path root;
  private final Vertx vertx = TestVertx.create();
  private TestStore writer;
  private TestStore reader;
  private Feed feed;
  private long head;

  @BeforeEach
  void open() throws Exception {
    writer = new TestStore.Options().ownership(SessionOwnership.ALONE).open(root);
    reader = new TestStore.Options().ownership(SessionOwnership.ALONE).open(root);
    Await.result(reader.sessions().loadIndex());
    feed =
        new Feed(
            new StorePageReader(reader.sessions()),
            new CursorStore(root.resolve("cursors"), Runnable::run, fault -> {}),
            new VertxTimerService(vertx),
            Duration.ofMillis(100));
    Await.result(writer.sessions().create(ID, Samples.open(RunMode.SHIP), ReviewHarness.CALLER));
    head = Await.result(writer.sessions().view(ID)).head();
  }

  @AfterEach
  void close() throws Exception {
    writer.close();
    reader.close();
    Await.result(vertx.close());
  }

  private Follower follower() {
    return feed.follower(
        vertx.getOrCreateContext(),
        null,
        new Follower.FollowerListener() {
          @Override
          public void ready() {
            // Nothing is read here.
          }

          @Override
          public void transientMessage(SessionId id, String json) {
            // Nothing passes here.
          }
        });
  }

  @Test
  void itIsBelievedWhatTheDiskSaysToo() throws Exception {
    assertTrue(reader.sessions().heads(null).isEmpty(), "the list has not heard of the session");

    Follower.FeedSnapshot feedSnapshot =
        Await.result(follower().subscribeAll(new FeedPosition(Map.of(ID, head), true)));

    assertEquals(Map.of(), feedSnapshot.refused());
    assertEquals(Map.of(ID, head), feedSnapshot.heads());
  }

  @Test
  void itIsRefusedWhatNobodyWrote() throws Exception {
    SessionId none = new SessionId(ID.value().replace('0', '1'));

    Follower.FeedSnapshot feedSnapshot =
        Await.result(
            follower().subscribeAll(new FeedPosition(Map.of(ID, head + 1, none, 3L), true)));

    assertEquals(2, feedSnapshot.refused().size());
    assertTrue(
        feedSnapshot.refused().values().stream().map(Problem::code).allMatch("seq_ahead"::equals));
  }

  @Test
  void whatRunsElsewhereIsFoundByALookWhenAllHintsAreLost() throws Exception {
    Await.result(reader.sessions().externalChanges().scan());
    Await.result(follower().subscribeAll(FeedPosition.NOW));
    SessionCommand artifact = Samples.submit("text");
    Await.result(writer.sessions().record(ID, artifact, ReviewHarness.CALLER));

    Await.result(reader.sessions().externalChanges().scan());

    assertEquals(head + 1, reader.sessions().heads(null).get(ID));
  }

  @Test
  void aKnownHeadBeforeTheAdoptionIsNeitherRefusedNorSentAgain() throws Exception {
    writer.close();
    Files.delete(root.resolve("sessions/" + ID + "/events-000001.head")); // by a power cut
    writer = TestStore.open(root);
    Await.result(writer.sessions().loadIndex());
    feed =
        new Feed(
            new StorePageReader(writer.sessions()),
            new CursorStore(root.resolve("cursors"), Runnable::run, fault -> {}),
            new VertxTimerService(vertx),
            Duration.ofHours(1)); // no look repairs it
    writer.sessions().onCommit(feed);
    Follower follower = follower();
    Follower.FeedSnapshot snapshot =
        Await.result(follower.subscribeAll(new FeedPosition(Map.of(ID, head), false)));

    assertEquals(Map.of(), snapshot.refused());
    assertEquals(Map.of(), snapshot.heads());
    assertTrue(follower.next().isEmpty());
    Await.result(
        writer.sessions().record(ID, new SessionCommand.Constrain("more"), ReviewHarness.CALLER));
    Eventually.holds(follower::behind);
    ReadResult read = Await.result(follower.next().orElseThrow());
    assertEquals(head + 1, ((ReadResult.LineBatch) read).lines().getFirst().seq());
  }

  @Test
  void whatIsOpenedWhileItsPositionsAreCheckedIsReadFromItsFirstLine() throws Exception {
    writer.close();
    Files.delete(root.resolve("sessions/" + ID + "/events-000001.head")); // by a power cut
    writer = TestStore.open(root);
    writer.sessions().adoption().begin();
    Await.result(writer.sessions().loadIndex());
    feed =
        new Feed(
            new StorePageReader(writer.sessions()),
            new CursorStore(root.resolve("cursors"), Runnable::run, fault -> {}),
            new VertxTimerService(vertx),
            Duration.ofHours(1)); // no look repairs it
    writer.sessions().onCommit(feed);
    Follower follower = follower();
    SessionId other = new SessionId(ID.value().replace('0', '1'));

    Future<Follower.FeedSnapshot> snapshot =
        follower.subscribeAll(new FeedPosition(Map.of(ID, head), false));
    Await.result(writer.sessions().create(other, Samples.open(RunMode.SHIP), ReviewHarness.CALLER));
    assertTrue(follower.next().isEmpty(), "it does not know yet where it is");
    writer.sessions().adoption().end(List.of());
    Await.result(snapshot);

    ReadResult.LineBatch read = (ReadResult.LineBatch) Await.result(follower.next().orElseThrow());
    assertEquals(other, read.session());
    assertEquals(1, read.lines().getFirst().seq());
  }

  @Test
  void aReadThatFailsOnceIsRepeatedWhereItWas() throws Exception {
    Await.result(reader.sessions().externalChanges().scan());
    FaultyPages pages = new FaultyPages(new StorePageReader(reader.sessions()));
    feed =
        new Feed(
            pages,
            new CursorStore(root.resolve("cursors"), Runnable::run, fault -> {}),
            new VertxTimerService(vertx),
            Duration.ofMillis(100));
    Follower follower = follower();
    Await.result(follower.subscribeAll(new FeedPosition(Map.of(ID, 1L), false)));
    pages.failing = true;
    ReadResult failed = Await.result(follower.next().orElseThrow());
    Eventually.holds(follower::behind);
    ReadResult again = Await.result(follower.next().orElseThrow());
    pages.failing = false;
    Eventually.holds(follower::behind);

    ReadResult read = Await.result(follower.next().orElseThrow());

    assertEquals("storage_failed", ((ReadResult.ReadFailure) failed).problem().code());
    assertEquals(List.of(), ((ReadResult.LineBatch) again).lines(), "it is told once");
    assertEquals(2, ((ReadResult.LineBatch) read).lines().getFirst().seq());
  }

  @Test
  void nobodyIsToldOfNoLinesBecauseTheDiskFails() throws Exception {
    FaultyPages pages = new FaultyPages(new StorePageReader(reader.sessions()));
    pages.failing = true;
    feed =
        new Feed(
            pages,
            new CursorStore(root.resolve("cursors"), Runnable::run, fault -> {}),
            new VertxTimerService(vertx),
            Duration.ofHours(1));

    Follower.FeedSnapshot snapshot =
        Await.result(follower().subscribeAll(new FeedPosition(Map.of(ID, head), false)));

    assertEquals(Map.of(), snapshot.refused());
  }

  /** A disk that fails for a while. */
  private static final class FaultyPages implements PageReader {
    private final PageReader pages;
    private volatile boolean failing;

    FaultyPages(PageReader pages) {
      this.pages = pages;
    }

    @Override
    public Future<LinePage> page(SessionId id, long after, int maxLines, int maxBytes) {
      return failing
          ? Future.failedFuture(StorageProblem.STORAGE_FAILED.exception("the disk is away"))
          : pages.page(id, after, maxLines, maxBytes);
    }

    @Override
    public PageReader within(@Nullable String project) {
      return this;
    }

    @Override
    public boolean sees(SessionId id) {
      return pages.sees(id);
    }

    @Override
    public Future<Map<SessionId, Long>> heads() {
      return pages.heads();
    }

    @Override
    public Future<Map<SessionId, Long>> polledHeads() {
      return pages.polledHeads();
    }
  }
}
