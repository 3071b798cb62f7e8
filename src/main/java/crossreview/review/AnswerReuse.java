package crossreview.review;

import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.TextRef;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostBasis;
import crossreview.model.call.TokenUsage;
import crossreview.model.policy.ReusePlan;
import crossreview.peer.Peer;
import crossreview.review.CallPlan.EarlierAnswer;
import crossreview.review.CallPlan.PeerPrompt;
import crossreview.session.Session;
import crossreview.session.analysis.ReusableAnswer;
import crossreview.session.command.AnswerMetadata;
import crossreview.store.log.SessionLog;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the answer that a peer gave to exactly the same question in another session. On the
 * review's thread; awaits.
 *
 * <p>The same question: the same project, peer, model, effort, settings of the peer, and prompt but
 * for the mark that is drawn for each prompt. What is known is what the journals of the newest
 * sessions say, so it is the same after a restart and on another host; a miss costs a call.
 */
final class AnswerReuse {
  /** Rules are free, a person is asked to look, and a program of proof executes. */
  private static final Set<String> NEVER = Set.of("builtin", "linter", "prover", "seat");

  private final SessionLog log;
  private final ReviewServices tools;
  private int refreshed = -1; // the number of rounds at the last look into the journals

  AnswerReuse(SessionLog log, ReviewServices tools) {
    this.log = log;
    this.tools = tools;
  }

  /** The name of the question; empty where its answer is for this session alone. */
  Optional<Digest> key(String id, CallPurpose purpose, PeerPrompt shown) {
    Session session = log.session();
    Optional<Peer> peer = tools.peerRegistry().find(id);
    boolean wanted =
        session.policy().rules().reuse() != null
            && session.opened().contests() == null // somebody wants another look
            && purpose == CallPurpose.REVIEW
            && !shown.fence().isEmpty()
            && peer.filter(asked -> !NEVER.contains(asked.member().kind())).isPresent();
    return wanted
        ? peer.map(asked ->
            Digest.of(
                JsonWriter.of(
                    Arrays.asList(
                        session.opened().inProject(),
                        id,
                        asked.member().model(),
                        String.valueOf(session.run().effort(id)),
                        tools.peerRegistry().configuration(asked).value(),
                        Digest.of(shown.unmarked()).value()))))
        : Optional.empty();
  }

  /** The answer, if it is young enough and can be read. */
  Optional<EarlierAnswer> find(Digest key, PeerPrompt shown) {
    ReusePlan plan = log.session().policy().rules().reuse();
    if (plan == null) {
      return Optional.empty();
    }
    int rounds = log.session().rounds().size();
    if (refreshed != rounds) {
      refreshed = rounds;
      tools.history().refresh().await();
    }
    return tools
        .history()
        .answer(key, log.id())
        .filter(known -> isYoung(known.origin().at(), tools.clock().now(), plan))
        .flatMap(known -> text(known).map(text -> new EarlierAnswer(known, text, shown.prompt())));
  }

  static boolean isYoung(String at, Instant now, ReusePlan plan) {
    try {
      Duration age = Duration.between(Instant.parse(at), now);
      return !age.isNegative() && age.compareTo(Duration.ofHours(plan.withinHours())) <= 0;
    } catch (DateTimeParseException e) {
      return false; // a stamp that is none says nothing about its age
    }
  }

  /** What cannot be read, or is not what its session says, is asked for anew. */
  private Optional<String> text(ReusableAnswer known) {
    return tools
        .history()
        .text(known)
        .map(Optional::of)
        .otherwise(Optional.empty())
        .await()
        .filter(text -> Digest.of(text).equals(known.answer().sha256()));
  }

  /** The answer as one of this session; its blob is durable when this completes. */
  Future<AnswerMetadata> settled(EarlierAnswer answer) {
    byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
    Future<TextRef> stored =
        bytes.length <= TextRef.INLINE_MAX
            ? Future.succeededFuture(new TextRef(Digest.of(bytes), bytes.length, answer.text()))
            : log.blobs().put(bytes).map(digest -> new TextRef(digest, bytes.length, null));
    return stored.map(ref ->
        new AnswerMetadata(
            ref,
            TokenUsage.NONE,
            Money.ZERO,
            CostBasis.EXACT,
            null,
            0,
            0,
            answer.known().modelReported(),
            "reused",
            answer.known().origin()));
  }
}
