package crossreview.daemon;

import crossreview.call.BudgetGuard;
import crossreview.call.CallExecutor;
import crossreview.call.CallLimits;
import crossreview.feed.Feed;
import crossreview.memory.MemoryBudget;
import crossreview.peer.PeerRegistry;
import crossreview.prompt.PromptBuilder;
import crossreview.review.ReviewService;
import crossreview.review.ReviewServices;
import crossreview.review.VoteHistory;
import crossreview.settings.Settings;
import crossreview.settings.Settings.LimitSettings;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import crossreview.verdict.contract.VerdictContract;
import io.vertx.core.Vertx;
import java.security.SecureRandom;

/** What carries out reviews: one set of parts for the daemon, put together with the settings. */
final class ReviewModule {
  private final ReviewParts parts;
  private final CallExecutor calls;
  private final VoteHistory history;
  private final KeyedRandomness sessionRandomness;
  private final VertxTimerService timers;
  private final MemoryBudget memory = MemoryBudget.ofReviews(Runtime.getRuntime().maxMemory());
  private final PromptBuilder promptBuilder = new PromptBuilder(VerdictContract.instruction());

  /**
   * What is there before reviews.
   *
   * @param current what is in force now, for what concerns all reviews together
   */
  record ReviewParts(
      Vertx vertx,
      StorageModule storageModule,
      BudgetGuard budgetGuard,
      Feed feed,
      ConfigReference current,
      SecureRandom random,
      SystemTime time) {
    LimitSettings limits() {
      return current.get().settings().limits();
    }
  }

  ReviewModule(ReviewParts parts, LimitSettings first) {
    this.parts = parts;
    this.timers = new VertxTimerService(parts.vertx());
    this.sessionRandomness = new KeyedRandomness(parts.storageModule().secret(), parts.random());
    this.history = new VoteHistory(parts.storageModule().sessionRegistry(), parts.time());
    this.calls =
        new CallExecutor(
            CallLimits.defaults(
                first.call(), first.answerBytesMax(), () -> parts.limits().callsPerPeerMax()),
            timers,
            parts.time(),
            parts.random(),
            parts.storageModule().redaction()::redact);
  }

  ReviewService service() {
    return new ReviewService(
        parts.vertx(),
        parts.storageModule().sessionRegistry(),
        () -> parts.current().get().reviews(),
        () -> parts.limits().runningReviewsMax(),
        () -> parts.limits().waitingReviewsMax());
  }

  /** What a review works with that begins under these settings. */
  ReviewServices services(Settings settings, PeerRegistry peers) {
    LimitSettings limits = settings.limits();
    return new ReviewServices(
        peers,
        calls.within(limits.call(), limits.answerBytesMax()),
        parts.budgetGuard(),
        promptBuilder,
        sessionRandomness,
        parts.feed()::emit,
        history,
        parts.time(),
        timers,
        memory,
        limits.independenceFloor(),
        limits.artifactBytesMax(),
        settings.reaskUnknown(),
        settings.answerText(),
        settings.secrets(),
        parts.storageModule().redaction()::besides);
  }
}
