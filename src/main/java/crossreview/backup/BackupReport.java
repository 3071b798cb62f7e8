package crossreview.backup;

import crossreview.model.SessionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a backup or a restore did.
 *
 * @param sessions how many it has now
 * @param changed how many of them have new lines or blobs
 * @param kept how many the data directory does not have any more
 * @param bytes how many bytes of lines, heads and blobs were written
 * @param damaged what is wrong with sessions that are damaged
 * @param unconfirmed sessions without a confirmed line, which are not in the backup
 */
public record BackupReport(
    int sessions,
    int changed,
    int kept,
    long bytes,
    Map<SessionId, String> damaged,
    List<SessionId> unconfirmed) {
  public boolean ok() {
    return damaged.isEmpty();
  }

  /** The same as a tree for output. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("ok", ok());
    tree.put("sessions", sessions);
    tree.put("changed", changed);
    tree.put("kept", kept);
    tree.put("bytes", bytes);
    Map<String, Object> named = new LinkedHashMap<>();
    damaged.forEach((id, why) -> named.put(id.value(), why));
    tree.put("damaged", named);
    tree.put("unconfirmed", unconfirmed.stream().map(SessionId::value).toList());
    return tree;
  }

  /** Hears how far it is, from the thread that works. */
  @FunctionalInterface
  public interface BackupListener {
    void onSession(int done, int all, long bytes);
  }
}
