package crossreview.model.event;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.TextRef;
import crossreview.model.ValueChecks;
import crossreview.model.call.AnswerOrigin;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PromptRef;
import crossreview.model.finding.Citation;
import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.ReturnedHunk;
import crossreview.model.vote.ReviewScope;
import crossreview.model.vote.RoundBlocker;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteChangeCause;
import crossreview.model.vote.VoteCoverage;
import crossreview.model.vote.VoteIndependence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A round: who is asked about which bytes, who voted what, what it amounts to. */
public sealed interface RoundEvent extends SessionEvent {

  /**
   * A round begins.
   *
   * @param panel who is asked and may vote
   * @param prompts what each is shown, by digest of the parts; of several sections, the first
   * @param parts parts that this session has not stored yet; short ones carry their text
   * @param scope what is put before nobody; absent where everything is shown
   * @param unframed who of them is not told the task; absent for nobody
   * @param returned hunks that are again what they were in an earlier round; absent for none
   */
  record RoundStarted(
      int round,
      Digest artifact,
      String kind,
      List<String> panel,
      List<PromptRef> prompts,
      List<TextRef> parts,
      @Nullable ReviewScope scope,
      @Nullable List<String> unframed,
      @Nullable List<ReturnedHunk> returned)
      implements RoundEvent {
    /** Every peer is shown the whole artifact. */
    public static final String FULL = "full";

    /** Some are shown what is new since they approved an earlier version of the change. */
    public static final String DELTA = "delta";

    /** One turn of a rotation: its panel is the peer that holds the artifact. */
    public static final String TURN = "turn";

    /** A round in which everybody is told the task. */
    public RoundStarted(
        int round,
        Digest artifact,
        String kind,
        List<String> panel,
        List<PromptRef> prompts,
        List<TextRef> parts,
        @Nullable ReviewScope scope) {
      this(round, artifact, kind, panel, prompts, parts, scope, null, null);
    }

    public RoundStarted {
      unframed = unframed == null || unframed.isEmpty() ? null : List.copyOf(unframed);
      returned = returned == null || returned.isEmpty() ? null : List.copyOf(returned);
      panel = ValueChecks.list(panel);
      prompts = ValueChecks.list(prompts);
      parts = ValueChecks.list(parts);
    }
  }

  /**
   * A verdict was read.
   *
   * @param artifact the digest that the peer was shown in full; the vote counts for no other
   * @param findings ids of the findings that this vote opened
   * @param answer the digest of the answer as it came
   * @param unadmitted how many findings a limit kept out
   * @param movedBy what was new since its last vote where that was another one
   * @param coverage what the voter looked at; absent where it looked at the whole artifact
   * @param raisedAgain ids of own findings that this vote states once more
   * @param inventedQuotes how many of its quotes are in nothing that it was shown; absent for none,
   *     and in lines of earlier versions
   * @param reusedFrom the call of another session whose answer this vote is; null for one of its
   *     own
   */
  record BallotCast(
      int round,
      String peer,
      Digest artifact,
      VerdictStatus status,
      ConfidenceLevel confidence,
      String summary,
      List<String> findings,
      List<FindingDisposition> dispositions,
      List<Citation> citations,
      VerdictQuality quality,
      Digest answer,
      @Nullable Integer unadmitted,
      List<String> raisedAgain,
      List<VoteChangeCause> movedBy,
      @Nullable VoteCoverage coverage,
      @Nullable Integer inventedQuotes,
      @Nullable AnswerOrigin reusedFrom)
      implements RoundEvent {
    /** More things that are new tell no one which one it was. */
    public static final int MOVERS_MAX = 16;

    /** A vote by an answer of its own. */
    public BallotCast(
        int round,
        String peer,
        Digest artifact,
        VerdictStatus status,
        ConfidenceLevel confidence,
        String summary,
        List<String> findings,
        List<FindingDisposition> dispositions,
        List<Citation> citations,
        VerdictQuality quality,
        Digest answer,
        @Nullable Integer unadmitted,
        List<String> raisedAgain,
        List<VoteChangeCause> movedBy,
        @Nullable VoteCoverage coverage,
        @Nullable Integer inventedQuotes) {
      this(
          round,
          peer,
          artifact,
          status,
          confidence,
          summary,
          findings,
          dispositions,
          citations,
          quality,
          answer,
          unadmitted,
          raisedAgain,
          movedBy,
          coverage,
          inventedQuotes,
          null);
    }

    /** A vote whose quotes were found. */
    public BallotCast(
        int round,
        String peer,
        Digest artifact,
        VerdictStatus status,
        ConfidenceLevel confidence,
        String summary,
        List<String> findings,
        List<FindingDisposition> dispositions,
        List<Citation> citations,
        VerdictQuality quality,
        Digest answer,
        @Nullable Integer unadmitted,
        List<String> raisedAgain,
        List<VoteChangeCause> movedBy,
        @Nullable VoteCoverage coverage) {
      this(
          round,
          peer,
          artifact,
          status,
          confidence,
          summary,
          findings,
          dispositions,
          citations,
          quality,
          answer,
          unadmitted,
          raisedAgain,
          movedBy,
          coverage,
          null);
    }

    public BallotCast {
      movedBy = movedBy == null || movedBy.isEmpty() ? null : List.copyOf(movedBy);
      ValueChecks.text("summary", summary, 0, Verdict.SUMMARY_MAX);
      findings = ValueChecks.list(findings);
      dispositions = ValueChecks.list(dispositions);
      citations = ValueChecks.list(citations);
      raisedAgain = raisedAgain == null || raisedAgain.isEmpty() ? null : List.copyOf(raisedAgain);
    }

    /** Whether the vote says anything about a finding: an answer, or its statement once more. */
    public boolean names(String finding) {
      return raisedAgain != null && raisedAgain.contains(finding)
          || dispositions.stream().anyMatch(said -> said.finding().equals(finding));
    }

    /** Whether the vote asks for it again, or says that it stands. */
    public boolean upholds(String finding) {
      return raisedAgain != null && raisedAgain.contains(finding)
          || dispositions.stream()
              .anyMatch(said ->
                  said.finding().equals(finding) && said.answer() == DispositionAnswer.STILL_OPEN);
    }
  }

  record PeerExcused(int round, String peer, FailureClass failureClass) implements RoundEvent {}

  /**
   * A built-in rule found nothing in the artifact that concerns it, so it does not vote.
   *
   * @param answer the digest of the answer as it came
   */
  record PeerAbstained(int round, String peer, String reason, Digest answer) implements RoundEvent {
    public PeerAbstained {
      ValueChecks.text("reason", reason, 1, Verdict.SUMMARY_MAX);
    }
  }

  /**
   * The votes of a round are counted.
   *
   * @param abstained peers that found nothing to vote on
   * @param independence how many independent votes they are worth; absent if unknown
   * @param coverage which part each of the panel was shown in which call; absent if unknown
   */
  record RoundCompleted(
      int round,
      TallyResult tally,
      String reason,
      List<String> ready,
      List<String> notReady,
      List<String> needsEvidence,
      List<String> rejected,
      List<String> excused,
      List<RoundBlocker> blockers,
      Money cost,
      @Nullable VoteIndependence independence,
      @Nullable List<String> abstained,
      @Nullable TextRef coverage)
      implements RoundEvent {
    /** More blockers are counted in {@code reason}; the line stays below its bound. */
    public static final int BLOCKERS_MAX = 64;

    public RoundCompleted {
      ValueChecks.text("reason", reason, 1, 1_000);
      ready = ValueChecks.list(ready);
      notReady = ValueChecks.list(notReady);
      needsEvidence = ValueChecks.list(needsEvidence);
      rejected = ValueChecks.list(rejected);
      excused = ValueChecks.list(excused);
      abstained = abstained == null || abstained.isEmpty() ? null : List.copyOf(abstained);
      blockers = ValueChecks.list(blockers);
      ValueChecks.within("blockers", blockers.size(), 0, BLOCKERS_MAX);
    }

    /** The same count with how independent its votes are. */
    public RoundCompleted with(@Nullable VoteIndependence figure) {
      return with(figure, coverage);
    }

    /** The same count with what was shown to whom. */
    public RoundCompleted covering(@Nullable TextRef shown) {
      return with(independence, shown);
    }

    private RoundCompleted with(@Nullable VoteIndependence figure, @Nullable TextRef shown) {
      return new RoundCompleted(
          round,
          tally,
          reason,
          ready,
          notReady,
          needsEvidence,
          rejected,
          excused,
          blockers,
          cost,
          figure,
          abstained,
          shown);
    }
  }
}
