package crossreview.review;

import crossreview.brief.Matter;
import crossreview.brief.Prompt;
import crossreview.call.CallOutcome;
import crossreview.call.Treasury.Held;
import crossreview.model.FailureClass;
import crossreview.model.Money;
import crossreview.model.PeerFailure;
import crossreview.model.Phase;
import crossreview.model.Purpose;
import crossreview.model.Spend;
import crossreview.model.event.CallEvent.CallReserved;
import crossreview.peer.Ask;
import crossreview.peer.Cancellation;
import crossreview.peer.Peer;
import crossreview.peer.Price;
import crossreview.session.Command;
import crossreview.session.Reservation;
import crossreview.store.Cause;
import crossreview.store.Recorded;
import crossreview.store.SessionLog;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reserving calls and sending them; nothing is sent before its reservation is durable. */
final class Asking {
  private final SessionLog log;
  private final ReviewTools tools;
  private final OpenCalls open;
  private final Holds holds;

  Asking(SessionLog log, ReviewTools tools, OpenCalls open, Holds holds) {
    this.log = log;
    this.tools = tools;
    this.open = open;
    this.holds = holds;
  }

  /** Throws {@code Refused} with {@code no_price} for a paid peer without a price. */
  Reservation reservation(String id, Purpose purpose, Prompt prompt) {
    Peer peer = tools.roster().find(id).orElse(null);
    Money ceiling =
        peer == null || peer.price() instanceof Price.Free
            ? Money.ZERO
            : tools.treasury().ceiling(peer, Ask.bytes(prompt.parts()));
    String model = peer == null ? "unknown" : peer.member().model();
    return new Reservation(id, purpose, ceiling, model, tools.calls().attemptsMax());
  }

  /**
   * Records a command that reserves calls, once the treasury holds the money for each of them; what
   * it holds is given back when the command is refused. Awaits.
   */
  List<CallReserved> reserve(Command command, List<Reservation> calls) {
    Map<String, Held> held = new LinkedHashMap<>();
    try {
      for (Reservation call : calls) {
        String caller = log.session().opened().petitioner();
        held.put(call.peer(), tools.treasury().reserve(caller, call.ceiling()).await());
      }
      Recorded recorded = log.record(command, Cause.DAEMON).await();
      List<CallReserved> reserved =
          recorded.events().stream()
              .filter(CallReserved.class::isInstance)
              .map(CallReserved.class::cast)
              .toList();
      reserved.forEach(call -> holds.put(call.call(), held.remove(call.peer()), call.ceiling()));
      return reserved;
    } finally {
      held.values().forEach(hold -> hold.settle(Money.ZERO));
    }
  }

  /** Reserves one call and sends it. Awaits. */
  void ask(String peer, Purpose purpose, Matter matter, Prompt prompt) {
    Reservation wanted = reservation(peer, purpose, prompt);
    for (CallReserved call : reserve(new Command.Reserve(wanted), List.of(wanted))) {
      send(call.call(), peer, purpose, matter, prompt);
    }
  }

  /** Sends a call whose reservation is durable. */
  void send(String call, String id, Purpose purpose, Matter matter, Prompt prompt) {
    Peer peer = tools.roster().find(id).orElse(null);
    Cancellation cancel = new Cancellation();
    if (peer == null) {
      open.add(call, cancel, Future.succeededFuture(unknownPeer(id)));
      return;
    }
    Ask ask =
        new Ask(
            log.id(),
            log.session().rounds().size(),
            call,
            purpose,
            prompt.parts(),
            Material.values(matter),
            log.session().run().effort(),
            tools.calls().limits().whole(),
            cancel);
    ProgressBoard board = new ProgressBoard(log, tools.transients(), tools.answerText(), call, id);
    open.add(call, cancel, tools.calls().ask(peer, ask, log.blobs(), board));
  }

  private static CallOutcome unknownPeer(String id) {
    String hint =
        "this daemon has no peer called " + id + "; the panel was made with other settings";
    return new CallOutcome.Failed(
        new PeerFailure(
            FailureClass.PROVIDER_ERROR, "unknown_peer", Phase.PREFLIGHT, false, Spend.ZERO, hint),
        0,
        Money.ZERO);
  }
}
