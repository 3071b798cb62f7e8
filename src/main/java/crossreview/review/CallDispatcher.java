package crossreview.review;

import crossreview.call.BudgetGuard.BudgetReservation;
import crossreview.call.CallExecutor;
import crossreview.call.CallOutcome;
import crossreview.call.FaultIsolation;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.ProblemException;
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
import crossreview.review.prompt.PeerMaterial;
import crossreview.session.LedgerCall;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.log.CommitResult;
import crossreview.store.log.SessionLog;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** Reserving calls and sending them; nothing is sent before its reservation is durable. */
final class CallDispatcher {
  private static final String UNKNOWN_MODEL = "unknown";
  private static final String TOO_LARGE = "answer_too_large"; // as every kind of peer says it

  private static final PeerFailure SHARE_LOST =
      new PeerFailure(
          FailureClass.TIMEOUT,
          "budget_share_lost",
          CallPhase.PREFLIGHT,
          true,
          CostCertainty.ZERO,
          "this daemon was silent for minutes, and its share of the day's money was settled");

  private final SessionLog log;
  private final ReviewServices tools;
  private final InFlightCalls open;
  private final BudgetReservations budgetReservations;
  private final AnswerReuse answerReuse;

  CallDispatcher(
      SessionLog log,
      ReviewServices tools,
      InFlightCalls open,
      BudgetReservations budgetReservations) {
    this.log = log;
    this.tools = tools;
    this.open = open;
    this.budgetReservations = budgetReservations;
    this.answerReuse = new AnswerReuse(log, tools);
  }

  /**
   * Makes the prompt of a call and its ceiling. A bug on the way concerns this peer alone: its plan
   * carries the failure.
   *
   * @throws ProblemException {@code no_price} for a paid peer without a price, or when what it is
   *     shown cannot be read
   */
  CallPlan plan(String peer, CallPurpose callPurpose, Supplier<CallPlan.PeerPrompt> question) {
    try {
      CallPlan.PeerPrompt shown = question.get();
      CallReservation reservation = reservation(peer, callPurpose, shown.prompt());
      if (tooLargeBefore(peer, shown.prompt())) {
        return new CallPlan(reservation, new CallPlan.UnsentCall(notAgain(), shown.prompt()));
      }
      return answerReuse
          .key(peer, callPurpose, shown)
          .map(key -> known(reservation.named(key), key, shown))
          .orElseGet(() -> new CallPlan(reservation, shown));
    } catch (ProblemException refused) {
      throw refused;
    } catch (RuntimeException | Error bug) {
      String work = "a call to " + peer + " (" + callPurpose.wireName() + ")";
      PeerFailure fault = FaultIsolation.failure(log.id(), work, bug, CostCertainty.ZERO);
      CallReservation nothing =
          new CallReservation(
              peer, callPurpose, Money.ZERO, UNKNOWN_MODEL, tools.calls().attemptsMax());
      return new CallPlan(nothing, new CallPlan.UnsentCall(fault, new Prompt(List.of())));
    }
  }

  /** Without a section: what is shown of the whole artifact is the whole question. */
  private CallPlan known(CallReservation named, Digest key, CallPlan.PeerPrompt shown) {
    return answerReuse
        .find(key, shown)
        .map(found -> new CallPlan(named.free(found.known().model()), found))
        .orElseGet(() -> new CallPlan(named, shown));
  }

  /** How long a prompt the peer or one of its fallbacks reads, in UTF-8. */
  long promptBytesMax(String id) {
    try {
      return tools.peerRegistry().find(id).map(CallExecutor::promptBytesMax).orElse(Long.MAX_VALUE);
    } catch (RuntimeException | Error bug) { // of one peer; its call shows it
      return Long.MAX_VALUE;
    }
  }

  /** Whether this very prompt was answered with more than is accepted; the journal says so. */
  private boolean tooLargeBefore(String peer, Prompt prompt) {
    return log.session().rounds().stream()
        .filter(round -> TOO_LARGE.equals(round.rejected().get(peer)))
        .flatMap(round -> round.prompts().stream())
        .filter(ref -> ref.peer().equals(peer))
        .anyMatch(ref -> ref.digest().equals(Digest.of(prompt.text())));
  }

  private static PeerFailure notAgain() {
    String hint =
        "its answer to this very prompt was too large before, so it was not asked again: change the"
            + " text, or open another session with a larger limits.answer_bytes_max";
    return new PeerFailure(
        FailureClass.STREAM_BUFFER_OVERFLOW,
        TOO_LARGE,
        CallPhase.PREFLIGHT,
        false,
        CostCertainty.ZERO,
        hint);
  }

  /**
   * The failure of a call whose answer came and was paid, and which a bug keeps from being read.
   */
  PeerFailure unread(LedgerCall ledgerCall, Throwable bug) {
    return FaultIsolation.failure(log.id(), ledgerCall.id(), bug, CostCertainty.EXACT);
  }

  private CallReservation reservation(String id, CallPurpose callPurpose, Prompt prompt) {
    Peer peer = tools.peerRegistry().find(id).orElse(null);
    Money ceiling =
        peer == null || peer.pricing() instanceof CallPricing.FreePricing
            ? Money.ZERO
            : tools.budgetGuard().ceiling(peer, PeerRequest.bytes(prompt.parts()));
    String model = peer == null ? UNKNOWN_MODEL : peer.member().model();
    return new CallReservation(id, callPurpose, ceiling, model, tools.calls().attemptsMax());
  }

  /** The command that reserves calls, each with the share of the day's money that pays it. */
  @FunctionalInterface
  interface CommandFactory {
    SessionCommand of(List<CallReservation> paid);
  }

  /**
   * Records a command that reserves calls, once the budget guard has reserved the money for each of
   * them; it is released when the command is refused. One peer may be asked several times. Awaits.
   */
  List<CallReserved> reserve(CommandFactory commandFactory, List<CallReservation> calls) {
    Deque<BudgetReservation> held = new ArrayDeque<>(); // in the order of the calls
    List<CallReservation> paid = new ArrayList<>();
    try {
      for (CallReservation call : calls) {
        String caller = log.session().opened().petitioner();
        held.add(tools.budgetGuard().reserve(caller, call.ceiling()).await());
        paid.add(call.from(held.getLast().claim()));
      }
      CommitResult commitResult = log.record(commandFactory.of(paid), Actor.DAEMON).await();
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
  void ask(CallPlan plan) {
    CallReservation wanted = plan.reservation();
    for (CallReserved call :
        reserve(paid -> new SessionCommand.Reserve(paid.getFirst()), List.of(wanted))) {
      send(call.call(), plan);
    }
  }

  /** Sends a call whose reservation is durable. */
  void send(String call, CallPlan plan) {
    String id = plan.reservation().peer();
    CancellationSignal cancel = new CancellationSignal();
    Future<CallOutcome> outcome =
        switch (plan.content()) {
          case CallPlan.EarlierAnswer known ->
              answerReuse
                  .settled(known)
                  .map(answered -> new CallOutcome.CallSuccess(answered, known.text(), null));
          case CallPlan.UnsentCall unsent -> Future.succeededFuture(unsent(unsent.why()));
          // The call is in the journal. If the share was settled before, it may be missing there.
          case CallPlan.PeerPrompt shown when !budgetReservations.stands(call) ->
              Future.succeededFuture(unsent(SHARE_LOST));
          case CallPlan.PeerPrompt shown ->
              tools
                  .peerRegistry()
                  .find(id)
                  .map(peer -> asked(peer, call, plan.reservation(), shown, cancel))
                  .orElseGet(() -> Future.succeededFuture(unknownPeer(id)));
        };
    open.add(call, cancel, outcome);
  }

  private Future<CallOutcome> asked(
      Peer peer,
      String call,
      CallReservation reservation,
      CallPlan.PeerPrompt shown,
      CancellationSignal cancel) {
    PeerRequest peerRequest =
        new PeerRequest(
            log.id(),
            log.session().rounds().size(),
            call,
            reservation.purpose(),
            shown.prompt().parts(),
            PeerMaterial.of(log.session(), shown.promptInput()),
            log.session().run().effort(reservation.peer()),
            log.session().run().trace(),
            tools.calls().limits().whole(),
            cancel);
    ProgressReporter board =
        new ProgressReporter(
            log, tools.transientSink(), tools.answerText(), call, reservation.peer());
    return tools.calls().ask(peer, peerRequest, log.blobs(), board);
  }

  private static CallOutcome unsent(PeerFailure failure) {
    return new CallOutcome.CallFailure(failure, 0, Money.ZERO);
  }

  private static CallOutcome unknownPeer(String id) {
    String hint = "this daemon has no peer " + id + "; the panel was made with other settings";
    return unsent(
        new PeerFailure(
            FailureClass.PROVIDER_ERROR,
            "unknown_peer",
            CallPhase.PREFLIGHT,
            false,
            CostCertainty.ZERO,
            hint));
  }
}
