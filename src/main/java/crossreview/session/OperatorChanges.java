package crossreview.session;

import crossreview.model.event.LifecycleEvent;
import crossreview.model.material.FileRuling;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.time.TimestampFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people changed about a session since it was opened. Immutable.
 *
 * @param pausedAt since when nothing is begun
 * @param paused how long the running run was held up before that; it does not count against its
 *     wall clock
 * @param constraints what reviewers and authors are told beside the task, in order
 * @param shown how many of them the last round began with
 * @param panel the members after swaps; absent means those of the opening
 * @param limits the limits after changes; absent means those of the opening
 * @param rulings files that need not be shown, in order
 */
public record OperatorChanges(
    @Nullable String pausedAt,
    Duration paused,
    List<ReviewConstraint> constraints,
    int shown,
    @Nullable List<PanelMember> panel,
    @Nullable ReviewLimits limits,
    List<FileRuling> rulings) {
  static final OperatorChanges NONE =
      new OperatorChanges(null, Duration.ZERO, List.of(), 0, null, null, List.of());

  /** Every prompt carries them all. */
  public static final int CONSTRAINTS_MAX = 16;

  /** One constraint with its author. */
  public record ReviewConstraint(String text, String by, String at) {}

  /** The members now. */
  List<PanelMember> panel(LifecycleEvent.SessionCreated opened) {
    return panel == null ? opened.panel() : panel;
  }

  /**
   * Whether a peer's votes and findings count for nothing: as it sits on the panel now, else as it
   * sat there at the opening. One that nobody knows counts, so that nothing stops blocking by it.
   */
  public boolean trial(LifecycleEvent.SessionCreated opened, String peer) {
    for (List<PanelMember> members : List.of(panel(opened), opened.panel())) {
      for (PanelMember member : members) {
        if (member.peer().equals(peer)) {
          return member.onTrial();
        }
      }
    }
    return false;
  }

  /** The limits now, which the next run begins with. */
  ReviewLimits limits(LifecycleEvent.SessionCreated opened) {
    return limits == null ? opened.limits() : limits;
  }

  /** How long the run was held up until now. */
  Duration pausedUntil(Instant now) {
    return pausedAt == null
        ? paused
        : paused.plus(Duration.between(TimestampFormat.parse(pausedAt), now));
  }

  OperatorChanges pause(String at) {
    return new OperatorChanges(at, paused, constraints, shown, panel, limits, rulings);
  }

  OperatorChanges resume(String at) {
    return new OperatorChanges(
        null, pausedUntil(TimestampFormat.parse(at)), constraints, shown, panel, limits, rulings);
  }

  /** A new run has its own wall clock. */
  OperatorChanges newRun() {
    return new OperatorChanges(pausedAt, Duration.ZERO, constraints, shown, panel, limits, rulings);
  }

  OperatorChanges plus(ReviewConstraint more) {
    List<ReviewConstraint> all = new ArrayList<>(constraints);
    all.add(more);
    return new OperatorChanges(pausedAt, paused, List.copyOf(all), shown, panel, limits, rulings);
  }

  OperatorChanges plus(FileRuling more) {
    List<FileRuling> all = new ArrayList<>(rulings);
    all.add(more);
    return new OperatorChanges(
        pausedAt, paused, constraints, shown, panel, limits, List.copyOf(all));
  }

  /** A round begins with all of them. */
  OperatorChanges shownAll() {
    return new OperatorChanges(
        pausedAt, paused, constraints, constraints.size(), panel, limits, rulings);
  }

  OperatorChanges on(List<PanelMember> members) {
    return new OperatorChanges(
        pausedAt, paused, constraints, shown, List.copyOf(members), limits, rulings);
  }

  OperatorChanges within(ReviewLimits changed) {
    return new OperatorChanges(pausedAt, paused, constraints, shown, panel, changed, rulings);
  }
}
