package crossreview.review;

import crossreview.call.BudgetGuard.BudgetReservation;
import crossreview.call.CallOutcome;
import crossreview.model.Money;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.event.CallEvent.CallReserved;
import crossreview.peer.CallPricing;
import crossreview.peer.CancellationSignal;
import crossreview.peer.Peer;
import crossreview.peer.PeerRequest;
import crossreview.prompt.Prompt;
import crossreview.prompt.PromptInput;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.log.CommitResult;
import crossreview.store.log.SessionLog;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Reserving calls and sending them; nothing is sent before its reservation is durable. */
final class CallDispatcher {
  private final SessionLog log;
  private final ReviewServices tools;
  private final InFlightCalls open;
  private final BudgetReservations budgetReservations;

  CallDispatcher(
      SessionLog log,
      ReviewServices tools,
      InFlightCalls open,
      BudgetReservations budgetReservations) {
    this.log = log;
    this.tools = tools;
    this.open = open;
    this.budgetReservations = budgetReservations;
  }

  /** Throws {@code Refused} with {@code no_price} for a paid peer without a price. */
  CallReservation reservation(String id, CallPurpose callPurpose, Prompt prompt) {
    Peer peer = tools.peerRegistry().find(id).orElse(null);
    Money ceiling =
        peer == null || peer.pricing() instanceof CallPricing.FreePricing
            ? Money.ZERO
            : tools.budgetGuard().ceiling(peer, PeerRequest.bytes(prompt.parts()));
    String model = peer == null ? "unknown" : peer.member().model();
    return new CallReservation(id, callPurpose, ceiling, model, tools.calls().attemptsMax());
  }

  /**
   * Records a command that reserves calls, once the budget guard has reserved the money for each of
   * them; it is released when the command is refused. One peer may be asked several times. Awaits.
   */
  List<CallReserved> reserve(SessionCommand sessionCommand, List<CallReservation> calls) {
    Deque<BudgetReservation> held = new ArrayDeque<>(); // in the order of the calls
    try {
      for (CallReservation call : calls) {
        String caller = log.session().opened().petitioner();
        held.add(tools.budgetGuard().reserve(caller, call.ceiling()).await());
      }
      CommitResult commitResult = log.record(sessionCommand, Actor.DAEMON).await();
      List<CallReserved> reserved =
          commitResult.events().stream()
              .filter(CallReserved.class::isInstance)
              .map(CallReserved.class::cast)
              .toList();
      reserved.forEach(call -> budgetReservations.put(call.call(), held.remove(), call.ceiling()));
      return reserved;
    } finally {
      held.forEach(hold -> hold.settle(Money.ZERO));
    }
  }

  /** Reserves one call and sends it. Awaits. */
  void ask(String peer, CallPurpose callPurpose, PromptInput promptInput, Prompt prompt) {
    CallReservation wanted = reservation(peer, callPurpose, prompt);
    for (CallReserved call : reserve(new SessionCommand.Reserve(wanted), List.of(wanted))) {
      send(call.call(), peer, callPurpose, promptInput, prompt);
    }
  }

  /** Sends a call whose reservation is durable. */
  void send(
      String call, String id, CallPurpose callPurpose, PromptInput promptInput, Prompt prompt) {
    Peer peer = tools.peerRegistry().find(id).orElse(null);
    CancellationSignal cancel = new CancellationSignal();
    if (peer == null) {
      open.add(call, cancel, Future.succeededFuture(unknownPeer(id)));
      return;
    }
    PeerRequest peerRequest =
        new PeerRequest(
            log.id(),
            log.session().rounds().size(),
            call,
            callPurpose,
            prompt.parts(),
            PromptInputSource.values(promptInput),
            log.session().run().effort(),
            tools.calls().limits().whole(),
            cancel);
    ProgressReporter board =
        new ProgressReporter(log, tools.transientSink(), tools.answerText(), call, id);
    open.add(call, cancel, tools.calls().ask(peer, peerRequest, log.blobs(), board));
  }

  private static CallOutcome unknownPeer(String id) {
    String hint =
        "this daemon has no peer called " + id + "; the panel was made with other settings";
    return new CallOutcome.CallFailure(
        new PeerFailure(
            FailureClass.PROVIDER_ERROR,
            "unknown_peer",
            CallPhase.PREFLIGHT,
            false,
            CostCertainty.ZERO,
            hint),
        0,
        Money.ZERO);
  }
}
