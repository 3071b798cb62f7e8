package crossreview.webhook;

import static crossreview.testkit.WebhookReceiver.answering;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.Await;
import crossreview.testkit.Eventually;
import crossreview.testkit.WebhookReceiver;
import crossreview.testkit.WebhookReceiver.ReceivedMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries to a receiver that takes them, fails, is silent, redirects, or wants no more. */
class WebhookServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60); // a busy machine

  @TempDir Path root;
  private WebhookBench bench;
  private WebhookReceiver receiver;

  @BeforeEach
  void open() throws Exception {
    bench = new WebhookBench(root);
    receiver = WebhookReceiver.start(bench.vertx);
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
    receiver.close();
  }

  private WebhookService begun(String name, String... events) {
    WebhookService service = bench.target(name, receiver.url() + "/hook?key=1", events);
    Eventually.holds(() -> bench.placed(name), PATIENCE);
    return service;
  }

  private void received(int count) {
    Eventually.holds(() -> receiver.received().size() >= count, PATIENCE);
  }

  @Test
  void chosenEventsArriveInOrderAndWhatWasThereBeforeDoesNot() {
    bench.happens("run.ended");
    begun("ci", "run.ended", "session.*");

    long first = bench.happens("run.ended");
    bench.happens("run.started");
    long second = bench.happens("session.finalized");

    received(2);
    assertEquals(
        List.of(WebhookBench.id("ci", first), WebhookBench.id("ci", second)), receiver.ids());
  }

  @Test
  void aTargetWhoseStateCannotBeReadSendsNothingAndKeepsIt() throws Exception {
    Path state = root.resolve("webhooks/ci/state.json");
    Files.createDirectories(state.getParent());
    Files.writeString(state, "{ torn");
    bench.target("ci", receiver.url() + "/hook", "run.ended");
    begun("other", "run.ended");

    long seq = bench.happens("run.ended");
    received(1);

    assertEquals(List.of(WebhookBench.id("other", seq)), receiver.ids());
    assertEquals("{ torn", Files.readString(state));
  }

  @Test
  void aMessageIsSignedAndHasTheEventAsAWebSocketGivesIt() {
    begun("ci", "run.ended");
    long seq = bench.happens("run.ended");
    received(1);

    ReceivedMessage message = receiver.received().getFirst();

    assertEquals("/hook?key=1", message.path());
    assertEquals(
        "{\"type\":\"event\",\"session\":\""
            + WebhookBench.ID.value()
            + "\",\"event\":{\"seq\":"
            + seq
            + ",\"type\":\"run.ended\"}}",
        message.body());
    assertEquals("application/json", message.headers().get("content-type"));
    long seconds = Long.parseLong(message.headers().get("webhook-timestamp"));
    assertEquals(
        StandardSignature.of(
            WebhookBench.SECRET, message.id(), seconds, message.body().getBytes(UTF_8)),
        message.headers().get("webhook-signature"));
  }

  @Test
  void whatFailsIsSentAgainUnderTheSameId() {
    AtomicInteger calls = new AtomicInteger();
    receiver.that((message, response) ->
        answering(calls.incrementAndGet() < 4 ? 500 : 204).accept(message, response));
    begun("ci", "run.ended");

    long seq = bench.happens("run.ended");
    received(4);

    assertEquals(Set.of(WebhookBench.id("ci", seq)), Set.copyOf(receiver.ids()));
    Eventually.holds(() -> bench.state("ci").pending().isEmpty(), PATIENCE);
    assertTrue(bench.attempts.contains("ci failed"), bench.attempts::toString);
    assertEquals("ci delivered", bench.attempts.getLast());
  }

  @Test
  void anEventThatIsAlwaysRefusedHoldsUpNoOther() {
    String bad = WebhookBench.id("ci", 1);
    receiver.that((message, response) ->
        answering(message.id().equals(bad) ? 400 : 204).accept(message, response));
    begun("ci", "run.ended");

    for (int i = 0; i < 20; i++) {
      bench.happens("run.ended");
    }

    Eventually.holds(() -> Set.copyOf(receiver.ids()).size() == 20, PATIENCE);
    Eventually.holds(() -> bench.state("ci").pending().size() == 1, PATIENCE);
    assertEquals(1, bench.state("ci").pending().getFirst().seq());
  }

  @Test
  void aSilentReceiverIsGivenUpForThisTimeAndAskedAgain() {
    receiver.that(WebhookReceiver.silent());
    begun("ci", "run.ended");
    bench.happens("run.ended");
    received(2);

    receiver.that(answering(204));

    Eventually.holds(() -> bench.attempts.contains("ci delivered"), PATIENCE);
    assertTrue(bench.attempts.contains("ci failed"), bench.attempts::toString);
  }

  @Test
  void aRedirectIsNotFollowed() {
    receiver.that((message, response) ->
        response.putHeader("Location", receiver.url() + "/elsewhere").setStatusCode(307).end());
    begun("ci", "run.ended");
    bench.happens("run.ended");
    received(2);

    assertEquals(
        Set.of("/hook?key=1"),
        Set.copyOf(receiver.received().stream().map(ReceivedMessage::path).toList()));
    Eventually.holds(() -> bench.state("ci").pending().getFirst().fault() != null, PATIENCE);
    assertEquals(
        "status 307: redirects are not followed", bench.state("ci").pending().getFirst().fault());
  }

  @Test
  void aReceiverThatWantsNoMoreIsLeftAloneUntilAReplayAndMissesNothing() {
    receiver.that(answering(410));
    WebhookService service = begun("ci", "run.ended");
    bench.happens("run.ended");
    Eventually.holds(() -> bench.state("ci").disabled() != null, PATIENCE);
    int before = receiver.received().size();
    bench.happens("run.ended");
    bench.happens("run.ended");

    assertEquals("the target answered 410", service.report().disabled());
    assertEquals(before, receiver.received().size());
    receiver.that(answering(204));
    service.replay("again");

    Eventually.holds(() -> ids(3).equals(new TreeSet<>(receiver.ids())), PATIENCE);
    Eventually.holds(() -> service.report().disabled() == null, PATIENCE);
  }

  private static Set<String> ids(long count) {
    Set<String> ids = new TreeSet<>();
    LongStream.rangeClosed(1, count).forEach(seq -> ids.add(WebhookBench.id("ci", seq)));
    return ids;
  }

  @Test
  void deadLettersAreListedAndReplayed() {
    bench.givingUpAfter(Duration.ofMillis(50));
    receiver.that(answering(500));
    WebhookService service = begun("ci", "run.ended");
    bench.happens("run.ended");
    Eventually.holds(() -> service.report().dead().size() == 1, PATIENCE);
    assertEquals("status 500", service.report().dead().getFirst().fault());
    assertEquals("ci dead", bench.attempts.getLast());

    receiver.that(answering(204));
    service.replay("again");

    Eventually.holds(() -> bench.attempts.getLast().equals("ci delivered"), PATIENCE);
    Eventually.holds(() -> service.report().dead().isEmpty(), PATIENCE);
    assertEquals(ids(1), Set.copyOf(receiver.ids()));
  }

  @Test
  void aSessionThatWasRemovedIsNotWaitedFor() {
    receiver.that(answering(500));
    begun("ci", "run.ended");
    bench.happens("run.ended");
    received(1);

    bench.lines.remove(WebhookBench.ID);

    Eventually.holds(() -> bench.attempts.contains("ci vanished"), PATIENCE);
    Eventually.holds(() -> bench.state("ci").pending().isEmpty(), PATIENCE);
  }

  @Test
  void anAddressOfThisMachineIsNotCalledUnlessItIsListed() {
    WebhookService service =
        bench.made("ci", receiver.url(), List.of("other.example.com"), "run.ended");
    service.begin();
    Eventually.holds(() -> bench.placed("ci"), PATIENCE);
    bench.happens("run.ended");

    Eventually.holds(() -> bench.attempts.contains("ci failed"), PATIENCE);
    Eventually.holds(() -> bench.state("ci").pending().getFirst().fault() != null, PATIENCE);
    String fault = bench.state("ci").pending().getFirst().fault();
    assertTrue(fault.contains("not an address of the public network"), fault);
    assertTrue(receiver.received().isEmpty());
  }

  @Test
  void whoIsEndedInBetweenGoesOnAndMissesNothing() throws Exception {
    receiver.that(
        (message, response) -> bench.vertx.setTimer(2, timer -> response.setStatusCode(204).end()));
    WebhookService service = begun("ci", "run.ended");
    bench.lines.fill(WebhookBench.ID, "run.ended", 300);
    bench.announce(300);
    for (int lives = 1; lives <= 5; lives++) {
      received(lives * 30);
      Await.result(service.close());
      service = bench.target("ci", receiver.url(), "run.ended");
    }

    Eventually.holds(() -> ids(300).equals(new TreeSet<>(receiver.ids())), PATIENCE);
    assertTrue(receiver.received().size() <= 300 + 5 * 21, "few are repeated");
  }

  @Test
  void ofTwoHostsOneDeliversAndTheOtherOneTakesOver() throws Exception {
    WebhookService first = begun("ci", "run.ended");
    bench.target("ci", receiver.url(), "run.ended");
    for (int i = 0; i < 50; i++) {
      bench.happens("run.ended");
    }
    Eventually.holds(() -> ids(50).equals(new TreeSet<>(receiver.ids())), PATIENCE);
    assertEquals(50, receiver.received().size());

    Await.result(first.close());
    bench.happens("run.ended");

    Eventually.holds(() -> receiver.ids().contains(WebhookBench.id("ci", 51)), PATIENCE);
  }

  @Test
  void tenThousandEventsForASlowAndAFailingReceiverDelayNobodyAndAreNotLost() throws Exception {
    int events = 10_000;
    try (WebhookReceiver slow = WebhookReceiver.start(bench.vertx);
        WebhookReceiver failing = WebhookReceiver.start(bench.vertx)) {
      slow.that((message, response) ->
          bench.vertx.setTimer(300, timer -> response.setStatusCode(204).end()));
      failing.that(answering(500));
      begun("good", "run.ended");
      bench.target("slow", slow.url(), "run.ended");
      bench.target("failing", failing.url(), "run.ended");
      Eventually.holds(() -> bench.placed("slow") && bench.placed("failing"), PATIENCE);

      bench.lines.fill(WebhookBench.ID, "run.ended", events);
      bench.announce(events);

      Eventually.holds(() -> receiver.received().size() >= events, Duration.ofMinutes(3));
      assertTrue(slow.received().size() < events / 10, "the slow one has its time");
      assertTrue(bench.state("failing").pending().size() <= WebhookState.PENDING_MAX);
      slow.that(answering(204));
      failing.that(answering(204));
      Eventually.holds(
          () -> all(receiver, events) && all(slow, events) && all(failing, events),
          Duration.ofMinutes(3));
    }
  }

  private static boolean all(WebhookReceiver receiver, int events) {
    return receiver.received().size() >= events && Set.copyOf(receiver.ids()).size() == events;
  }
}
