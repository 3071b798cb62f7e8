package crossreview.operation.session;

import crossreview.access.StoreSecret;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.time.Ticker;
import java.util.List;
import java.util.random.RandomGenerator;

/** The operations on sessions, in the order in which they are used. */
public final class SessionOperations {
  private SessionOperations() {}

  /**
   * @param random cryptographically strong
   */
  public static List<Operation> of(
      Desk desk, Defaults defaults, StoreSecret secret, RandomGenerator random, Ticker ticker) {
    return List.of(
        new SessionInit(desk, defaults, new SessionIds(secret, random)).operation(),
        new SessionSubmit(desk, defaults).operation(),
        new SessionRead(desk).operation(),
        new SessionPoll(desk, ticker).operation(),
        new SessionConvergence(desk).operation(),
        new SessionEscalate(desk).operation(),
        new SessionFinalize(desk).operation(),
        new SessionNote(desk).operation(),
        new SessionContest(desk).operation(),
        new SessionFork(desk, new SessionIds(secret, random)).operation(),
        new SessionList(desk).operation(),
        new SessionEvents(desk).operation(),
        new SessionReport(desk).operation(),
        new SessionArtifact(desk).operation(),
        new SessionFinal(desk).operation(),
        new SessionReceipt(desk).operation(),
        new SessionVerify(desk).operation(),
        new SessionDoctor(desk).operation());
  }
}
