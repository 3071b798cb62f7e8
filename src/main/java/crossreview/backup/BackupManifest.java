package crossreview.backup;

import crossreview.file.DurableFiles;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code backup.json} says. It is written before the first file of a backup, with {@code
 * ended} null, and after the last one.
 *
 * @param storeId the identity of the data directory
 * @param ended when the last backup came to its end, null while it has not
 * @param sessions what was proved of each session
 */
record BackupManifest(
    String storeId,
    String began,
    @Nullable String ended,
    SequencedMap<SessionId, ProvedSession> sessions) {
  static final String FILE = "backup.json";
  private static final String FORMAT = "crossreview-backup/1";

  /**
   * A session at the end of the backup.
   *
   * @param seq the last line that may be read, 0 where the chain cannot be read
   * @param head its digest
   * @param damage the first damage, null where there is none: the data directory has it as well
   */
  record ProvedSession(long seq, @Nullable String head, @Nullable String damage) {}

  boolean complete() {
    return ended != null;
  }

  /** The manifest of a folder, if it has one; refused with {@code bad_backup} if it is no such. */
  static Optional<BackupManifest> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    try {
      return Optional.of(of(file, JsonReader.readObject(Files.readAllBytes(file))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (InvalidJsonException e) {
      throw bad(file + " cannot be read: " + e.getMessage());
    }
  }

  private static BackupManifest of(Path file, Map<String, Object> json) {
    if (!FORMAT.equals(json.get("format"))) {
      throw bad(file + " has the format " + json.get("format") + ", known is " + FORMAT);
    }
    if (!(json.get("store_id") instanceof String store)
        || !(json.get("began") instanceof String began)
        || !(json.get("sessions") instanceof Map<?, ?> listed)) {
      throw bad(file + " must have store_id, began and sessions");
    }
    SequencedMap<SessionId, ProvedSession> sessions = new LinkedHashMap<>();
    listed.forEach((id, value) -> {
      SessionId session =
          SessionId.parse(String.valueOf(id))
              .orElseThrow(
                  () -> bad(file + " names the session \"" + id + "\", which is not an id"));
      sessions.put(session, session(file, value));
    });
    String ended = json.get("ended") instanceof String text ? text : null;
    return new BackupManifest(store, began, ended, sessions);
  }

  private static ProvedSession session(Path file, Object value) {
    if (value instanceof Map<?, ?> map && map.get("seq") instanceof Long seq) {
      String head = map.get("head") instanceof String text ? text : null;
      String damage = map.get("damage") instanceof String text ? text : null;
      return new ProvedSession(seq, head, damage);
    }
    throw bad(file + " has a session without seq");
  }

  /** Puts it in its place, durably. */
  void write(Path folder) throws IOException {
    Map<String, Object> listed = new LinkedHashMap<>();
    new TreeMap<>(sessions)
        .forEach((id, proved) -> {
          Map<String, Object> session = new LinkedHashMap<>();
          session.put("seq", proved.seq());
          session.put("head", proved.head());
          if (proved.damage() != null) {
            session.put("damage", proved.damage());
          }
          listed.put(id.value(), session);
        });
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("store_id", storeId);
    json.put("began", began);
    json.put("ended", ended);
    json.put("sessions", listed);
    DurableFiles.replace(
        folder.resolve(FILE), JsonWriter.bytes(json), folder.resolve(FILE + ".tmp"));
  }

  static ProblemException bad(String why) {
    return StorageProblem.BAD_BACKUP.exception(why);
  }
}
