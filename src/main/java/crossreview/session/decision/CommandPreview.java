package crossreview.session.decision;

import crossreview.model.ProblemException;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.SessionEvent;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import org.jspecify.annotations.Nullable;

/** Where a command would lead, so that a refusal is known before anything is written. Pure. */
public final class CommandPreview {
  /** No rule of opening, submitting or starting looks at the time. */
  private static final String STAMP = "1970-01-01T00:00:00.000Z";

  private CommandPreview() {}

  /**
   * The state after the command; the same state where its key was used before.
   *
   * @throws ProblemException the decider's refusal
   */
  public static Session of(
      Session before, SessionCommand sessionCommand, String by, @Nullable String key) {
    if (key != null && before.memo(key).isPresent()) {
      return before;
    }
    return switch (Decider.decide(before, sessionCommand)) {
      case CommandDecision.CommandRefusal refusal -> throw new ProblemException(refusal.problem());
      case CommandDecision.CommandAcceptance acceptance -> applied(before, acceptance, by);
    };
  }

  private static Session applied(
      Session before, CommandDecision.CommandAcceptance acceptance, String by) {
    Session state = before;
    for (SessionEvent event : acceptance.events()) {
      state = state.apply(new EventEnvelope(state.seq() + 1, STAMP, by, null), event);
    }
    return state;
  }
}
