package crossreview.forge.flow;

import crossreview.forge.PullRequest.PullPoint;
import crossreview.model.Digest;
import crossreview.model.WireEnum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a pull request is, as it is stored.
 *
 * @param generation counts the heads that were looked at, so that a head that comes back is
 *     reviewed again
 * @param head empty before the first one
 * @param session null until one was opened
 * @param description what its author said when the review of this head began
 * @param missing what of the change could not be fetched
 * @param refusal why this head is not reviewed, code first; null where it is
 */
record PullState(
    long generation,
    String head,
    String baseBranch,
    PullPhase phase,
    @Nullable String session,
    String description,
    List<String> missing,
    @Nullable String refusal,
    String seen) {
  /** What comes next. */
  enum PullPhase implements WireEnum {
    /** Nothing is under way. */
    IDLE,
    /** It waits for a label. */
    WAITING,
    /** People are to be told that this head is looked at. */
    OPENING,
    /** Its session is to be opened, or the one that is named to be continued. */
    STARTING,
    /** Its run is followed. */
    RUNNING,
    /** What the run came to is to be posted. */
    POSTING
  }

  static final PullState NONE =
      new PullState(0, "", "", PullPhase.IDLE, null, "", List.of(), null, "");

  PullState {
    missing = List.copyOf(missing);
  }

  boolean about(PullPoint point) {
    return point.equals(new PullPoint(head, baseBranch));
  }

  /** The same with another head. */
  PullState at(PullPoint point, PullPhase next, String said) {
    return new PullState(
        generation + 1,
        point.head(),
        point.baseBranch(),
        next,
        session,
        said,
        List.of(),
        null,
        seen);
  }

  PullState in(PullPhase next) {
    return new PullState(
        generation, head, baseBranch, next, session, description, missing, refusal, seen);
  }

  /** Its session is open. */
  PullState running(String id, List<String> left) {
    return new PullState(
        generation, head, baseBranch, PullPhase.RUNNING, id, description, left, null, seen);
  }

  /** No run could be begun, and the reason is to be posted; a code and a message, or nothing. */
  PullState refused(String why) {
    return new PullState(
        generation, head, baseBranch, PullPhase.POSTING, session, description, missing, why, seen);
  }

  /** Nothing about this head is wanted any more; should it come back, it is reviewed again. */
  PullState left() {
    return new PullState(generation, "", "", PullPhase.IDLE, session, "", List.of(), null, seen);
  }

  /** Its session has ended or was cancelled, so that the next head gets another. */
  PullState alone() {
    return new PullState(
        generation, head, baseBranch, phase, null, description, missing, refusal, seen);
  }

  PullState seen(String wanted) {
    return new PullState(
        generation, head, baseBranch, phase, session, description, missing, refusal, wanted);
  }

  /** Names the review of this head at the forge and towards the daemon; the same after a crash. */
  String key(PullPlace place) {
    return Digest.of(place + "\n" + generation + "\n" + head + "\n" + baseBranch).value();
  }
}
