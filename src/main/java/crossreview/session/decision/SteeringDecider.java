package crossreview.session.decision;

import crossreview.model.PartNumbers;
import crossreview.model.ProblemException;
import crossreview.model.ReviewProblem;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.material.FileRuling;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.model.run.SteeringAction;
import crossreview.session.OperatorChanges;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.session.rule.CoverageRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people may change about a session while it lives. */
final class SteeringDecider {
  private SteeringDecider() {}

  static List<SessionEvent> decide(Session session, SessionCommand.SteeringCommand command) {
    return switch (command) {
      case SessionCommand.Pause c -> pause(session, c);
      case SessionCommand.Resume c -> resume(session);
      case SessionCommand.Constrain c -> constrain(session, c);
      case SessionCommand.ExcludeFile c -> exclude(session, c);
      case SessionCommand.SwapPeer c -> swap(session, c);
      case SessionCommand.ChangeLimit c -> limit(session, c);
    };
  }

  private static List<SessionEvent> pause(Session session, SessionCommand.Pause c) {
    LifecycleDecider.checkLines(session);
    return session.paused() ? List.of() : steered(SteeringAction.PAUSE, c.reason());
  }

  private static List<SessionEvent> resume(Session session) {
    return session.paused() ? steered(SteeringAction.RESUME, null) : List.of();
  }

  private static List<SessionEvent> constrain(Session session, SessionCommand.Constrain c) {
    LifecycleDecider.checkLines(session);
    if (session.steering().constraints().size() >= OperatorChanges.CONSTRAINTS_MAX) {
      throw CommandProblems.constraints(OperatorChanges.CONSTRAINTS_MAX);
    }
    boolean known =
        session.steering().constraints().stream().anyMatch(said -> said.text().equals(c.text()));
    return known ? List.of() : steered(SteeringAction.CONSTRAIN, c.text());
  }

  /** A file that every voter was shown needs no ruling, and would be kept from them by one. */
  private static List<SessionEvent> exclude(Session session, SessionCommand.ExcludeFile c) {
    if (session.running()) {
      throw CommandProblems.running(session);
    }
    LifecycleDecider.checkLines(session);
    if (c.by().equals(session.opened().petitioner())) {
      throw ReviewProblem.OWN_REVIEW.exception(
          c.by()
              + " asked for this review; somebody else has to rule that "
              + c.path()
              + " need not be shown, or .crossreview/config.json of the branch that the change goes"
              + " into has to exclude it");
    }
    Round last =
        session
            .lastRound()
            .filter(round -> round.counted() && session.hasArtifact())
            .filter(round -> round.artifact().equals(session.current().sha256()))
            .orElseThrow(() -> notMissing(c.path(), "no round has looked at the current text"));
    CoverageRules rules = new CoverageRules(session, last);
    String parts = PartNumbers.of(rules.unseenParts(c.path()));
    if (parts.isEmpty() && !rules.missing(c.path())) {
      List<String> gaps = rules.gaps();
      throw notMissing(c.path(), gaps.isEmpty() ? "everything was shown" : String.join("; ", gaps));
    }
    FileRuling ruling =
        new FileRuling(session.current().sha256(), c.path(), parts, c.reason(), c.by());
    List<FileRuling> before = session.steering().rulings();
    if (before.contains(ruling)) {
      return List.of();
    }
    if (before.size() >= FileRuling.RULINGS_MAX) {
      throw ReviewProblem.TOO_MANY_RULINGS.exception(
          "the session has " + FileRuling.RULINGS_MAX + " rulings about files already");
    }
    return List.of(
        new LifecycleEvent.SessionSteered(SteeringAction.EXCLUDE_FILE, null, null, ruling));
  }

  private static ProblemException notMissing(String path, String why) {
    return ReviewProblem.FILE_NOT_MISSING.exception(path + " is not missing: " + why);
  }

  private static List<SessionEvent> steered(SteeringAction action, @Nullable String detail) {
    return List.of(new LifecycleEvent.SessionSteered(action, detail, null));
  }

  private static List<SessionEvent> swap(Session session, SessionCommand.SwapPeer c) {
    LifecycleDecider.checkLines(session);
    List<String> peers = session.panel().stream().map(PanelMember::peer).toList();
    String joins = c.joins().peer();
    if (!peers.contains(c.leaves())) {
      throw ReviewProblem.PEER_NOT_ON_PANEL.exception(c.leaves() + " is not on the panel " + peers);
    }
    if (peers.contains(joins)) {
      throw ReviewProblem.PEER_ON_PANEL.exception(joins + " is on the panel already");
    }
    if (joins.equals(session.opened().petitioner())) {
      throw ReviewProblem.PEER_IS_PETITIONER.exception(
          joins + " is the petitioner and can neither vote nor revise");
    }
    if (session.running() && session.run().draw().contains(c.leaves())) {
      throw ReviewProblem.PEER_DRAFTS.exception(c.leaves() + " is an author of the running run");
    }
    return List.of(
        new LifecycleEvent.SessionSteered(SteeringAction.SWAP_PEER, c.leaves(), c.joins()));
  }

  private static List<SessionEvent> limit(Session session, SessionCommand.ChangeLimit c) {
    LifecycleDecider.checkLines(session);
    ReviewLimits now = session.limits();
    ReviewLimits then;
    try {
      then = c.limit().with(now, c.to());
    } catch (IllegalArgumentException e) {
      throw CommandProblems.limit(
          c.limit().wireName() + " cannot be \"" + c.to() + "\": " + e.getMessage());
    }
    if (then.equals(now)) {
      return List.of();
    }
    if (c.limit().raised(now, then) && !c.mayRaise()) {
      throw CommandProblems.raised(c.limit(), c.to(), now);
    }
    return List.of(new LifecycleEvent.LimitChanged(c.limit(), c.limit().of(now), c.to()));
  }
}
