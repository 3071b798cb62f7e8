package crossreview.session.command;

import crossreview.model.event.RunEvent;
import crossreview.model.material.Artifact;
import crossreview.model.run.DraftRefusal;
import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VoteCoverage;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an answer is good for. */
public sealed interface AnswerMeaning {
  /** A review that could not be read; a repair turn follows. */
  record UnreadAnswer() implements AnswerMeaning {}

  /**
   * A vote, as it was given.
   *
   * @param coverage what the voter looked at; absent where it looked at the whole artifact
   * @param inventedQuotes how many of its quotes are in nothing that it was shown; absent for none
   */
  record BallotAnswer(
      Verdict verdict,
      VerdictQuality quality,
      List<BallotRemark> remarks,
      @Nullable VoteCoverage coverage,
      @Nullable Integer inventedQuotes)
      implements AnswerMeaning {

    /** A vote whose quotes were found. */
    public BallotAnswer(
        Verdict verdict,
        VerdictQuality quality,
        List<BallotRemark> remarks,
        @Nullable VoteCoverage coverage) {
      this(verdict, quality, remarks, coverage, null);
    }

    /** A vote of a peer that looked at the whole artifact. */
    public BallotAnswer(Verdict verdict, VerdictQuality quality, List<BallotRemark> remarks) {
      this(verdict, quality, remarks, null);
    }

    /** The same with one more remark. */
    public BallotAnswer with(BallotRemark remark) {
      List<BallotRemark> all = Stream.concat(remarks.stream(), Stream.of(remark)).toList();
      return new BallotAnswer(verdict, quality, all, coverage, inventedQuotes);
    }
  }

  /** Nothing in the artifact concerns the peer, so it does not vote. */
  record AbstentionAnswer(String reason) implements AnswerMeaning {}

  /** A revision, whose blob is durable. */
  record RevisionAnswer(Artifact artifact, List<RunEvent.DraftChange> changes)
      implements AnswerMeaning {}

  /**
   * A turn of a rotation; the artifact's blob is durable.
   *
   * @param artifact null where every byte was left as it is
   * @param declared what the rotator said about it
   */
  record TurnAnswer(
      @Nullable Artifact artifact, List<RunEvent.DraftChange> changes, @Nullable Boolean declared)
      implements AnswerMeaning {}

  /** A revision that cannot be used; the next author of the draw follows. */
  record DraftFailure(DraftRefusal reason) implements AnswerMeaning {}
}
