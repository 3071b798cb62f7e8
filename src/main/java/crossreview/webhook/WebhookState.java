package crossreview.webhook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a target is, as it is stored. Everything before the cursor is delivered, pending or dead.
 * Immutable; its changes are pure.
 *
 * @param cursor the position in the feed; null before the first look, which begins at the present
 * @param pending what is to be sent, in the order of the feed; at most {@link #PENDING_MAX}
 * @param dead what was tried for as long as the plan says; at most {@link #DEAD_MAX}
 * @param failures of the target in a row
 * @param pausedUntil before this time nothing is sent, in milliseconds since 1970
 * @param disabled why nothing is sent until an operator asks for it; null where it is
 * @param replayed the last request for a replay that was carried out
 */
record WebhookState(
    @Nullable String cursor,
    List<PendingEvent> pending,
    List<PendingEvent> dead,
    int failures,
    long pausedUntil,
    @Nullable String disabled,
    String replayed) {
  /** More are not taken from the feed; they wait there, where they cost nothing. */
  static final int PENDING_MAX = 100;

  /** Beyond these a target is disabled, so that none of them is forgotten. */
  static final int DEAD_MAX = 1_000;

  /** A target that failed so often was away; when it is back, nothing waits any longer. */
  private static final int OUTAGE = 3;

  static final WebhookState NEW = new WebhookState(null, List.of(), List.of(), 0, 0, null, "");

  WebhookState {
    pending = List.copyOf(pending);
    dead = List.copyOf(dead);
  }

  /** The event to send now. */
  Optional<PendingEvent> due(long now) {
    return resting(now)
        ? Optional.empty()
        : pending.stream()
            .filter(event -> event.nextAt() <= now)
            .min(Comparator.comparingLong(PendingEvent::nextAt));
  }

  /** Whether nothing may be sent now. */
  boolean resting(long now) {
    return disabled != null || now < pausedUntil;
  }

  /** How many more events may be taken from the feed. */
  int room() {
    return PENDING_MAX - pending.size();
  }

  /** The time of the next attempt; empty while none is planned. */
  Optional<Long> nextAt() {
    return disabled != null
        ? Optional.empty()
        : pending.stream()
            .map(event -> Math.max(pausedUntil, event.nextAt()))
            .min(Comparator.naturalOrder());
  }

  /** The feed was read up to a position. */
  WebhookState taken(String position, List<PendingEvent> events) {
    List<PendingEvent> all = new ArrayList<>(pending);
    all.addAll(events);
    return new WebhookState(position, all, dead, failures, pausedUntil, disabled, replayed);
  }

  /** An attempt ended. */
  WebhookState after(PendingEvent event, DeliveryOutcome outcome, long now, RetryPlan plan) {
    return switch (outcome) {
      case DeliveryOutcome.Acceptance() -> delivered(event, now);
      case DeliveryOutcome.MissingEvent() ->
          with(without(event), dead, failures, pausedUntil, disabled);
      case DeliveryOutcome.Unsubscription() ->
          with(pending, dead, failures + 1, pausedUntil, "the target answered 410");
      case DeliveryOutcome.FailedAttempt failed -> failed(event, failed, now, plan);
    };
  }

  private WebhookState delivered(PendingEvent event, long now) {
    List<PendingEvent> left = without(event);
    boolean back = failures >= OUTAGE;
    return with(
        back ? left.stream().map(other -> other.due(now)).toList() : left, dead, 0, 0, disabled);
  }

  private WebhookState failed(
      PendingEvent event, DeliveryOutcome.FailedAttempt failed, long now, RetryPlan plan) {
    long wait = Math.min(failed.waitMs(), plan.end().toMillis());
    long next = now + Math.max(wait, plan.delay(event.attempts() + 1));
    PendingEvent tried = event.failed(now, next, failed.why());
    long paused = now + Math.max(wait, plan.pauseAfter(failures + 1));
    List<PendingEvent> left = without(event);
    if (next - tried.firstAt() <= plan.end().toMillis()) {
      left.add(tried);
      return with(left, dead, failures + 1, paused, disabled);
    }
    List<PendingEvent> more = new ArrayList<>(dead);
    more.add(tried);
    String full = more.size() < DEAD_MAX ? disabled : "there are " + DEAD_MAX + " dead letters";
    return with(left, more, failures + 1, paused, full);
  }

  private List<PendingEvent> without(PendingEvent event) {
    List<PendingEvent> left = new ArrayList<>(pending);
    left.removeIf(other -> other.session().equals(event.session()) && other.seq() == event.seq());
    return left;
  }

  private WebhookState with(
      List<PendingEvent> left,
      List<PendingEvent> letters,
      int failed,
      long paused,
      @Nullable String why) {
    return new WebhookState(cursor, left, letters, failed, paused, why, replayed);
  }

  /** Its position cannot be read any more. */
  WebhookState lost(String why) {
    return new WebhookState(null, pending, dead, failures, pausedUntil, why, replayed);
  }

  /**
   * An operator wants it to go on: what waits is due, dead letters are as if they were never sent,
   * as many as there is room for, and a disabled target is tried again.
   */
  WebhookState replay(String request) {
    List<PendingEvent> all = new ArrayList<>();
    pending.forEach(event -> all.add(PendingEvent.of(event.session(), event.seq())));
    int moved = Math.min(dead.size(), room());
    dead.subList(0, moved).forEach(event -> all.add(PendingEvent.of(event.session(), event.seq())));
    return new WebhookState(cursor, all, dead.subList(moved, dead.size()), 0, 0, null, request);
  }
}
