package crossreview.journal;

import crossreview.journal.file.Sha256Hasher;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks along the chain: each line must follow the one before. One thread at a time. */
final class ChainCheck {
  private final Sha256Hasher sha = new Sha256Hasher();
  private long seq;
  private String digest;
  private Map<String, Object> json = Map.of();
  private @Nullable StoredLine line;

  /** Begins after the line with this seq and digest. */
  ChainCheck(long seq, String digest) {
    this.seq = seq;
    this.digest = digest;
  }

  long seq() {
    return seq;
  }

  String digest() {
    return digest;
  }

  /** The last accepted line as JSON. */
  Map<String, Object> json() {
    return json;
  }

  /** The last accepted line. */
  StoredLine line() {
    if (line == null) {
      throw new IllegalStateException("no line was accepted");
    }
    return line;
  }

  /**
   * Why bytes are not the next line.
   *
   * @param between whether only the two lines together show it, so that either may be the altered
   *     one
   */
  record ChainFault(String why, boolean between) {}

  /** Accepts the bytes as the next line, or says why they are not. */
  Optional<ChainFault> fault(byte[] bytes, long epoch) {
    Map<String, Object> read;
    try {
      read = JsonReader.readObject(bytes);
    } catch (InvalidJsonException e) {
      return own("is not a line of JSON: " + e.getMessage());
    }
    if (!Objects.equals(read.get("seq"), seq + 1)) {
      return own("has seq " + read.get("seq") + ", expected " + (seq + 1));
    }
    if (!Objects.equals(read.get("epoch"), epoch)) {
      return own("has epoch " + read.get("epoch") + ", expected " + epoch);
    }
    if (!Objects.equals(read.get("prev"), digest)) {
      String why = "does not follow the previous line: prev is " + read.get("prev");
      return Optional.of(new ChainFault(why, true));
    }
    seq++;
    digest = sha.of(bytes);
    json = read;
    line = new StoredLine(seq, epoch, Boolean.TRUE.equals(read.get("more")), bytes, digest);
    return Optional.empty();
  }

  private static Optional<ChainFault> own(String why) {
    return Optional.of(new ChainFault(why, false));
  }
}
