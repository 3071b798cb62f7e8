package crossreview.forge.flow;

import crossreview.forge.Forge;
import crossreview.forge.PullRequest;
import crossreview.forge.PullRequest.PullPoint;
import crossreview.forge.PullVerdict;
import crossreview.forge.ReviewTask;
import crossreview.forge.flow.PullState.PullPhase;
import crossreview.forge.http.BlockingWait;
import crossreview.model.ForgeProblem;
import crossreview.model.ProblemException;
import crossreview.model.SessionProblem;
import crossreview.settings.ForgeEntry.RepositoryEntry;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one pull request to where its forge and its session are:
 *
 * <pre>
 *   look ── closed, gone, draft ──► the running review is cancelled, nothing is posted
 *    │
 *    ├── another head ──► OPENING: check pending ──► STARTING: change → session, run
 *    ├── RUNNING: the run is followed; an event interrupts, and the head is looked at again
 *    └── POSTING: comments at lines → summary → check ──► IDLE
 * </pre>
 *
 * <p>The phase is durable before its step begins and each step may be repeated, so a crash between
 * any two lines repeats one step. Runs on one virtual thread, which has the lock of the folder.
 */
final class PullFlow {
  private static final Logger LOG = LoggerFactory.getLogger(PullFlow.class);
  private static final int POLL_MS = 20_000; // then the forge is asked whether the head moved
  private static final Duration POLL = Duration.ofSeconds(60);
  private static final int STEPS_MAX = 100; // heads and phases in one turn; a later turn goes on

  private final FlowParts parts;
  private final PullBook book;
  private final PullReview review;
  private final PullPosts posts;
  private volatile Promise<Void> news = Promise.promise();
  private PullState state = PullState.NONE;

  /**
   * What a flow works with.
   *
   * @param lock whether it is still our turn
   */
  record FlowParts(
      PullPlace place,
      Forge forge,
      RepositoryEntry settings,
      ReviewCalls reviewCalls,
      BlockingWait blockingWait,
      BooleanSupplier lock) {}

  PullFlow(FlowParts parts, PullBook book) {
    this.parts = parts;
    this.book = book;
    this.review =
        new PullReview(parts.place(), parts.forge(), parts.settings(), parts.reviewCalls());
    this.posts = new PullPosts(parts.place(), parts.forge(), parts.blockingWait(), this::current);
  }

  /** Tells it that there is a new event. Any thread. */
  void poke() {
    news.tryComplete();
  }

  /** Works until nothing is left to do. Fails where it has to be tried again later. */
  void run() {
    for (int step = 0; step < STEPS_MAX && book.due() && parts.lock().getAsBoolean(); step++) {
      news = Promise.promise();
      String wanted = book.wanted();
      state = book.state();
      look();
      if (state.phase() == PullPhase.IDLE || state.phase() == PullPhase.WAITING) {
        state = book.save(state.seen(wanted));
      }
    }
  }

  private void look() {
    PullRequest pull;
    try {
      pull = parts.forge().pull(parts.place().repository(), parts.place().number());
    } catch (ProblemException e) {
      if (e.problem().type() != ForgeProblem.FORGE_NOT_FOUND) {
        throw e;
      }
      LOG.atWarn().addKeyValue("pull", parts.place()).log("{}", e.problem().message());
      leave("the pull request is gone");
      return;
    }
    if (!pull.open()) {
      leave("the pull request was closed");
    } else if (pull.draft() && !parts.settings().drafts()) {
      leave("the pull request is a draft");
    } else if (!admitted(pull)) {
      await(pull);
    } else {
      reviewed(pull);
    }
  }

  private boolean admitted(PullRequest pull) {
    RepositoryEntry settings = parts.settings();
    return !pull.fork() || settings.forks() || pull.labels().contains(settings.label());
  }

  /** Anybody can make a pull request from a fork, and a review costs money. */
  private void await(PullRequest pull) {
    boolean quiet = state.phase() == PullPhase.WAITING || state.phase() == PullPhase.IDLE;
    if (state.about(pull.point()) && quiet) {
      return;
    }
    leave("a member has not admitted this head");
    state = book.save(state.at(pull.point(), PullPhase.OPENING, ""));
    String label = parts.settings().label();
    posts.pending(state, pull, "A member's label \"" + label + "\" starts the review");
    state = book.save(state.in(PullPhase.WAITING));
  }

  private void reviewed(PullRequest pull) {
    if (!state.about(pull.point()) || state.phase() == PullPhase.WAITING) {
      leave("the pull request has another head: " + pull.head());
      String said = ReviewTask.description(pull);
      state = book.save(state.at(pull.point(), PullPhase.OPENING, said));
    }
    switch (state.phase()) {
      case OPENING -> open(pull);
      case STARTING -> start(pull);
      case RUNNING -> follow();
      case POSTING -> post(pull);
      case IDLE, WAITING -> {} // it was posted
    }
  }

  /** Which session it will be is durable before it begins, for then its state tells no more. */
  private void open(PullRequest pull) {
    if (posts.pending(state, pull, "The review is running")) {
      String session = state.session();
      boolean goesOn = session != null && parts.reviewCalls().continues(session);
      state = book.save((goesOn ? state : state.alone()).in(PullPhase.STARTING));
    }
  }

  private void start(PullRequest pull) {
    state = book.save(review.begin(state, pull));
    LOG.atInfo()
        .addKeyValue("pull", parts.place())
        .addKeyValue("head", state.head())
        .addKeyValue("session", state.session())
        .log("a pull request is reviewed");
  }

  /** Until the run has ended, an event has come, or it is time to look at the head. */
  private void follow() {
    String session = state.session();
    if (session == null) {
      throw new IllegalStateException("a running review has a session: " + state);
    }
    Promise<Map<String, Object>> first = Promise.promise();
    news.future().onSuccess(poked -> first.tryComplete(Map.of("running", true)));
    parts
        .reviewCalls()
        .poll(session, POLL_MS)
        .onSuccess(first::tryComplete)
        .onFailure(first::tryFail);
    Map<String, Object> polled = BlockingWait.result(first.future(), POLL);
    if (!Boolean.TRUE.equals(polled.get("running"))) {
      state = book.save(state.in(PullPhase.POSTING));
    }
  }

  private void post(PullRequest pull) {
    if (posts.result(state, pull, verdict())) {
      state = book.save(state.in(PullPhase.IDLE));
      LOG.atInfo()
          .addKeyValue("pull", parts.place())
          .addKeyValue("head", state.head())
          .log("the result was posted");
    }
  }

  private PullVerdict verdict() {
    String refusal = state.refusal();
    String session = state.session();
    if (refusal != null && refusal.isEmpty()) {
      return PullVerdict.empty();
    }
    if (refusal != null || session == null) {
      String[] why = String.valueOf(refusal).split("\n", 2);
      return PullVerdict.refused(why[0], why.length == 2 ? why[1] : "");
    }
    return parts.reviewCalls().verdict(session);
  }

  /** Ends a review that nobody waits for any more; one that has ended is left as it is. */
  private void leave(String reason) {
    String session = state.session();
    if (session != null && state.phase() == PullPhase.RUNNING) {
      cancel(session, reason);
      state = book.save(state.alone());
    }
    if (state.phase() != PullPhase.IDLE) {
      state = book.save(state.left());
    }
  }

  private void cancel(String session, String reason) {
    try {
      parts.reviewCalls().cancel(session, reason);
    } catch (ProblemException e) {
      if (e.problem().type() != SessionProblem.SESSION_NOT_FOUND) {
        throw e;
      }
    }
  }

  /** Whether it is our turn and the pull request is where the state says. */
  private boolean current() {
    if (!parts.lock().getAsBoolean()) {
      return false;
    }
    PullRequest now = parts.forge().pull(parts.place().repository(), parts.place().number());
    PullPoint point = now.point();
    return now.open() && state.about(point);
  }
}
