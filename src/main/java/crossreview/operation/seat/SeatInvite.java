package crossreview.operation.seat;

import crossreview.access.AccessRole;
import crossreview.access.browser.BrowserAccess;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.AccessProblem;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.time.TimestampFormat;
import io.vertx.core.Future;

/** Invites a person without a token to a seat. */
final class SeatInvite {
  private final SeatAccess access;
  private final BrowserAccess browserAccess;

  SeatInvite(SeatAccess access, BrowserAccess browserAccess) {
    this.access = access;
    this.browserAccess = browserAccess;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "seat_invite",
            "Invite a person to a seat",
            "Makes a code with which one person, who needs no token, answers for this seat in a"
                + " browser and sees nothing else. Append path to the daemon's address and send it"
                + " to them. It works once, until the seat's deadline, and is void when your token"
                + " is. The code is a secret. The caller that opened the session cannot be"
                + " invited.",
            AccessRole.OPERATOR,
            OperationHints.ADDS,
            HttpRoute.post("/seats/{seat}/invitation")),
        SeatInviteInput.class,
        SeatInviteOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SeatInviteOutput>> handle(
      OperationCall operationCall, SeatInviteInput input) {
    return access
        .invited(operationCall, input.seat())
        .map(seat -> {
          String name = input.name();
          if (seat.sessionScope().petitioner().equals(name)) {
            String message = name + " opened this session and cannot review it";
            throw AccessProblem.OWN_WORK.exception(message);
          }
          String code =
              browserAccess.invite(
                  operationCall.principal(),
                  SeatAccess.key(seat.seat()),
                  name,
                  seat.sessionScope().project(),
                  seat.seat().deadline());
          return OperationAnswer.done(
              new SeatInviteOutput(
                  code,
                  "/seat/" + seat.seat().id() + "#invitation=" + code,
                  TimestampFormat.format(seat.seat().deadline())));
        });
  }

  record SeatInviteInput(
      @Description("The seat, as seat_list shows it.") @TextLength(max = 80) String seat,
      @Description("As whom the person acts; the journal contains it. Not the name of a token.")
          @TextLength(max = 64)
          String name) {}

  record SeatInviteOutput(
      @Description("The code.") String code,
      @Description("The path and fragment that open the page with it.") String path,
      @Description("When it ends.") String until) {}
}
