package crossreview.maintenance;

import static crossreview.testkit.ReviewHarness.CALLER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.guard.SecretPolicy;
import crossreview.lock.HeldLock;
import crossreview.maintenance.IdleSweep.SweepTerms;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.event.LifecycleEvent.ForkOrigin;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.proof.SessionVerifier;
import crossreview.session.Session;
import crossreview.session.command.ArtifactFacts;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import crossreview.testkit.Await;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import crossreview.time.Clock;
import crossreview.time.SystemTime;
import io.vertx.core.Future;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that nobody went on with, and those that are old. */
class SweepAndRetentionTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path root;
  private final SystemTime time = new SystemTime();
  private final Clock inTwoDays = () -> time.now().plus(DAY.multipliedBy(2));
  private TestStore store;

  @BeforeEach
  void open() {
    store = new TestStore.Options().idle(Duration.ofMillis(1)).open(root);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private SessionId session() throws Exception {
    SessionId id = Samples.id();
    Await.result(sessions().create(id, Samples.open(RunMode.REVIEW), CALLER));
    return id;
  }

  private SessionId closed() throws Exception {
    SessionId id = session();
    Await.result(sessions().record(id, new SessionCommand.RequestCancel("enough"), CALLER));
    return id;
  }

  private SessionRegistry sessions() {
    return store.sessions();
  }

  private RetentionJob retention() {
    return new RetentionJob(sessions(), store.locks(), inTwoDays, SweepAndRetentionTest::blocking);
  }

  private static <T> Future<T> blocking(Callable<T> work) {
    try {
      return Future.succeededFuture(work.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  private Set<String> folders() throws IOException {
    try (Stream<Path> all = Files.list(root.resolve("sessions"))) {
      return Set.copyOf(all.map(folder -> folder.getFileName().toString()).toList());
    }
  }

  @Test
  void anIdleSessionIsClosedAndOneThatWasJustTouchedIsNot() throws Exception {
    SessionId idle = session();
    IdleSweep later = new IdleSweep(sessions(), inTwoDays);

    assertEquals(
        List.of(),
        Await.result(new IdleSweep(sessions(), time).run(new SweepTerms(DAY), false, CALLER)));
    assertEquals(List.of(idle), Await.result(later.run(new SweepTerms(DAY), true, CALLER)));
    assertFalse(Await.result(sessions().view(idle)).session().closed());
    assertEquals(List.of(idle), Await.result(later.run(new SweepTerms(DAY), false, CALLER)));

    Session swept = Await.result(sessions().view(idle)).session();
    assertEquals("idle_swept", swept.finalized().reason().wireName());
    assertEquals("aborted", swept.finalized().outcome().wireName());
    assertEquals(List.of(), Await.result(later.run(new SweepTerms(DAY), false, CALLER)));
  }

  @Test
  void aSessionAboutABranchStaysOpenForTwoWeeks() throws Exception {
    SessionId bound = about("topic");
    SessionId detached = about(null);

    assertEquals(List.of(detached), Await.result(after(2).run(new SweepTerms(DAY), false, CALLER)));
    assertEquals(List.of(), Await.result(after(13).run(new SweepTerms(DAY), false, CALLER)));
    assertEquals(
        List.of(), Await.result(after(15).run(new SweepTerms(DAY.multipliedBy(16)), true, CALLER)));
    assertEquals(List.of(bound), Await.result(after(15).run(new SweepTerms(DAY), false, CALLER)));
  }

  @Test
  void aSweepSaysWhyInEachSessionAndTakesOnlyTheAskedOutcome() throws Exception {
    SessionId idle = session();
    SweepTerms spent = new SweepTerms(DAY, SessionOutcome.MAX_ROUNDS, "end of the quarter");
    SweepTerms all = new SweepTerms(DAY, SessionOutcome.ABORTED, "end of the quarter");

    assertEquals(List.of(), Await.result(after(2).run(spent, true, CALLER)), "it had no round");
    assertEquals(List.of(), Await.result(after(2).run(spent, false, CALLER)));
    assertEquals(List.of(idle), Await.result(after(2).run(all, false, CALLER)));

    String detail = Await.result(sessions().view(idle)).session().finalized().detail();
    assertTrue(detail.startsWith("end of the quarter (last line "), detail);
  }

  @Test
  void aSessionThatWasClosedForIdlenessContinuesAsAForkWithItsText() throws Exception {
    SessionId bound = about("topic");
    stored(bound, "text");
    SessionId empty = session();
    Await.result(after(15).run(new SweepTerms(DAY), false, CALLER));
    ForkService forkService = new ForkService(sessions());

    Session fork = Await.result(forkService.fork(bound, null, Samples.id(), CALLER));
    Session bare = Await.result(forkService.fork(empty, null, Samples.id(), CALLER));

    assertEquals(Digest.of("text"), fork.current().sha256());
    assertEquals(new ForkOrigin(bound, 0), fork.opened().forkedFrom());
    assertFalse(fork.closed() || bare.closed() || bare.hasArtifact());
    assertTrue(Await.result(sessions().view(bound)).session().closed(), "it is not changed");
  }

  private void stored(SessionId id, String text) throws Exception {
    SessionRegistry.LeasedLog leased = Await.result(sessions().lease(id));
    Await.result(leased.log().blobs().put(text.getBytes(StandardCharsets.UTF_8)));
    leased.logLease().release();
  }

  private IdleSweep after(int days) {
    return new IdleSweep(sessions(), () -> time.now().plus(DAY.multipliedBy(days)));
  }

  private SessionId about(String branch) throws Exception {
    SessionId id = session();
    String tree = "12ab".repeat(10);
    ChangeIdentity change = new ChangeIdentity("shop", branch, null, null, tree, tree, "compared");
    SessionCommand submit =
        new SessionCommand.SubmitArtifact(
            Samples.artifact("text"), List.of(), new ArtifactFacts(null, change, null));
    Await.result(sessions().record(id, submit, CALLER));
    return id;
  }

  @Test
  void anOldClosedSessionGoesAndUnfinishedAndContestedOnesStay() throws Exception {
    SessionId old = closed();
    SessionId open = session();
    SessionId contested = closed();
    Await.result(
        sessions().record(contested, new SessionCommand.Contest(open, "no", null), CALLER));
    released(old, contested);

    assertEquals(List.of(old), Await.result(retention().run(DAY, null, true)));
    assertTrue(folders().contains(old.value()));
    assertEquals(List.of(old), Await.result(retention().run(DAY, null, false)));

    assertEquals(Set.of(open.value(), contested.value()), folders());
    assertFalse(sessions().heads(null).containsKey(old));
    assertEquals("session_not_found", Await.problem(sessions().view(old)).code());
  }

  @Test
  void itGoesIntoTheArchiveFirstAndCanComeBack() throws Exception {
    Path archive = Files.createDirectory(root.resolve("archive"));
    SessionId old = closed();
    released(old);

    Await.result(retention().run(DAY, archive, false));

    byte[] bundle = Files.readAllBytes(archive.resolve(old + ".zip"));
    assertEquals(
        old,
        new BundleImport(root, SecretPolicy.LOCAL)
            .run(new ByteArrayInputStream(bundle), bundle.length, "x")
            .id());
    assertTrue(Await.result(sessions().view(old)).session().closed());
  }

  @Test
  void aSessionThatSomebodyHoldsStays() throws Exception {
    SessionId old = closed();
    released(old);
    HeldLock lock =
        store
            .locks()
            .acquire(root.resolve("sessions").resolve(old.value()), Duration.ZERO)
            .toCompletableFuture()
            .get();

    assertEquals(List.of(), Await.result(retention().run(DAY, null, false)));

    lock.release().toCompletableFuture().get();
    assertTrue(folders().contains(old.value()));
  }

  @Test
  void whatACrashLeftHalfRemovedIsRemovedAtTheStart() throws Exception {
    SessionId old = closed();
    released(old);
    Path folder = root.resolve("sessions").resolve(old.value());
    Files.move(folder, folder.resolveSibling(".pruned-" + old));

    RetentionJob.finish(sessions().dir());

    assertEquals(Set.of(), folders());
  }

  @Test
  void whatCrashesLeftInAClosedSessionIsRemovedOnceItIsADayOld() throws Exception {
    SessionId id = closed();
    released(id);
    Path folder = root.resolve("sessions").resolve(id.value());
    Path orphan = folder.resolve("blobs").resolve(Digest.of("nobody names this").value());
    Files.writeString(orphan, "nobody names this");
    Files.writeString(folder.resolve("meta.json.1-1.tmp"), "half");

    assertEquals(0L, Await.result(leftovers(time).run()));
    assertEquals(2L, Await.result(leftovers(inTwoDays).run()));

    assertFalse(Files.exists(orphan));
    assertEquals(List.of(), SessionVerifier.verify(folder).damages());
  }

  @Test
  void anOpenSessionKeepsTextsThatNoLineNamesYet() throws Exception {
    SessionId id = session();
    released(id);
    Path blobs = root.resolve("sessions").resolve(id.value()).resolve("blobs");
    Path orphan = blobs.resolve(Digest.of("soon").value());
    Files.writeString(orphan, "soon");

    assertEquals(0L, Await.result(leftovers(inTwoDays).run()));
    assertTrue(Files.exists(orphan));
  }

  private OrphanCleanup leftovers(Clock clock) {
    return new OrphanCleanup(sessions(), store.locks(), clock, SweepAndRetentionTest::blocking);
  }

  /** A log is closed by itself when nobody uses it. */
  private void released(SessionId... ids) throws Exception {
    for (SessionId id : ids) {
      Path lock = root.resolve("sessions").resolve(id.value()).resolve(".lock");
      Await.until("its release", () -> !Files.exists(lock));
    }
  }

  @Test
  void aSweepNeverClosesWhatWasTouchedMeanwhile() throws Exception {
    SessionId id = session();

    String code =
        Await.problem(
                sessions()
                    .record(
                        id,
                        new SessionCommand.Sweep("2020-01-01T00:00:00.000Z", null, null),
                        Actor.DAEMON))
            .code();

    assertEquals("not_idle", code);
  }
}
