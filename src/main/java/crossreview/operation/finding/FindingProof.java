package crossreview.operation.finding;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemCount;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.SessionId;
import crossreview.model.event.FindingEvent.JudgeStarted;
import crossreview.model.policy.JudgeMode;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.review.JudgeRequest;
import crossreview.review.StartOutcome;
import crossreview.session.JudgmentState.PassState;
import crossreview.session.Session;
import crossreview.session.rule.ProofRules;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a program about findings, among the files as the change leaves them. */
final class FindingProof {
  private final OperationContext operationContext;

  FindingProof(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "finding_prove",
            "Execute findings",
            "Runs a program of the panel (peers[].proof) about open defects, in the sandbox, among"
                + " the files as the change leaves them. Its exit code confirms a finding or not;"
                + " code and output become evidence about it. What that does to an approval is in"
                + " the policy (proof). Refused for changes from forks and for texts that are not"
                + " from git. Returns at once: follow it with session_events; the result is"
                + " judge.ruled with proof.",
            AccessRole.OPERATOR,
            OperationHints.ASKS_PEERS,
            HttpRoute.post("/sessions/{session_id}/proofs")),
        FindingProofInput.class,
        FindingProofOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<FindingProofOutput>> handle(
      OperationCall operationCall, FindingProofInput input) {
    JudgeRequest request =
        new JudgeRequest(List.of(input.peer()), input.findings(), JudgeMode.SHADOW, false);
    return operationContext
        .sessionRegistry()
        .view(input.sessionId())
        .compose(view -> {
          ProofRules.requireProver(view.readable(), input.peer());
          return operationContext
              .runService()
              .judge(input.sessionId(), request, operationCall.cause());
        })
        .map(started -> answer(started, input.peer()));
  }

  private static OperationAnswer<FindingProofOutput> answer(StartOutcome started, String peer) {
    Session session = started.session();
    return OperationAnswer.accepted(
        new FindingProofOutput(
            session.id(),
            started.run(),
            peer,
            session.supplement().judgments().open().map(PassState::left).orElse(List.of()),
            started.running(),
            started.repeated(),
            session.seq()),
        "/sessions/" + session.id());
  }

  record FindingProofInput(
      @Description("The session.") SessionId sessionId,
      @Description("A program of the panel that is run about findings.") @TextLength(max = 32)
          String peer,
      @Description("By default the blocking defects that are open, at most four.")
          @ItemRule(value = "A finding's id.", max = 32)
          @ItemCount(min = 1, max = JudgeStarted.FINDINGS_MAX)
          @Nullable List<String> findings) {}

  record FindingProofOutput(
      @Description("The session.") SessionId sessionId,
      @Description("The run in which it is executed.") String run,
      @Description("The program.") String peer,
      @Description("The findings.") @ItemRule("A finding's id.") List<String> findings,
      @Description("Whether it is still running.") boolean running,
      @Description("Whether an earlier call started it.") boolean repeated,
      @Description("The seq of the last line.") @NumberRange(min = 1) long head) {}
}
