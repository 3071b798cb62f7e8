package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.SessionId;
import crossreview.model.material.FileRuling;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationCall;
import crossreview.session.command.SessionCommand;

/** Lets a file be left out of a review that could not be shown to everybody. */
final class FileRulingOperation {
  private FileRulingOperation() {}

  static Operation operation(SteeringOperations steeringOperations) {
    return steeringOperations.operation(
        new OperationSummary(
            "session_exclude_file",
            "Rule that a file need not be shown",
            "Rules in your name and with a reason that a file of the current text need not be shown"
                + " to reviewers: one whose content the text does not have, or that exceeds what a"
                + " reviewer can read. It no longer blocks, rules still read it, and verdict,"
                + " coverage, receipt and gate name the ruling. Another text needs another ruling."
                + " Refused to who asked for the review. The next run may vote on the same bytes.",
            AccessRole.OPERATOR,
            OperationHints.ADDS,
            HttpRoute.post("/sessions/{session_id}/exclusions")),
        FileRulingInput.class,
        FileRulingOperation::command);
  }

  private static SessionCommand command(OperationCall operationCall, FileRulingInput input) {
    String by = operationCall.cause().by();
    return new SessionCommand.ExcludeFile(input.path(), input.reason(), by);
  }

  record FileRulingInput(
      @Description("The session.") SessionId sessionId,
      @Description("The file, as the change names it.") @TextLength(max = FileRuling.PATH_MAX)
          String path,
      @Description("The reason; verdict, coverage, receipt and gate show it.")
          @TextLength(max = FileRuling.REASON_MAX)
          String reason) {}
}
