package crossreview.forge.flow;

import crossreview.forge.CheckPost;
import crossreview.forge.FindingThread;
import crossreview.forge.FindingThread.ThreadReply;
import crossreview.forge.Forge;
import crossreview.forge.PostPlan;
import crossreview.forge.PostPlan.PlanSubject;
import crossreview.forge.PullRequest;
import crossreview.forge.PullVerdict;
import crossreview.forge.ReviewableLines;
import crossreview.forge.http.BlockingWait;
import crossreview.model.ForgeProblem;
import crossreview.model.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Posts what a review came to: comments at lines, then the summary, then the check, which people
 * and rules wait for. Each step looks for what is there, so all of them may be repeated, and each
 * is preceded by a look at the head. Blocks virtual threads.
 */
final class PullPosts {
  private static final int TRIES = 4;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1); // then twice as long

  private final PullPlace place;
  private final Forge forge;
  private final BlockingWait wait;
  private final BooleanSupplier current;

  /**
   * @param current whether the pull request is still at the head that is posted about, and it is
   *     our turn to post
   */
  PullPosts(PullPlace place, Forge forge, BlockingWait wait, BooleanSupplier current) {
    this.place = place;
    this.forge = forge;
    this.wait = wait;
    this.current = current;
  }

  /** Says that a review is under way; false where the head has moved. */
  boolean pending(PullState state, PullRequest pull, String title) {
    return post(() -> check(state, pull, CheckPost.pending(title)));
  }

  private void check(PullState state, PullRequest pull, CheckPost check) {
    forge.check(place.repository(), pull, state.key(place), check);
  }

  /**
   * Says what it came to; false where the head has moved, and then nothing more was posted. What
   * the forge takes in no form is said by the check: a result that people do not see lets nothing
   * through.
   */
  boolean result(PullState state, PullRequest pull, PullVerdict verdict) {
    try {
      return posted(state, pull, verdict);
    } catch (ProblemException e) {
      if (e.problem().type() != ForgeProblem.FORGE_REFUSED) {
        throw e;
      }
      return post(() -> check(state, pull, CheckPost.notPosted(e.problem().message())));
    }
  }

  private boolean posted(PullState state, PullRequest pull, PullVerdict verdict) {
    String diff = verdict.findings().isEmpty() ? "" : forge.change(place.repository(), pull).diff();
    String session = state.session() == null ? "" : state.session();
    PlanSubject subject = new PlanSubject(session, state.head(), state.missing());
    List<FindingThread> there = forge.threads(place.repository(), place.number());
    PostPlan plan = PostPlan.of(verdict, subject, ReviewableLines.of(diff), there);
    boolean refused = false;
    for (PostPlan part : plan.inParts(forge.threadsAtOnce())) {
      try {
        if (!post(() -> review(state, part))) {
          return false;
        }
      } catch (ProblemException e) {
        if (e.problem().type() != ForgeProblem.FORGE_REFUSED) {
          throw e;
        }
        refused = true;
      }
    }
    if (refused) {
      plan = PostPlan.of(verdict, subject, ReviewableLines.of(""), there); // all in the summary
    }
    PostPlan rest = plan;
    return replied(rest)
        && post(() -> forge.summary(place.repository(), place.number(), rest.summary()))
        && post(() -> check(state, pull, rest.check()));
  }

  /** A reply whose outcome is unknown is not sent again before the threads were read again. */
  private boolean replied(PostPlan plan) {
    for (ThreadReply reply : plan.replies()) {
      if (!current.getAsBoolean()) {
        return false;
      }
      forge.reply(place.repository(), place.number(), reply);
    }
    return true;
  }

  private void review(PullState state, PostPlan plan) {
    forge.review(place.repository(), place.number(), state.head(), plan);
  }

  private boolean post(Runnable step) {
    for (int number = 1; ; number++) {
      if (!current.getAsBoolean()) {
        return false;
      }
      try {
        step.run();
        return true;
      } catch (ProblemException e) {
        if (number == TRIES || e.problem().type() != ForgeProblem.FORGE_UNAVAILABLE) {
          throw e;
        }
        wait.pause(FIRST_WAIT.multipliedBy(1L << number));
      }
    }
  }
}
