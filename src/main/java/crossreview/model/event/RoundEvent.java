package crossreview.model.event;

import crossreview.model.Blocker;
import crossreview.model.Checks;
import crossreview.model.Citation;
import crossreview.model.Confidence;
import crossreview.model.Digest;
import crossreview.model.Disposition;
import crossreview.model.DispositionAnswer;
import crossreview.model.FailureClass;
import crossreview.model.Independence;
import crossreview.model.Money;
import crossreview.model.Mover;
import crossreview.model.PromptRef;
import crossreview.model.Quality;
import crossreview.model.Status;
import crossreview.model.TallyResult;
import crossreview.model.TextRef;
import crossreview.model.Verdict;
import java.util.List;

/** A round: who is asked about which bytes, who voted what, what it amounts to. */
public sealed interface RoundEvent extends SessionEvent {

  /**
   * A round begins.
   *
   * @param panel who is asked and may vote
   * @param prompts what each is shown, by digest of the parts
   * @param parts parts that this session has not stored yet; short ones carry their text
   */
  record RoundStarted(
      int round,
      Digest artifact,
      String kind,
      List<String> panel,
      List<PromptRef> prompts,
      List<TextRef> parts)
      implements RoundEvent {
    /** The only kind that a policy counts: every peer is shown the whole artifact. */
    public static final String FULL = "full";

    /** One turn of a rotation: its panel is the peer that holds the artifact. */
    public static final String TURN = "turn";

    public RoundStarted {
      panel = Checks.list(panel);
      prompts = Checks.list(prompts);
      parts = Checks.list(parts);
    }
  }

  /**
   * A verdict was read.
   *
   * @param artifact the digest that the peer was shown in full; the vote counts for no other
   * @param findings ids of the findings that this vote opened
   * @param answer the digest of the answer as it came
   * @param unadmitted how many findings a limit kept out, or null
   * @param movedBy what was new since its last vote where that was another one, or null
   * @param raisedAgain ids of own findings that this vote states once more, or null for none
   */
  record BallotCast(
      int round,
      String peer,
      Digest artifact,
      Status status,
      Confidence confidence,
      String summary,
      List<String> findings,
      List<Disposition> dispositions,
      List<Citation> citations,
      Quality quality,
      Digest answer,
      Integer unadmitted,
      List<String> raisedAgain,
      List<Mover> movedBy)
      implements RoundEvent {
    /** More things that are new tell nobody which one it was. */
    public static final int MOVERS_MAX = 16;

    public BallotCast {
      movedBy = movedBy == null || movedBy.isEmpty() ? null : List.copyOf(movedBy);
      Checks.text("summary", summary, 0, Verdict.SUMMARY_MAX);
      findings = Checks.list(findings);
      dispositions = Checks.list(dispositions);
      citations = Checks.list(citations);
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
   * The votes of a round are counted.
   *
   * @param independence how many independent votes they amount to, or null where nobody said
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
      List<Blocker> blockers,
      Money cost,
      Independence independence)
      implements RoundEvent {
    /** More blockers are counted in {@code reason}; the line stays below its bound. */
    public static final int BLOCKERS_MAX = 64;

    public RoundCompleted {
      Checks.text("reason", reason, 1, 1_000);
      ready = Checks.list(ready);
      notReady = Checks.list(notReady);
      needsEvidence = Checks.list(needsEvidence);
      rejected = Checks.list(rejected);
      excused = Checks.list(excused);
      blockers = Checks.list(blockers);
      Checks.within("blockers", blockers.size(), 0, BLOCKERS_MAX);
    }

    /** The same count with how independent its votes are. */
    public RoundCompleted with(Independence figure) {
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
          figure);
    }
  }
}
