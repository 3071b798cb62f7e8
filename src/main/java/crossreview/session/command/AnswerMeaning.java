package crossreview.session.command;

import crossreview.model.event.RunEvent;
import crossreview.model.material.Artifact;
import crossreview.model.run.DraftRefusal;
import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
import java.util.List;

/** What an answer is good for. */
public sealed interface AnswerMeaning {
  /** A review that could not be read; a repair turn follows. */
  record UnreadAnswer() implements AnswerMeaning {}

  /** A vote, as it was given. */
  record BallotAnswer(Verdict verdict, VerdictQuality quality, List<BallotRemark> remarks)
      implements AnswerMeaning {}

  /** A revision, whose blob is durable. */
  record RevisionAnswer(Artifact artifact, List<RunEvent.DraftChange> changes)
      implements AnswerMeaning {}

  /**
   * A turn of a rotation; the artifact's blob is durable.
   *
   * @param artifact null where every byte was left as it is
   * @param declared what the rotator said about it, or null
   */
  record TurnAnswer(Artifact artifact, List<RunEvent.DraftChange> changes, Boolean declared)
      implements AnswerMeaning {}

  /** A revision that cannot be used; the next author of the draw follows. */
  record DraftFailure(DraftRefusal reason) implements AnswerMeaning {}
}
