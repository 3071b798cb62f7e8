package crossreview.daemon;

import crossreview.call.BudgetGuard;
import crossreview.call.CallExecutor;
import crossreview.call.CallLimits;
import crossreview.feed.Feed;
import crossreview.memory.MemoryBudget;
import crossreview.peer.factory.PeerCatalog;
import crossreview.prompt.PromptBuilder;
import crossreview.review.ReviewService;
import crossreview.review.ReviewServices;
import crossreview.review.VoteHistory;
import crossreview.settings.Settings;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import crossreview.verdict.contract.VerdictContract;
import io.vertx.core.Vertx;
import java.security.SecureRandom;

/** What carries out reviews, put together from the settings. */
record ReviewModule(
    Settings settings, Vertx vertx, StorageModule storageModule, PeerCatalog peerCatalog) {

  ReviewService service(BudgetGuard budgetGuard, Feed feed, SecureRandom random, SystemTime time) {
    return new ReviewService(
        vertx,
        storageModule.sessionRegistry(),
        services(budgetGuard, feed, random, time),
        settings.limits().runningReviewsMax(),
        settings.limits().waitingReviewsMax());
  }

  private ReviewServices services(
      BudgetGuard budgetGuard, Feed feed, SecureRandom random, SystemTime time) {
    Settings.LimitSettings limitSettings = settings.limits();
    VertxTimerService timers = new VertxTimerService(vertx);
    CallLimits limits =
        CallLimits.defaults(
            limitSettings.call(), limitSettings.answerBytesMax(), limitSettings.callsPerPeerMax());
    return new ReviewServices(
        peerCatalog.peers(),
        new CallExecutor(limits, timers, time, random, storageModule.redaction()::redact),
        budgetGuard,
        new PromptBuilder(VerdictContract.instruction()),
        new KeyedRandomness(storageModule.secret(), random),
        feed::emit,
        new VoteHistory(storageModule.sessionRegistry(), limitSettings.independenceFloor(), time),
        time,
        timers,
        MemoryBudget.ofReviews(Runtime.getRuntime().maxMemory()),
        limitSettings.artifactBytesMax(),
        settings.reaskUnknown(),
        settings.answerText(),
        settings.secrets());
  }
}
