package crossreview.forge;

import crossreview.forge.FindingThread.ThreadReply;
import crossreview.model.ProblemException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One forge. Every method asks it, blocks the calling virtual thread within a bound, and fails with
 * a {@link ProblemException} of {@code ForgeProblem}: {@code forge_unavailable} may be tried again,
 * also where the outcome of a post is unknown.
 *
 * <p>Each post looks for its mark first, in posts of our own account only, so that it may be
 * repeated after a crash and is there once.
 */
public interface Forge {
  /**
   * The open pull requests.
   *
   * @param etag of an earlier answer; null for none
   * @return empty where nothing has changed since then
   */
  Optional<PullList> open(String repository, @Nullable String etag);

  /**
   * An answer of the list.
   *
   * @param whole whether these are all that are open; else those that changed last
   * @param etag names the answer; null where the forge names none
   */
  record PullList(List<PullRequest> pulls, boolean whole, @Nullable String etag) {
    public PullList {
      pulls = List.copyOf(pulls);
    }
  }

  /** The pull request as it is now. */
  PullRequest pull(String repository, int number);

  /** What it changes, from the merge base to this head. */
  PullChange change(String repository, PullRequest pull);

  /**
   * Sets the state of the head of this pull request.
   *
   * @param key names the review, so that the state of another one is not taken for its own
   */
  void check(String repository, PullRequest pull, String key, CheckPost check);

  /** The threads that comments of ours began, outdated ones included. */
  List<FindingThread> threads(String repository, int number);

  /** Replies in a thread; the caller knows that the reply is not there. */
  void reply(String repository, int number, ThreadReply reply);

  /**
   * How many threads one {@link #review} takes: all of them, or as many as it posts in one call.
   */
  int threadsAtOnce();

  /**
   * Posts comments at lines of this head, in one call. Fails with {@code forge_refused} where the
   * forge does not take one of the lines; nothing is posted then.
   */
  void review(String repository, int number, String head, PostPlan plan);

  /** Writes the one summary, or replaces it. */
  void summary(String repository, int number, String body);
}
