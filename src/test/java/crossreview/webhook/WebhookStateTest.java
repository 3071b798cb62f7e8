package crossreview.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.webhook.DeliveryOutcome.Acceptance;
import crossreview.webhook.DeliveryOutcome.FailedAttempt;
import crossreview.webhook.DeliveryOutcome.MissingEvent;
import crossreview.webhook.DeliveryOutcome.Unsubscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes of attempts, without a clock and without a network. */
class WebhookStateTest {
  private static final SessionId ID = new SessionId("0b9f6a52-5f0e-4a4c-9d0a-0f6f7f0c2a11");
  private static final RetryPlan DAY = RetryPlan.DAY;
  private static final long NOW = 1_000_000;

  private static PendingEvent event(long seq) {
    return PendingEvent.of(ID, seq);
  }

  private static WebhookState with(int events) {
    List<PendingEvent> all = new ArrayList<>();
    for (long seq = 1; seq <= events; seq++) {
      all.add(event(seq));
    }
    return WebhookState.NEW.taken("c", all);
  }

  private static WebhookState failed(WebhookState state, long now) {
    PendingEvent due = state.due(now).orElseThrow();
    return state.after(due, new FailedAttempt("status 500", 0), now, DAY);
  }

  @Test
  void waitsDoubleFromFiveSecondsToAnHour() {
    assertEquals(5_000, DAY.delay(1));
    assertEquals(10_000, DAY.delay(2));
    assertEquals(2_560_000, DAY.delay(10));
    assertEquals(3_600_000, DAY.delay(11));
    assertEquals(3_600_000, DAY.delay(1_000_000));
    assertEquals(60_000, DAY.pauseAfter(1_000_000));
  }

  @Test
  void eventsAreSentInTheOrderOfTheFeed() {
    WebhookState state = with(3);

    assertEquals(1, state.due(NOW).orElseThrow().seq());
    state = state.after(event(1), new Acceptance(), NOW, DAY);
    assertEquals(2, state.due(NOW).orElseThrow().seq());
  }

  @Test
  void anEventThatFailsWaitsAndTheNextOneHasItsTurnAfterThePause() {
    WebhookState state = failed(with(2), NOW);

    assertTrue(state.due(NOW + 4_999).isEmpty());
    assertEquals(2, state.due(NOW + 5_000).orElseThrow().seq());
    assertEquals(NOW + 5_000, state.nextAt().orElseThrow());
  }

  @Test
  void aTargetThatComesBackGetsAtOnceWhatWaits() {
    WebhookState state = with(4);
    long now = NOW;
    for (int i = 0; i < 3; i++) {
      now = state.nextAt().map(at -> Math.max(at, NOW)).orElse(NOW);
      state = failed(state, now);
    }
    now = state.pausedUntil();
    state = state.after(state.due(now).orElseThrow(), new Acceptance(), now, DAY);

    assertEquals(0, state.failures());
    for (PendingEvent left : state.pending()) {
      assertTrue(left.nextAt() <= now, left.toString());
    }
  }

  @Test
  void aTargetThatAsksToBeLeftAloneIs() {
    WebhookState state = with(2).after(event(1), new FailedAttempt("status 429", 90_000), NOW, DAY);

    assertTrue(state.due(NOW + 89_999).isEmpty());
    assertEquals(2, state.due(NOW + 90_000).orElseThrow().seq());
  }

  @Test
  void nobodyAsksForMoreThanADay() {
    long week = Duration.ofDays(7).toMillis();

    WebhookState state = with(1).after(event(1), new FailedAttempt("status 503", week), NOW, DAY);

    assertEquals(NOW + Duration.ofDays(1).toMillis(), state.pausedUntil());
  }

  @Test
  void afterADayAnEventIsADeadLetterAndTheOthersGoOn() {
    WebhookState state = with(2);
    state = state.after(event(2), new Acceptance(), NOW, DAY);
    int attempts = 0;
    while (state.dead().isEmpty()) {
      state = failed(state, state.nextAt().map(at -> Math.max(at, NOW)).orElse(NOW));
      attempts++;
      assertTrue(attempts < 50, "it is never given up");
    }

    assertEquals(33, attempts);
    assertTrue(state.pending().isEmpty());
    assertEquals("status 500", state.dead().getFirst().fault());
    assertNull(state.disabled());
  }

  @Test
  void aTargetThatWantsNoMoreIsDisabledAndLosesNothing() {
    WebhookState state = with(2).after(event(1), new Unsubscription(), NOW, DAY);

    assertEquals("the target answered 410", state.disabled());
    assertEquals(2, state.pending().size());
    assertTrue(state.due(Long.MAX_VALUE).isEmpty());
    assertTrue(state.nextAt().isEmpty());
  }

  @Test
  void anEventOfASessionThatWasRemovedIsForgotten() {
    WebhookState state = with(2).after(event(1), new MissingEvent(), NOW, DAY);

    assertEquals(List.of(event(2)), state.pending());
    assertTrue(state.dead().isEmpty());
  }

  @Test
  void tooManyDeadLettersDisableTheTargetAndAreKept() {
    List<PendingEvent> letters = new ArrayList<>();
    for (long seq = 1; seq < WebhookState.DEAD_MAX; seq++) {
      letters.add(event(seq));
    }
    PendingEvent old = new PendingEvent(ID, 2_000, 30, NOW, 0, "status 500");
    long later = NOW + Duration.ofDays(2).toMillis();
    WebhookState full = new WebhookState("c", List.of(old), letters, 9, 0, null, "");

    WebhookState state = full.after(old, new FailedAttempt("status 500", 0), later, DAY);

    assertEquals(WebhookState.DEAD_MAX, state.dead().size());
    assertEquals("there are 1000 dead letters", state.disabled());
  }

  @Test
  void aReplayMakesDeadLettersNewAndEnablesTheTarget() {
    WebhookState state =
        new WebhookState(
            "c", List.of(event(5)), List.of(event(1).failed(NOW, NOW, "x")), 7, NOW, "410", "");

    WebhookState again = state.replay("r1");

    assertEquals(List.of(event(5), event(1)), again.pending());
    assertTrue(again.dead().isEmpty());
    assertNull(again.disabled());
    assertEquals("r1", again.replayed());
    assertEquals(5, again.due(0).orElseThrow().seq());
  }

  @Test
  void aWaitIsReadInSecondsOrAsADate() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    assertEquals(120_000, WebhookSender.retryMs("120", now));
    assertEquals(60_000, WebhookSender.retryMs("Thu, 01 Jan 2026 00:01:00 GMT", now));
    assertEquals(0, WebhookSender.retryMs("Wed, 31 Dec 2025 00:01:00 GMT", now));
    assertEquals(0, WebhookSender.retryMs("soon", now));
    assertEquals(0, WebhookSender.retryMs("-5", now));
    assertEquals(0, WebhookSender.retryMs(null, now));
  }
}
