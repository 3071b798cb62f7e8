package crossreview.session;

/** All rules of a session: a pure function from state and command to events or a refusal. */
public final class Decider {
  private Decider() {}

  /** Decides a command on a state. */
  public static Decision decide(Session session, Command command) {
    throw new IllegalStateException("written with the law: " + session + command);
  }
}
