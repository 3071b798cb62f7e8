package crossreview.operation.start;

import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemCount;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.TextPattern;
import crossreview.codec.FieldRules.WordList;
import crossreview.codec.SchemaBuilder;
import crossreview.model.SessionId;
import crossreview.model.call.PeerEffort;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.event.RunEvent.RunStarted;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ScopeExclusion;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.operation.artifact.ArtifactOperations;
import crossreview.operation.artifact.ChangeInput;
import crossreview.operation.artifact.ContextInput;
import crossreview.operation.artifact.ExclusionInput;
import crossreview.operation.run.SuppressionInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What any of the ways to begin is given; each of them has some of these fields.
 *
 * @param draft what is reviewed in one round; null where it is {@code initialDraft}
 * @param initialDraft what is reviewed until all agree; null where it is {@code draft}
 */
record ReviewStartInput(
    @Description("A session to continue; a new one by default.") @Nullable SessionId sessionId,
    @Description("What is reviewed and what to check; for a new session.") @TextLength(max = 4_000)
        @Nullable String task,
    @Description("What to check first.") @TextLength(min = 0, max = 4_000)
        @Nullable String reviewFocus,
    @Description(TEXT) String draft,
    @Description(TEXT) String initialDraft,
    @Description("Its name for people, usually a file name.") @TextLength(max = 200)
        @Nullable String label,
    @Description("As in session_submit.") @TextPattern(ArtifactOperations.MEDIA_TYPE)
        @Nullable String mediaType,
    @Description("Which change of a repository it shows.") @Nullable ChangeInput change,
    @Description("Files that are shown beside it, as in session_submit.")
        @ItemCount(min = 1, max = ContextFile.FILES_MAX)
        @Nullable List<ContextInput> context,
    @Description("Files that models and people are not shown, as in session_submit.")
        @ItemCount(min = 1, max = ScopeExclusion.ENTRIES_MAX)
        @Nullable List<ExclusionInput> exclusions,
    @Description("An additional text: a log, the output of a command.") @Nullable String evidence,
    @Description("Your own vote; READY by default.") @Nullable VerdictStatus callerStatus,
    @Description("A panel that server_info lists.") @TextLength(max = 64) @Nullable String panel,
    @Description("Not used: the server's.") @ItemRule(value = "A peer.", max = 64)
        @Nullable List<String> peers,
    @Description("Not used: the author is drawn by lottery.") @TextLength(max = 64)
        @Nullable String leadPeer,
    @Description("Reasoning effort of the models.") @Nullable ReasoningEffort effort,
    @Description("The same for single peers, before effort.")
        @ItemCount(min = 1, max = PeerEffort.PEERS_MAX)
        @Nullable List<PeerEffort> efforts,
    @Description("A lower ceiling.") @TextPattern(SchemaBuilder.DOLLARS)
        @Nullable String maxCostUsd,
    @Description(
            "ship: an author revises. review: verdict only. circular: each author in turn revises"
                + " or leaves it.")
        @WordList({"ship", "review", "circular"})
        @Nullable RunMode mode,
    @Description("Permanent rulings of the repository, as in run_start.")
        @Nullable SuppressionInput suppressions,
    @Description("Maximum rounds, not above the server's limit.") @NumberRange(min = 1, max = 100)
        @Nullable Long maxRounds,
    @Description("As in run_start.") @NumberRange(min = 0, max = RunStarted.EXTRA_ROUNDS_MAX)
        @Nullable Long extraRounds,
    @Description("Maximum rounds; the server's limit by default.") @DefaultValue("false")
        boolean untilStopped,
    @Description("How long to wait; 45000 by default.")
        @NumberRange(min = 0, max = ReviewStartInput.WAIT_MAX_MS)
        @DefaultValue("" + ReviewStartInput.WAIT_MAX_MS)
        int waitMs) {
  /** Below the 60 seconds after which many clients give up on an answer. */
  static final int WAIT_MAX_MS = 45_000;

  static final String TEXT = "The whole text under review: a diff, a plan, a document.";

  String text() {
    return draft == null ? initialDraft : draft;
  }
}
