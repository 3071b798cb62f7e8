package crossreview.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.feed.PageReader;
import crossreview.journal.StoredLine;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.store.registry.LinePage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sessions with lines that no store has written. Any thread. */
final class MemoryLines implements PageReader {
  private final Map<SessionId, List<StoredLine>> sessions = new ConcurrentHashMap<>();

  /** Adds a line of this type to a session; its seq. */
  synchronized long add(SessionId id, String type) {
    List<StoredLine> lines = new ArrayList<>(sessions.getOrDefault(id, List.of()));
    long seq = lines.size() + 1L;
    String text = "{\"seq\":" + seq + ",\"type\":\"" + type + "\"}";
    lines.add(new StoredLine(seq, 1, false, text.getBytes(UTF_8), "0"));
    sessions.put(id, lines);
    return seq;
  }

  /** Sets the lines of a session at once. */
  void fill(SessionId id, String type, int count) {
    List<StoredLine> lines = new ArrayList<>();
    for (long seq = 1; seq <= count; seq++) {
      String text = "{\"seq\":" + seq + ",\"type\":\"" + type + "\"}";
      lines.add(new StoredLine(seq, 1, false, text.getBytes(UTF_8), "0"));
    }
    sessions.put(id, lines);
  }

  void remove(SessionId id) {
    sessions.remove(id);
  }

  @Override
  public Future<LinePage> page(SessionId id, long after, int maxLines, int maxBytes) {
    List<StoredLine> lines = sessions.get(id);
    if (lines == null) {
      return Future.failedFuture(new ProblemException(Problem.noSession(id.value())));
    }
    int from = (int) Math.min(after, lines.size());
    int to = Math.min(lines.size(), from + maxLines);
    return Future.succeededFuture(new LinePage(List.copyOf(lines.subList(from, to)), lines.size()));
  }

  @Override
  public PageReader within(@Nullable String project) {
    return this;
  }

  @Override
  public boolean sees(SessionId id) {
    return true;
  }

  @Override
  public Future<Map<SessionId, Long>> heads() {
    Map<SessionId, Long> heads = new HashMap<>();
    sessions.forEach((id, lines) -> heads.put(id, (long) lines.size()));
    return Future.succeededFuture(heads);
  }

  @Override
  public Future<Map<SessionId, Long>> polledHeads() {
    return heads();
  }
}
