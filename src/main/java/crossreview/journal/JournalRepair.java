package crossreview.journal;

import crossreview.journal.file.EpochFiles;
import crossreview.journal.file.FilePort;
import crossreview.journal.file.HeadMark;
import crossreview.journal.file.Sha256Hasher;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts a damaged journal back to its last whole unit before the damage. Only an operator asks for
 * it, under the session's lock. All old files are kept elsewhere, as they were. Blocks.
 */
public final class JournalRepair {
  private static final Pattern JOURNAL = Pattern.compile("events-[0-9]+\\.(ndjson|head)");

  private final FilePort files;
  private final Path folder;
  private final ReplayHandler check;
  private final List<StoredLine> unit = new ArrayList<>();
  private final List<StoredLine> whole = new ArrayList<>(); // until the next line fits
  private final TreeMap<Long, List<byte[]>> kept = new TreeMap<>();
  private @Nullable StoredLine last;

  private JournalRepair(FilePort files, Path folder, ReplayHandler check) {
    this.files = files;
    this.folder = folder;
    this.check = check;
  }

  /**
   * Writes the journal anew up to the last whole unit before the damage.
   *
   * @param keep a directory for the old files
   * @param check refuses a line that makes no sense in its place
   * @return the last line that is left, or 0 when nothing could be saved and nothing was changed
   */
  public static long cut(FilePort files, Path folder, Path keep, ReplayHandler check)
      throws IOException {
    return new JournalRepair(files, folder, check).cut(keep);
  }

  private long cut(Path keep) throws IOException {
    List<Long> present = EpochFiles.present(files, folder);
    for (int i = 0; i <= present.size() && last == null; i++) {
      collect(i == 0 ? Long.MAX_VALUE : present.get(i - 1));
    }
    StoredLine end = last;
    if (end == null) {
      return 0;
    }
    for (String name : files.list(folder)) {
      if (JOURNAL.matcher(name).matches()) {
        Files.move(folder.resolve(name), keep.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    files.forceDirectory(keep);
    write(present.getFirst());
    files.forceDirectory(folder);
    return end.seq();
  }

  /** The whole units of the chain below an epoch, as far as they can be read. */
  private void collect(long below) throws IOException {
    unit.clear();
    whole.clear();
    kept.clear();
    try {
      List<Segment> chain = new ChainWalk(files, folder).below(below);
      new ChainReplay(files, folder, this::line).run(chain, Optional.empty());
      keepAttested();
    } catch (JournalDamagedException e) {
      if (e.line() == 0) {
        keepAttested();
      } // else a line does not fit the one before it, and either may be the altered one
    }
  }

  private void line(StoredLine line, Map<String, Object> json) throws JournalDamagedException {
    check.line(line, json);
    unit.add(line);
    if (unit.size() == 1) {
      keepAttested(); // this line names the digest of the one before it
    }
    if (!line.more()) {
      whole.addAll(unit);
      unit.clear();
    }
  }

  private void keepAttested() {
    for (StoredLine line : whole) {
      kept.computeIfAbsent(line.epoch(), epoch -> new ArrayList<>()).add(line.bytes());
      last = line;
    }
    whole.clear();
  }

  /** An empty file keeps the highest number that was ever taken, so that numbers only rise. */
  private void write(long highest) throws IOException {
    for (Map.Entry<Long, List<byte[]>> epoch : kept.entrySet()) {
      long bytes = lines(epoch.getKey(), epoch.getValue());
      StoredLine end = end(epoch.getKey(), epoch.getValue());
      head(epoch.getKey(), new HeadMark(end.seq(), bytes, end.digest()));
    }
    if (highest > kept.lastKey()) {
      try (FilePort.Channel empty = files.createNew(EpochFiles.lines(folder, highest))) {
        empty.force();
      } catch (FileAlreadyExistsException e) {
        throw new IOException("another process writes this session", e);
      }
    }
  }

  private StoredLine end(long epoch, List<byte[]> lines) throws IOException {
    byte[] bytes = lines.getLast();
    try {
      Map<String, Object> json = JsonReader.readObject(bytes);
      if (json.get("seq") instanceof Long seq) {
        return new StoredLine(seq, epoch, false, bytes, new Sha256Hasher().of(bytes));
      }
      throw new IOException("a line that was read before has no seq");
    } catch (InvalidJsonException e) {
      throw new IOException("a line that was read before cannot be read", e);
    }
  }

  private long lines(long epoch, List<byte[]> lines) throws IOException {
    try (FilePort.Channel channel = files.createNew(EpochFiles.lines(folder, epoch))) {
      for (byte[] line : lines) {
        ByteBuffer whole = ByteBuffer.allocate(line.length + 1);
        channel.append(whole.put(line).put((byte) '\n').flip());
      }
      channel.force();
      return channel.size();
    }
  }

  private void head(long epoch, HeadMark mark) throws IOException {
    try (FilePort.Channel channel = files.createNew(EpochFiles.head(folder, epoch))) {
      for (int place = 0; place < HeadMark.PLACES; place++) {
        mark.write(channel, place);
      }
      channel.force();
    }
  }
}
