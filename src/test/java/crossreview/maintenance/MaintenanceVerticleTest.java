package crossreview.maintenance;

import static crossreview.testkit.ReviewHarness.CALLER;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.maintenance.MaintenanceVerticle.RetentionPolicy;
import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.session.command.SessionCommand;
import crossreview.store.index.ListQuery;
import crossreview.testkit.Await;
import crossreview.testkit.Eventually;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import crossreview.testkit.TestVertx;
import crossreview.time.Clock;
import crossreview.time.SystemTime;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a daemon does with old sessions by itself. */
class MaintenanceVerticleTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration NEVER = Duration.ZERO;
  private static final Duration SOON = Duration.ofMillis(1);

  @TempDir Path root;
  private final Vertx vertx = TestVertx.create();
  private TestStore store;
  private SessionId idle;
  private SessionId closed;

  @BeforeEach
  void sessions() throws Exception {
    store = new TestStore.Options().idle(Duration.ofMillis(1)).open(root.resolve("data"));
    idle = Samples.id();
    closed = Samples.id();
    for (SessionId id : new SessionId[] {idle, closed}) {
      Await.result(store.sessions().create(id, Samples.open(RunMode.REVIEW), CALLER));
    }
    Await.result(
        store.sessions().record(closed, new SessionCommand.RequestCancel("enough"), CALLER));
    Eventually.holds(() -> !Files.exists(folder(idle).resolve(".lock")));
    Eventually.holds(() -> !Files.exists(folder(closed).resolve(".lock")));
  }

  @AfterEach
  void close() throws Exception {
    Await.result(vertx.close());
    store.close();
  }

  private Path folder(SessionId id) {
    return root.resolve("data").resolve("sessions").resolve(id.value());
  }

  private MaintenanceVerticle housekeeping(Clock clock, RetentionPolicy retentionPolicy) {
    return housekeeping(clock, () -> retentionPolicy);
  }

  private MaintenanceVerticle housekeeping(Clock clock, Supplier<RetentionPolicy> retentionPolicy) {
    return new MaintenanceVerticle(
        new IdleSweep(store.sessions(), clock),
        new RetentionJob(
            store.sessions(), store.locks(), clock, task -> vertx.executeBlocking(task, false)),
        retentionPolicy,
        SOON);
  }

  private static Clock inTwoDays() {
    SystemTime time = new SystemTime();
    return () -> time.now().plus(DAY.multipliedBy(2));
  }

  @Test
  void anIdleSessionIsClosedAndWhatIsOldIsArchivedAndRemoved() throws Exception {
    Path archive = Files.createDirectory(root.resolve("archive"));

    Await.result(
        vertx.deployVerticle(housekeeping(inTwoDays(), new RetentionPolicy(DAY, DAY, archive))));

    Eventually.holds(() -> !Files.exists(folder(closed)) && !Files.exists(folder(idle)));
    assertTrue(Files.exists(archive.resolve(closed + ".zip")));
    assertTrue(Files.exists(archive.resolve(idle + ".zip")), "it was closed before it was removed");
  }

  @Test
  void theTermsAreThoseOfTheMomentAtWhichAPassBegins() throws Exception {
    AtomicReference<RetentionPolicy> terms =
        new AtomicReference<>(new RetentionPolicy(NEVER, NEVER, null));
    MaintenanceVerticle daily = housekeeping(inTwoDays(), terms::get);
    terms.set(new RetentionPolicy(NEVER, DAY, null));

    Await.result(vertx.deployVerticle(daily));

    Eventually.holds(() -> !Files.exists(folder(closed)));
  }

  @Test
  void withoutADayForThemIdleSessionsStayOpen() throws Exception {
    Await.result(
        vertx.deployVerticle(housekeeping(inTwoDays(), new RetentionPolicy(NEVER, DAY, null))));

    Eventually.holds(() -> !Files.exists(folder(closed)));
    assertFalse(Await.result(store.sessions().view(idle)).session().closed());
  }

  @Test
  void withoutADayForThemClosedSessionsStay() throws Exception {
    Await.result(
        vertx.deployVerticle(housekeeping(inTwoDays(), new RetentionPolicy(DAY, NEVER, null))));

    Eventually.holds(
        () -> store.sessions().list(new ListQuery(null, 10, "aborted")).rows().size() == 1);
    assertTrue(Files.exists(folder(closed)));
  }
}
