package crossreview.journal;

import crossreview.journal.file.EpochEnd;
import crossreview.journal.file.EpochFiles;
import crossreview.journal.file.FilePort;
import crossreview.journal.file.HeadMark;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the chain: from the highest epoch that has a complete first line back along {@code
 * continues_from}. What is not on that walk is dead, and was never told: an epoch that has a head
 * mark and is not on the walk is damage.
 */
final class ChainWalk {
  private final FilePort files;
  private final Path folder;

  ChainWalk(FilePort files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /**
   * The segments in the order of the chain; empty when no epoch below {@code before} has a complete
   * first line.
   */
  List<Segment> below(long before) throws IOException, JournalDamagedException {
    for (long epoch : EpochFiles.present(files, folder)) {
      if (epoch < before) {
        Optional<EpochHeader> opening = opening(epoch);
        if (opening.isEmpty()) {
          opening = marked(epoch);
        }
        if (opening.isPresent()) {
          return walk(epoch, opening.get());
        }
      }
    }
    return List.of();
  }

  private record EpochHeader(@Nullable EpochEnd from, long size) {}

  /**
   * An epoch without a readable first line: it is dead, unless it told something. The mark is
   * written after the first line, so a line that was on its way at the first look is there at the
   * second.
   */
  private Optional<EpochHeader> marked(long epoch) throws IOException, JournalDamagedException {
    if (HeadMark.read(files, EpochFiles.head(folder, epoch)).isEmpty()) {
      return Optional.empty();
    }
    Optional<EpochHeader> again = opening(epoch);
    if (again.isEmpty()) {
      Path file = EpochFiles.lines(folder, epoch);
      throw new JournalDamagedException(
          file, 1, "is not the first line of an epoch, but lines of it were confirmed");
    }
    return again;
  }

  /**
   * Makes sure that everything that was shown is on the chain. Only the owner asks: no epoch below
   * its own can get a mark any more.
   */
  void checkDead(List<Segment> chain, long before) throws IOException, JournalDamagedException {
    List<Long> alive = chain.stream().map(Segment::epoch).toList();
    for (long epoch : EpochFiles.present(files, folder)) {
      boolean dead = epoch < before && !alive.contains(epoch);
      if (dead && HeadMark.read(files, EpochFiles.head(folder, epoch)).isPresent()) {
        Path file = EpochFiles.lines(folder, epoch);
        throw new JournalDamagedException(
            file, 0, "is not on the chain, but lines of it were confirmed");
      }
    }
  }

  private List<Segment> walk(long highest, EpochHeader top)
      throws IOException, JournalDamagedException {
    Deque<Segment> chain = new ArrayDeque<>();
    Path file = EpochFiles.lines(folder, highest);
    Segment segment = new Segment(highest, file, top.from(), top.size(), null);
    chain.addFirst(segment);
    while (segment.from() != null) {
      EpochEnd older = segment.from();
      Path olderFile = EpochFiles.lines(folder, older.epoch());
      EpochHeader epochHeader =
          older.epoch() < segment.epoch() ? opening(older.epoch()).orElse(null) : null;
      if (epochHeader == null || epochHeader.size() < older.bytes()) {
        throw new JournalDamagedException(
            olderFile, 0, "is missing or shorter than the " + older.bytes() + " bytes that it had");
      }
      segment = new Segment(older.epoch(), olderFile, epochHeader.from(), older.bytes(), older);
      chain.addFirst(segment);
    }
    return new ArrayList<>(chain);
  }

  /** The first line of an epoch, if it is complete and is one. */
  private Optional<EpochHeader> opening(long epoch) throws IOException {
    Path file = EpochFiles.lines(folder, epoch);
    if (!files.exists(file)) {
      return Optional.empty();
    }
    try (FilePort.Channel channel = files.read(file)) {
      long size = channel.size();
      Optional<byte[]> first = LineScanner.first(channel, size);
      return first.flatMap(line -> parse(line, epoch, size));
    }
  }

  private static Optional<EpochHeader> parse(byte[] line, long epoch, long size) {
    Map<String, Object> json;
    try {
      json = JsonReader.readObject(line);
    } catch (InvalidJsonException e) {
      return Optional.empty(); // torn, unless the epoch has a mark
    }
    boolean opened = "epoch.opened".equals(json.get("type"));
    if (!opened || !Long.valueOf(epoch).equals(json.get("epoch"))) {
      return Optional.empty();
    }
    Object continued = json.get("continues_from");
    return continued == null
        ? Optional.of(new EpochHeader(null, size))
        : from(continued).map(from -> new EpochHeader(from, size));
  }

  private static Optional<EpochEnd> from(Object value) {
    return value instanceof Map<?, ?> map
            && map.get("epoch") instanceof Long epoch
            && map.get("seq") instanceof Long seq
            && map.get("digest") instanceof String digest
            && map.get("bytes") instanceof Long bytes
        ? Optional.of(new EpochEnd(epoch, seq, digest, bytes))
        : Optional.empty();
  }
}
