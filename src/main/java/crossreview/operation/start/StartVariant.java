package crossreview.operation.start;

import crossreview.codec.SchemaBuilder;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import java.util.Map;

/**
 * One of the ways to begin.
 *
 * @param text the field that holds what is reviewed
 * @param rounds the only number of rounds, or 0 for as many as it takes
 * @param waits whether the answer waits for the end, within bounds
 */
record StartVariant(
    String name,
    String title,
    String description,
    String path,
    String text,
    int rounds,
    boolean waits) {
  /** Below the 60 seconds after which many clients give up on an answer. */
  static final int WAIT_MAX_MS = 45_000;

  boolean oneRound() {
    return rounds == 1;
  }

  Map<String, Object> input() {
    SchemaBuilder.ObjectSchema objectSchema =
        SchemaBuilder.object()
            .may(
                "session_id",
                SchemaBuilder.text(1, 200, "A session that goes on; a new one if absent."))
            .may(
                "task",
                SchemaBuilder.text(1, 4_000, "What is reviewed, what good means; for a new one."))
            .may("review_focus", SchemaBuilder.text(0, 4_000, "What to look at first."))
            .must(text, SchemaBuilder.text("What is reviewed, whole: a diff, a plan, a document."))
            .may("label", SchemaBuilder.text(1, 200, "What people call it, usually a file name."))
            .may(
                "evidence", SchemaBuilder.text("A text beside it: a log, the output of a command."))
            .may(
                "caller_status",
                SchemaBuilder.words(VerdictStatus.class, "What you think of it; READY."))
            .may("panel", SchemaBuilder.text(1, 64, "A panel that server_info lists."))
            .may(
                "peers",
                SchemaBuilder.list(SchemaBuilder.text(1, 64, "A peer."), "Not used: the server's."))
            .may("lead_peer", SchemaBuilder.text(1, 64, "Not used: the author is drawn by lot."))
            .may("effort", SchemaBuilder.words(ReasoningEffort.class, "How much models think."))
            .may("max_cost_usd", SchemaBuilder.matching(SchemaBuilder.DOLLARS, "A lower ceiling."));
    if (!oneRound()) {
      roundFields(objectSchema);
    }
    if (waits) {
      objectSchema.may(
          "wait_ms", SchemaBuilder.whole(0, WAIT_MAX_MS, "How long to wait; 45000 if absent."));
    }
    return objectSchema.build();
  }

  private static void roundFields(SchemaBuilder.ObjectSchema objectSchema) {
    objectSchema
        .may(
            "mode",
            SchemaBuilder.words(
                RunMode.words(),
                "ship: an author revises. review: verdict only. circular: each in turn revises or"
                    + " leaves it."))
        .may("max_rounds", SchemaBuilder.whole(1, 100, "Lower than the server's."))
        .may("until_stopped", SchemaBuilder.flag("As many rounds as the server allows."));
  }
}
