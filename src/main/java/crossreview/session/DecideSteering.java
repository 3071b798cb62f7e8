package crossreview.session;

import crossreview.model.Limits;
import crossreview.model.PanelMember;
import crossreview.model.SteerAction;
import crossreview.model.event.LifeEvent;
import crossreview.model.event.SessionEvent;
import java.util.List;

/** What people may change about a session while it lives. */
final class DecideSteering {
  private DecideSteering() {}

  static List<SessionEvent> pause(Session session, Command.Pause c) {
    DecideLife.checkLines(session);
    return session.paused() ? List.of() : steered(SteerAction.PAUSE, c.reason());
  }

  static List<SessionEvent> resume(Session session) {
    return session.paused() ? steered(SteerAction.RESUME, null) : List.of();
  }

  static List<SessionEvent> constrain(Session session, Command.Constrain c) {
    DecideLife.checkLines(session);
    if (session.steering().constraints().size() >= Steering.CONSTRAINTS_MAX) {
      throw Refusals.constraints(Steering.CONSTRAINTS_MAX);
    }
    boolean known =
        session.steering().constraints().stream().anyMatch(said -> said.text().equals(c.text()));
    return known ? List.of() : steered(SteerAction.CONSTRAIN, c.text());
  }

  private static List<SessionEvent> steered(SteerAction action, String detail) {
    return List.of(new LifeEvent.SessionSteered(action, detail, null));
  }

  static List<SessionEvent> swap(Session session, Command.SwapPeer c) {
    DecideLife.checkLines(session);
    List<String> peers = session.panel().stream().map(PanelMember::peer).toList();
    String joins = c.joins().peer();
    if (!peers.contains(c.leaves())) {
      throw Refusals.swap("peer_not_on_panel", c.leaves() + " is not on the panel " + peers);
    }
    if (peers.contains(joins)) {
      throw Refusals.swap("peer_on_panel", joins + " is on the panel already");
    }
    if (joins.equals(session.opened().petitioner())) {
      throw Refusals.swap("peer_is_petitioner", joins + " asks and can neither vote nor draft");
    }
    if (session.running() && session.run().draw().contains(c.leaves())) {
      throw Refusals.swap("peer_drafts", c.leaves() + " is drawn as an author of the running run");
    }
    return List.of(new LifeEvent.SessionSteered(SteerAction.SWAP_PEER, c.leaves(), c.joins()));
  }

  static List<SessionEvent> limit(Session session, Command.ChangeLimit c) {
    DecideLife.checkLines(session);
    Limits now = session.limits();
    Limits then;
    try {
      then = c.limit().with(now, c.to());
    } catch (IllegalArgumentException e) {
      throw Refusals.limit(c.limit().word() + " cannot be \"" + c.to() + "\": " + e.getMessage());
    }
    if (then.equals(now)) {
      return List.of();
    }
    if (c.limit().raised(now, then) && !c.mayRaise()) {
      throw Refusals.raised(c.limit(), c.to(), now);
    }
    return List.of(new LifeEvent.LimitChanged(c.limit(), c.limit().of(now), c.to()));
  }
}
