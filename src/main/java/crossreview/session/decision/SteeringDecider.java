package crossreview.session.decision;

import crossreview.model.ReviewProblem;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.model.run.SteeringAction;
import crossreview.session.OperatorChanges;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people may change about a session while it lives. */
final class SteeringDecider {
  private SteeringDecider() {}

  static List<SessionEvent> pause(Session session, SessionCommand.Pause c) {
    LifecycleDecider.checkLines(session);
    return session.paused() ? List.of() : steered(SteeringAction.PAUSE, c.reason());
  }

  static List<SessionEvent> resume(Session session) {
    return session.paused() ? steered(SteeringAction.RESUME, null) : List.of();
  }

  static List<SessionEvent> constrain(Session session, SessionCommand.Constrain c) {
    LifecycleDecider.checkLines(session);
    if (session.steering().constraints().size() >= OperatorChanges.CONSTRAINTS_MAX) {
      throw CommandProblems.constraints(OperatorChanges.CONSTRAINTS_MAX);
    }
    boolean known =
        session.steering().constraints().stream().anyMatch(said -> said.text().equals(c.text()));
    return known ? List.of() : steered(SteeringAction.CONSTRAIN, c.text());
  }

  private static List<SessionEvent> steered(SteeringAction action, @Nullable String detail) {
    return List.of(new LifecycleEvent.SessionSteered(action, detail, null));
  }

  static List<SessionEvent> swap(Session session, SessionCommand.SwapPeer c) {
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

  static List<SessionEvent> limit(Session session, SessionCommand.ChangeLimit c) {
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
