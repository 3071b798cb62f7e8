package crossreview.proof;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.proof.VerificationResult.Damage;
import crossreview.session.Session;
import crossreview.store.codec.FileDigest;
import crossreview.store.codec.ViewFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks {@code meta.json}: that it is what was written, by whatever version, by the digest that it
 * carries of itself, and that the journal reaches at least as far as it says. It is written after
 * the answer, so it may be older than the journal, or not there; it is never newer. So it is a
 * second anchor of the head: a journal that was cut together with its head mark is found by it.
 */
final class MetadataCheck {
  private static final String FILE = "meta.json";
  private static final String HEAD = "head_seq";

  private final Path file;
  private Map<String, Object> meta = Map.of(); // empty while there is none
  private @Nullable String fault;
  private boolean empty;

  MetadataCheck(Path folder) {
    file = folder.resolve(FILE);
    try {
      byte[] bytes = Files.readAllBytes(file);
      empty = bytes.length == 0;
      meta = JsonReader.readObject(bytes);
      fault = FileDigest.matches(bytes) || undigested() ? null : "is not what was written";
    } catch (NoSuchFileException e) {
      return; // a view; it may not be there yet
    } catch (IOException e) {
      fault = "cannot be read: " + e.getMessage();
    } catch (InvalidJsonException e) {
      fault = "is not what was written: " + e.getMessage();
    }
  }

  /** The first versions wrote neither the number of the form nor a digest behind the last field. */
  private boolean undigested() {
    return !meta.containsKey(ViewFormat.FIELD)
        && !meta.isEmpty()
        && List.copyOf(meta.keySet()).getLast().equals(HEAD);
  }

  /** Whether an earlier version wrote it, whole; the next start writes it again. */
  boolean older() {
    return fault == null && !meta.isEmpty() && ViewFormat.isOlder(meta);
  }

  private long head() {
    return meta.get(HEAD) instanceof Long seq ? seq : 0;
  }

  List<Damage> check(Session last) {
    if (empty && !last.closed()) {
      return List.of(); // a power cut; it is made durable only when the session is closed
    }
    if (fault != null) {
      return List.of(new Damage(FILE, 0, fault));
    }
    if (last.seq() >= head()) {
      return List.of();
    }
    return List.of(
        new Damage(
            FILE,
            0,
            "was written when the journal reached seq "
                + head()
                + ", and it ends with seq "
                + last.seq()
                + " now: lines are missing"));
  }
}
