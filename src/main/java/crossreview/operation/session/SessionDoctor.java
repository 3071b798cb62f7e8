package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.proof.VerificationResult;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage.SessionRow;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks through the newest sessions for what a person should look at; repairs nothing. */
final class SessionDoctor {
  private final OperationContext operationContext;

  SessionDoctor(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_doctor",
            "Check sessions",
            "Verifies all stored data of the newest sessions that you may see, one after the other,"
                + " and lists those that are damaged or need a person. It repairs nothing: use"
                + " `crossreview doctor --repair` on the machine of the data directory.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/doctor")),
        SessionDoctorInput.class,
        SessionDoctorOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionDoctorOutput>> handle(
      OperationCall operationCall, SessionDoctorInput input) {
    int limit = input.limit();
    ListQuery newest = new ListQuery(null, limit, null, operationCall.principal().within());
    List<SessionRow> rows = operationContext.sessionRegistry().list(newest).rows();
    return operationContext
        .workExecutor()
        .run(() -> findings(rows))
        .map(found -> answer(rows.size(), found));
  }

  private List<SessionTrouble> findings(List<SessionRow> rows) throws Exception {
    List<SessionTrouble> found = new ArrayList<>();
    for (SessionRow sessionRow : rows) {
      Optional<String> damage = damage(sessionRow.id());
      if (damage.isPresent()) {
        found.add(finding(sessionRow, "damaged", damage.get()));
      } else if (sessionRow.state().equals("divided")
          || sessionRow.state().equals("inconclusive")) {
        String who =
            sessionRow.blockedBy().isEmpty() ? "no peer by name" : "" + sessionRow.blockedBy();
        found.add(
            finding(sessionRow, "waiting", "round " + sessionRow.round() + ", blocked by " + who));
      }
    }
    return found;
  }

  private Optional<String> damage(SessionId id) throws Exception {
    try {
      VerificationResult result = operationContext.documentService().verify(id);
      return result.ok()
          ? Optional.empty()
          : Optional.of(String.valueOf(result.tree().get("damages")));
    } catch (
        ProblemException gone) { // removed meanwhile, or in a way that nothing of it can be read
      return Optional.of(gone.problem().message());
    }
  }

  private static SessionTrouble finding(SessionRow sessionRow, String what, String detail) {
    return new SessionTrouble(sessionRow.id(), sessionRow.state(), what, detail);
  }

  private static OperationAnswer<SessionDoctorOutput> answer(
      int checked, List<SessionTrouble> found) {
    return OperationAnswer.done(
        new SessionDoctorOutput(
            checked,
            found.stream().filter(f -> f.what().equals("damaged")).count(),
            found.stream().filter(f -> f.what().equals("waiting")).count(),
            found));
  }

  record SessionTrouble(SessionId sessionId, String state, String what, String detail) {}

  record SessionDoctorInput(
      @Description("Number of sessions; 20 by default.")
          @NumberRange(min = 1, max = ListQuery.LIMIT_MAX)
          @DefaultValue("20")
          int limit) {}

  record SessionDoctorOutput(
      @Description("Number of checked sessions.") @NumberRange(min = 0, max = ListQuery.LIMIT_MAX)
          int checked,
      @Description("Number of damaged sessions.") @NumberRange(min = 0, max = ListQuery.LIMIT_MAX)
          long damaged,
      @Description("Number of sessions that need a person.")
          @NumberRange(min = 0, max = ListQuery.LIMIT_MAX)
          long waiting,
      @Description("All.") @OpaqueObject @ItemRule("session_id, state, what, detail")
          List<SessionTrouble> findings) {}
}
