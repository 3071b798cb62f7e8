package crossreview.session;

import crossreview.model.Limits;
import crossreview.model.PanelMember;
import crossreview.model.event.LifeEvent;
import crossreview.time.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What people changed about a session since it was opened. Immutable.
 *
 * @param pausedAt since when nothing is begun, or null
 * @param paused how long the running run was held up before that; it does not count against its
 *     wall clock
 * @param constraints what reviewers and authors are told beside the task, in order
 * @param shown how many of them the last round began with
 * @param panel the members after swaps, or null for those of the opening
 * @param limits the limits after changes, or null for those of the opening
 */
public record Steering(
    String pausedAt,
    Duration paused,
    List<Constraint> constraints,
    int shown,
    List<PanelMember> panel,
    Limits limits) {
  static final Steering NONE = new Steering(null, Duration.ZERO, List.of(), 0, null, null);

  /** Every prompt carries them all. */
  public static final int CONSTRAINTS_MAX = 16;

  /** One constraint with its author. */
  public record Constraint(String text, String by, String at) {}

  /** The members now. */
  List<PanelMember> panel(LifeEvent.SessionCreated opened) {
    return panel == null ? opened.panel() : panel;
  }

  /** The limits now, which the next run begins with. */
  Limits limits(LifeEvent.SessionCreated opened) {
    return limits == null ? opened.limits() : limits;
  }

  /** How long the run was held up until now. */
  Duration pausedUntil(Instant now) {
    return pausedAt == null ? paused : paused.plus(Duration.between(Stamp.parse(pausedAt), now));
  }

  Steering pause(String at) {
    return new Steering(at, paused, constraints, shown, panel, limits);
  }

  Steering resume(String at) {
    return new Steering(null, pausedUntil(Stamp.parse(at)), constraints, shown, panel, limits);
  }

  /** A new run has its own wall clock. */
  Steering newRun() {
    return new Steering(pausedAt, Duration.ZERO, constraints, shown, panel, limits);
  }

  Steering plus(Constraint more) {
    List<Constraint> all = new ArrayList<>(constraints);
    all.add(more);
    return new Steering(pausedAt, paused, List.copyOf(all), shown, panel, limits);
  }

  /** A round begins with all of them. */
  Steering shownAll() {
    return new Steering(pausedAt, paused, constraints, constraints.size(), panel, limits);
  }

  Steering on(List<PanelMember> members) {
    return new Steering(pausedAt, paused, constraints, shown, List.copyOf(members), limits);
  }

  Steering within(Limits changed) {
    return new Steering(pausedAt, paused, constraints, shown, panel, changed);
  }
}
