package crossreview.operation.session;

import crossreview.access.StoreSecret;
import crossreview.operation.Operation;
import crossreview.operation.OperationContext;
import crossreview.time.SystemTime;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The operations on sessions, in the order in which they are used. */
public final class SessionOperations {
  private SessionOperations() {}

  /**
   * @param random cryptographically strong
   */
  public static List<Operation> of(
      OperationContext operationContext,
      Supplier<DefaultsProvider> defaults,
      StoreSecret secret,
      RandomGenerator random,
      SystemTime time) {
    return List.of(
        new SessionCreation(operationContext, defaults, new SessionIdGenerator(secret, random))
            .operation(),
        new SessionRead(operationContext).operation(),
        new SessionPoll(operationContext, time).operation(),
        new SessionConvergence(operationContext).operation(),
        new SessionEscalation(operationContext).operation(),
        new SessionClosure(operationContext).operation(),
        new SessionNote(operationContext).operation(),
        new SessionContest(operationContext, () -> defaults.get().artifactBytesMax()).operation(),
        new SessionFork(operationContext, new SessionIdGenerator(secret, random)).operation(),
        new SessionList(operationContext).operation(),
        new SessionEvents(operationContext).operation(),
        new EventsRead(operationContext).operation(),
        new SessionDoctor(operationContext, time).operation());
  }
}
