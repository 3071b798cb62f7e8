package crossreview.operation.start;

import crossreview.operation.Operation;
import crossreview.operation.OperationContext;
import crossreview.store.index.SessionView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** The ways to begin a review in one call. */
public final class StartOperations {
  private static final List<StartVariant> ALL =
      List.of(
          new StartVariant(
              "ask_peers",
              "Ask for one verdict",
              "Asks every peer once about a text and waits for the votes: one round, no revision."
                  + " Give task for a new session. If `running` is still true, call session_poll"
                  + " with wait_ms until it is false. Findings are in session_findings.",
              "/rounds/await",
              true,
              true),
          new StartVariant(
              "session_start_round",
              "Start one round",
              "Like ask_peers, but returns at once: follow it with session_poll and wait_ms.",
              "/rounds",
              true,
              false),
          new StartVariant(
              "run_until_unanimous",
              "Review until all agree",
              "Has a text reviewed in rounds, and revised in mode ship, until every peer is READY"
                  + " on the same bytes or a limit is reached. Waits up to wait_ms; if `running` is"
                  + " still true, call session_poll. The approved text is in session_final; if"
                  + " `revised` is true, it is not the text that you submitted.",
              "/runs/await",
              false,
              true),
          new StartVariant(
              "session_start_unanimous",
              "Start a review until all agree",
              "Like run_until_unanimous, but returns at once, for reviews that take minutes. Follow"
                  + " it with session_poll and wait_ms, which costs no tokens while nothing"
                  + " happens.",
              "/runs",
              false,
              false));

  private StartOperations() {}

  /**
   * All of them.
   *
   * @param step the operation of this name
   * @param textBytesMax the largest text that a session takes now
   */
  public static List<Operation> of(
      OperationContext operationContext,
      Function<String, Operation> step,
      IntSupplier textBytesMax) {
    StartSteps startSteps =
        new StartSteps(
            step.apply("session_init"),
            step.apply("session_submit"),
            step.apply("session_attach_evidence"),
            step.apply("run_start"),
            step.apply("session_poll"),
            step.apply("session_cancel"));
    StartPreview startPreview =
        new StartPreview(
            startSteps,
            id -> operationContext.sessionRegistry().view(id).map(SessionView::readable),
            operationContext.runService()::checkClaims,
            textBytesMax);
    List<Operation> all = new ArrayList<>();
    all.add(new RunPreflight(operationContext, startSteps, textBytesMax).operation());
    ALL.forEach(startVariant ->
        all.add(new ReviewStart(startVariant, startSteps, startPreview).operation()));
    return all;
  }
}
