package crossreview.session;

import crossreview.model.Artifact;
import crossreview.model.DraftRefusal;
import crossreview.model.Quality;
import crossreview.model.Remark;
import crossreview.model.Verdict;
import crossreview.model.event.RunEvent;
import java.util.List;

/** What an answer is good for. */
public sealed interface Use {
  /** A review that could not be read; a repair turn follows. */
  record Unread() implements Use {}

  /** A vote, as it was given. */
  record Ballot(Verdict verdict, Quality quality, List<Remark> remarks) implements Use {}

  /** A revision, whose blob is durable. */
  record Revision(Artifact artifact, List<RunEvent.Change> changes) implements Use {}

  /**
   * A turn of a rotation; the artifact's blob is durable.
   *
   * @param artifact null where every byte was left as it is
   * @param declared what the rotator said about it, or null
   */
  record Turn(Artifact artifact, List<RunEvent.Change> changes, Boolean declared) implements Use {}

  /** A revision that cannot be used; the next author of the draw follows. */
  record UnusableDraft(DraftRefusal reason) implements Use {}
}
