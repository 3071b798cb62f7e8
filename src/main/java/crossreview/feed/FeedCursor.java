package crossreview.feed;

import crossreview.model.RequestProblem;
import crossreview.model.SessionId;
import io.vertx.core.Future;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position of one consumer of everything, as a short text that it sends when it comes back: a
 * session that the text does not name is one that the consumer has never heard of. On one context.
 *
 * <pre>
 *   all.&lt;base&gt;.&lt;moved&gt;
 *     base     the name of a position in the {@link CursorStore}; empty for none
 *     moved    sessions that have moved since: base64url of 16 bytes of id and 8 of seq for each
 * </pre>
 */
public final class FeedCursor {
  private static final Pattern FORM = Pattern.compile("all\\.([0-9a-f]{32})?\\.([A-Za-z0-9_-]*)");
  private static final int ENTRY_BYTES = 24;

  /** With more, a new base is kept: two kilobytes of text for each line are enough. */
  private static final int MOVED_MAX = 64;

  /** Beyond this, while no base can be kept, there is no text: a header has 16 KiB. */
  private static final int NAMED_MAX = 256;

  private final CursorStore cursorStore;
  private final Map<SessionId, Long> heads;
  private Map<SessionId, Long> moved = new HashMap<>();
  private String base;
  private int baseAbove = MOVED_MAX;
  private boolean saving;

  private FeedCursor(CursorStore cursorStore, String base, Map<SessionId, Long> kept) {
    this.cursorStore = cursorStore;
    this.base = base;
    this.heads = new HashMap<>(kept);
  }

  /** Where a consumer was, by the text that it was given; else before everything. */
  static Future<FeedCursor> of(CursorStore cursorStore, Optional<String> text) {
    return text.isPresent()
        ? parse(cursorStore, text.get())
        : Future.succeededFuture(empty(cursorStore));
  }

  /** Before everything. */
  static FeedCursor empty(CursorStore cursorStore) {
    return new FeedCursor(cursorStore, "", Map.of());
  }

  /** Whether a text may be one of these. */
  public static boolean looksLike(String text) {
    return text.startsWith("all.");
  }

  /** The position that a text names; refused with {@code bad_cursor}. */
  static Future<FeedCursor> parse(CursorStore cursorStore, String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Future.failedFuture(RequestProblem.BAD_CURSOR.exception("it has another form"));
    }
    String base = form.group(1) == null ? "" : form.group(1);
    Future<Map<SessionId, Long>> kept =
        base.isEmpty() ? Future.succeededFuture(Map.of()) : cursorStore.load(base);
    return kept.map(heads -> new FeedCursor(cursorStore, base, heads).moved(form.group(2)));
  }

  private FeedCursor moved(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      while (bytes.hasRemaining()) {
        UUID id = new UUID(bytes.getLong(), bytes.getLong());
        long seq = bytes.getLong();
        if (seq < 0) {
          throw RequestProblem.BAD_CURSOR.exception("it has a negative seq");
        }
        place(SessionId.of(id), seq);
      }
      return this;
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw RequestProblem.BAD_CURSOR.exception("it has another form");
    }
  }

  /** The seq of the last line of each session that the consumer has. */
  public Map<SessionId, Long> heads() {
    return Map.copyOf(heads);
  }

  /** The consumer has the lines of a session up to this one. */
  void place(SessionId id, long seq) {
    heads.put(id, seq);
    moved.put(id, seq);
  }

  /**
   * The text once the consumer has this line; empty while the positions can neither be named nor
   * kept.
   */
  public Optional<String> at(SessionId id, long seq) {
    place(id, seq);
    if (moved.size() > baseAbove && !saving) {
      keep();
    }
    return text();
  }

  private Optional<String> text() {
    if (moved.size() > NAMED_MAX) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(moved.size() * ENTRY_BYTES);
    moved.forEach((id, seq) -> {
      UUID uuid = UUID.fromString(id.value());
      bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
      bytes.putLong(seq);
    });
    String named = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    return Optional.of("all." + base + "." + named);
  }

  /** Keeps all positions under a name; what moves meanwhile is named beside it. */
  Future<Void> keep() {
    Map<SessionId, Long> all = heads();
    saving = true;
    return cursorStore
        .save(all)
        .onSuccess(name -> kept(name, all))
        .onFailure(cause -> baseAbove = moved.size() + MOVED_MAX) // not again for each line
        .onComplete(done -> saving = false)
        .mapEmpty();
  }

  private void kept(String name, Map<SessionId, Long> all) {
    base = name;
    baseAbove = MOVED_MAX;
    Map<SessionId, Long> since = new HashMap<>();
    moved.forEach((id, seq) -> {
      if (!seq.equals(all.get(id))) {
        since.put(id, seq);
      }
    });
    moved = since;
  }

  /**
   * The text at the beginning, which is long enough to be kept first in a large store; empty as
   * above.
   *
   * @param fromNow whether what was there is left out
   */
  public Future<Optional<String>> begin(Follower.FeedSnapshot feedSnapshot, boolean fromNow) {
    if (fromNow) {
      feedSnapshot.heads().forEach(this::place);
    }
    return moved.size() > MOVED_MAX
        ? keep().otherwiseEmpty().map(done -> text())
        : Future.succeededFuture(text());
  }

  /**
   * The text for now; kept first where it would be long, and refused where that is not possible.
   */
  Future<String> current() {
    Future<Void> kept = moved.size() > MOVED_MAX ? keep() : Future.succeededFuture();
    return kept.map(done -> text().orElseThrow());
  }
}
