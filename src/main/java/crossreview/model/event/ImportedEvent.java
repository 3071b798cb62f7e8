package crossreview.model.event;

import crossreview.model.Money;
import crossreview.model.ValueChecks;
import crossreview.model.call.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What another program says of a session of its own: its rounds, its calls, its checklist. They
 * drive no state, so no rule takes them for votes or findings of this system; nothing in them was
 * verified. Times, words and numbers are those of the other program; a text that ends with an
 * ellipsis was cut and is whole in the attached files.
 */
public sealed interface ImportedEvent extends SessionEvent {
  /** Texts in one list of a line. With the bounds of the texts a line stays below its own. */
  int LIST_MAX = 10;

  /** Characters of a text in a list. */
  int ITEM_MAX = 300;

  /** Characters of a name, a time or a word. */
  int WORD_MAX = 120;

  /** Characters of a summary or a reason. */
  int TEXT_MAX = 1_000;

  @Override
  default boolean note() {
    return true;
  }

  /**
   * A round that was completed there.
   *
   * @param callerStatus what the caller said of its text
   * @param converged whether it says that all voters agreed; null where it does not say
   * @param reason why, in its words
   * @param blocking what kept the voters from agreeing
   */
  record RoundImported(
      int round,
      @Nullable String startedAt,
      @Nullable String completedAt,
      @Nullable String callerStatus,
      @Nullable Boolean converged,
      @Nullable String reason,
      List<String> blocking)
      implements ImportedEvent {
    public RoundImported {
      ValueChecks.optional("started_at", startedAt, WORD_MAX);
      ValueChecks.optional("completed_at", completedAt, WORD_MAX);
      ValueChecks.optional("caller_status", callerStatus, WORD_MAX);
      ValueChecks.optional("reason", reason, TEXT_MAX);
      blocking = texts("blocking", blocking);
    }
  }

  /**
   * A call of a peer: a vote, a failure, or a text that it wrote.
   *
   * @param round the round it belongs to; 0 before the first one
   * @param purpose {@code vote}, {@code failed}, or what the text was for
   * @param status what the peer voted; null for a vote that could not be read and for other calls
   * @param quality how well the vote could be read
   * @param summary its summary, or the message of a failure
   * @param requests what it asked the caller for
   * @param failure the class of a failure
   * @param usage tokens as the other program counted them
   */
  record CallImported(
      int round,
      String purpose,
      String peer,
      @Nullable String provider,
      @Nullable String model,
      @Nullable String status,
      @Nullable String confidence,
      @Nullable String quality,
      @Nullable String summary,
      List<String> requests,
      List<String> followUps,
      List<String> sources,
      @Nullable String failure,
      TokenUsage usage,
      @Nullable Money cost,
      @Nullable Long latencyMs,
      @Nullable Long attempts)
      implements ImportedEvent {
    public CallImported {
      ValueChecks.text("purpose", purpose, 1, WORD_MAX);
      ValueChecks.text("peer", peer, 1, WORD_MAX);
      ValueChecks.optional("provider", provider, WORD_MAX);
      ValueChecks.optional("model", model, WORD_MAX);
      ValueChecks.optional("status", status, WORD_MAX);
      ValueChecks.optional("confidence", confidence, WORD_MAX);
      ValueChecks.optional("quality", quality, WORD_MAX);
      ValueChecks.optional("summary", summary, TEXT_MAX);
      ValueChecks.optional("failure", failure, WORD_MAX);
      requests = texts("requests", requests);
      followUps = texts("follow_ups", followUps);
      sources = texts("sources", sources);
    }
  }

  /**
   * An item of the evidence checklist.
   *
   * @param times in how many rounds it was raised
   * @param method how the program itself changed it
   * @param moves its last changes, oldest first
   */
  record ItemImported(
      String id,
      String peer,
      String ask,
      int firstRound,
      int lastRound,
      int times,
      String status,
      @Nullable String method,
      @Nullable String rationale,
      List<ItemMove> moves)
      implements ImportedEvent {
    public ItemImported {
      ValueChecks.text("id", id, 1, WORD_MAX);
      ValueChecks.text("peer", peer, 1, WORD_MAX);
      ValueChecks.text("ask", ask, 1, TEXT_MAX);
      ValueChecks.text("status", status, 1, WORD_MAX);
      ValueChecks.optional("method", method, WORD_MAX);
      ValueChecks.optional("rationale", rationale, TEXT_MAX);
      moves = ValueChecks.list(moves);
      ValueChecks.within("moves", moves.size(), 0, LIST_MAX);
    }
  }

  /** A change of an item's status: when, from what, to what, by whom, in which round, and why. */
  record ItemMove(
      @Nullable String at,
      @Nullable String from,
      String to,
      @Nullable String by,
      @Nullable Long round,
      @Nullable String note) {
    public ItemMove {
      ValueChecks.optional("at", at, WORD_MAX);
      ValueChecks.optional("from", from, WORD_MAX);
      ValueChecks.text("to", to, 1, WORD_MAX);
      ValueChecks.optional("by", by, WORD_MAX);
      ValueChecks.optional("note", note, ITEM_MAX);
    }
  }

  private static List<String> texts(String name, @Nullable List<String> texts) {
    List<String> all = ValueChecks.list(texts);
    ValueChecks.within(name, all.size(), 0, LIST_MAX);
    all.forEach(text -> ValueChecks.text(name, text, 1, ITEM_MAX));
    return all;
  }
}
