package crossreview.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.access.StoreSecret;
import crossreview.codec.SchemaBuilder;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.StorageProblem;
import crossreview.model.TraceContext;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationCatalog;
import crossreview.operation.OperationResult;
import crossreview.ownership.SessionOwnership;
import crossreview.store.index.SessionScope;
import crossreview.testkit.Await;
import crossreview.testkit.TestVertx;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call finds the host that writes its session, over real HTTP, and is done once. */
class CallRelayTest {
  private static final String ID = "0b9f6a52-5f0e-4a4c-9d0a-0f6f7f0c2a11";
  private static final Principal ADA = new Principal("ada", AccessRole.CALLER, "p2");
  private static final OperationResult HERE =
      new OperationResult.ValueResult(Map.of("who", "here"));

  @TempDir Path data;
  @TempDir Path foreign;

  private final Vertx vertx = TestVertx.create();
  private final List<OperationCall> there = new CopyOnWriteArrayList<>();
  private final AtomicReference<Future<OperationResult>> answer = new AtomicReference<>();
  private final AtomicReference<Optional<SessionOwnership.OwnerAddress>> place =
      new AtomicReference<>(Optional.empty());
  private StoreSecret secret;
  private CallRelay callRelay;
  private int port;

  private final Operation note = operation("session_note", OperationHints.ADDS, this::taken);
  private final Operation seats =
      operation("seat_list", OperationHints.lists("seats"), this::taken);
  private final Operation noteHere =
      operation("session_note", OperationHints.ADDS, this::takenHere);
  private final Operation seatsHere =
      operation("seat_list", OperationHints.lists("seats"), this::takenHere);
  private final List<OperationCall> here = new CopyOnWriteArrayList<>();
  private final AtomicReference<Future<OperationResult>> answerHere = new AtomicReference<>();

  private static Operation operation(
      String name, OperationHints operationHints, Operation.OperationHandler operationHandler) {
    return new Operation(
        name,
        name,
        "An operation that exists for this test alone.",
        SchemaBuilder.object().may("session_id", SchemaBuilder.text("id")).build(),
        SchemaBuilder.object().build(),
        AccessRole.CALLER,
        operationHints,
        HttpRoute.post("/x"),
        operationHandler);
  }

  private Future<OperationResult> takenHere(OperationCall operationCall) {
    here.add(operationCall);
    return answerHere.get();
  }

  private Future<OperationResult> taken(OperationCall operationCall) {
    there.add(operationCall);
    return answer.get();
  }

  @BeforeEach
  void begin() throws Exception {
    answer.set(
        Future.succeededFuture(
            new OperationResult.ValueResult(Map.of("who", "there", "seats", List.of(2L)))));
    secret = StoreSecret.open(data, RandomGenerator.getDefault());
    port = listening(secret);
    place.set(Optional.of(new SessionOwnership.OwnerAddress("b", "127.0.0.1:" + port)));
    callRelay = relay(secret);
  }

  @AfterEach
  void end() throws Exception {
    Await.result(vertx.close());
  }

  private int listening(StoreSecret theirs) throws Exception {
    OperationCatalog operationCatalog =
        new OperationCatalog(
            List.of(note, seats),
            session -> Future.succeededFuture(new SessionScope("p2", "ada")),
            auditEvent -> {});
    RelayVerticle verticle =
        new RelayVerticle(
            operationCatalog,
            theirs,
            new SystemTime(),
            new RelayVerticle.RelayAddress("127.0.0.1", 0),
            4_096);
    Await.result(vertx.deployVerticle(verticle));
    return verticle.port();
  }

  private CallRelay relay(StoreSecret ours) {
    SystemTime time = new SystemTime();
    return new CallRelay(
        new CallRelay.RelayContext(
            vertx,
            new AllThere(),
            () -> place.get().stream().toList(),
            ours,
            time,
            time,
            new VertxTimerService(vertx),
            RandomGenerator.getDefault()));
  }

  /** Says of every session that the place has it. */
  private final class AllThere implements SessionOwnership {
    @Override
    public CompletionStage<OwnershipClaim> claim(SessionId id) {
      throw new IllegalStateException("the relay claims nothing");
    }

    @Override
    public CompletionStage<Optional<OwnerAddress>> elsewhere(SessionId id) {
      return CompletableFuture.completedFuture(place.get());
    }
  }

  private Future<OperationResult> ask(String key, Future<OperationResult> answer) {
    answerHere.set(answer);
    OperationCall operationCall = new OperationCall(ADA, Map.of("session_id", ID), key, "r1");
    return callRelay.owner(new SessionId(ID), noteHere, operationCall);
  }

  @Test
  void aSessionThatNobodyElseHasIsAnsweredHere() throws Exception {
    place.set(Optional.empty());

    assertEquals(HERE, Await.result(ask("k", Future.succeededFuture(HERE))));
    assertEquals(0, callRelay.forwarded());
  }

  @Test
  void theWriterIsToldWhoAsksAndUnderWhichKey() throws Exception {
    OperationResult got = Await.result(ask("k", Future.failedFuture("not here")));

    assertEquals("there", got.body().get("who"));
    assertEquals(ADA, there.getFirst().principal());
    assertEquals("k", there.getFirst().key());
    assertEquals("r1", there.getFirst().requestId());
    assertEquals(1, callRelay.forwarded());
  }

  @Test
  void theWriterIsToldToWhichTraceTheCallBelongs() throws Exception {
    TraceContext trace =
        new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01", "a=1,b=2");
    answerHere.set(Future.failedFuture("not here"));
    OperationCall operationCall = new OperationCall(ADA, Map.of("session_id", ID), "k", "r1");

    Await.result(callRelay.owner(new SessionId(ID), noteHere, operationCall.in(trace)));
    Await.result(callRelay.owner(new SessionId(ID), noteHere, operationCall));

    assertEquals(trace, there.getFirst().trace());
    assertNull(there.getLast().trace());
  }

  @Test
  void aCallWithoutAKeyGetsOneOnItsWay() throws Exception {
    Await.result(ask(null, Future.failedFuture("not here")));

    assertNotNull(there.getFirst().key());
  }

  @Test
  void aRefusalOfTheWriterIsTheAnswer() throws Exception {
    answer.set(Future.failedFuture(SessionProblem.PAUSED.exception("it is paused")));

    assertEquals(
        SessionProblem.PAUSED.problem("it is paused"),
        Await.problem(ask("k", Future.failedFuture("not here"))));
    assertEquals(1, there.size());
  }

  @Test
  void whenTheWriterIsGoneTheSameCommandGoesToTheNextOne() throws Exception {
    place.set(Optional.of(new SessionOwnership.OwnerAddress("dead", "127.0.0.1:1")));
    Future<OperationResult> got = ask("k", Future.succeededFuture(HERE));
    Await.until("it was tried there", () -> callRelay.forwarded() > 0);
    place.set(Optional.empty());

    assertEquals(HERE, Await.result(got));
    assertEquals(1, here.size());
    assertEquals("k", here.getFirst().key());
  }

  @Test
  void aSessionOnTheMoveIsWaitedFor() throws Exception {
    answer.set(Future.failedFuture(StorageProblem.SESSION_BUSY.exception("held")));

    Future<OperationResult> got = ask("k", Future.succeededFuture(HERE));
    Await.until("it was tried", () -> there.size() > 1);
    answer.set(Future.succeededFuture(new OperationResult.ValueResult(Map.of("who", "there"))));

    assertEquals("there", Await.result(got).body().get("who"));
    assertTrue(
        there.stream().allMatch(operationCall -> operationCall.key().equals("k")),
        "always the same command");
  }

  @Test
  void aBugOfTheWriterIsABugHereAndNotTriedAgain() {
    answer.set(Future.failedFuture(new IllegalStateException("a bug")));

    assertThrows(
        IllegalStateException.class, () -> Await.result(ask("k", Future.failedFuture("not here"))));
    assertEquals(1, there.size());
  }

  @Test
  void aHostOfAnotherDirectoryIsNeitherBelievedNorServed() throws Exception {
    callRelay = relay(StoreSecret.open(foreign, RandomGenerator.getDefault()));

    assertEquals(
        "host_not_genuine", Await.problem(ask("k", Future.failedFuture("not here"))).code());
    assertEquals(0, there.size());
  }

  @Test
  void aStrangerIsAnsweredNothing() throws Exception {
    assertEquals(401, status(HttpMethod.POST, "/call", "{}"));
    assertEquals(404, status(HttpMethod.GET, "/call", ""));
    assertEquals(404, status(HttpMethod.POST, "/other", ""));
    assertEquals(413, status(HttpMethod.POST, "/call", "x".repeat(8_193)));
    assertEquals(0, there.size());
  }

  private int status(HttpMethod method, String path, String body) throws Exception {
    return Await.result(
        vertx
            .createHttpClient()
            .request(method, port, "127.0.0.1", path)
            .compose(request -> request.send(Buffer.buffer(body)))
            .map(response -> response.statusCode()));
  }

  @Test
  void aListIsPutTogetherFromAllHostsAndShownWithoutASilentOne() throws Exception {
    OperationCall operationCall = new OperationCall(ADA, Map.of(), null, "r1");
    OperationResult own = new OperationResult.ValueResult(Map.of("seats", List.of(1L)));
    answerHere.set(Future.succeededFuture(own));

    assertEquals(
        List.of(1L, 2L),
        Await.result(callRelay.everywhere("seats", seatsHere, operationCall)).body().get("seats"));

    place.set(Optional.of(new SessionOwnership.OwnerAddress("dead", "127.0.0.1:1")));
    assertEquals(own, Await.result(callRelay.everywhere("seats", seatsHere, operationCall)));
  }

  @Test
  void whatMayHaveBeenDoneHereIsNotDoneAgainWithoutAKey() throws Exception {
    place.set(Optional.empty());
    ProblemException lost = StorageProblem.LOCK_LOST.exception("the lock was lost");

    assertEquals("lock_lost", Await.problem(ask(null, Future.failedFuture(lost))).code());
    assertEquals(1, here.size());

    Future<OperationResult> again = ask("k", Future.failedFuture(lost));
    Await.until("it is tried again under its key", () -> here.size() > 2);
    answerHere.set(Future.succeededFuture(HERE));
    assertEquals(HERE, Await.result(again));
  }
}
