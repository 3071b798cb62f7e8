package crossreview.journal;

import crossreview.journal.Journal.ClaimedJournal;
import crossreview.journal.Journal.ReleasePoint;
import crossreview.journal.Journal.WriterContext;
import crossreview.journal.file.EpochEnd;
import crossreview.journal.file.FilePort;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/** One owner of a journal in tests. Its lines have a text each; it works on the caller's thread. */
final class JournalOwner {
  static final Path FOLDER = Path.of("/session");
  static final String OPENED = "opened";
  static final WriterContext HERE = new WriterContext(Runnable::run, () -> {});

  private final JournalWriter writer;
  private final DroppedTail dropped;
  private final CompletionStage<Void> first;
  private final List<String> replayed;
  private final List<String> told = new ArrayList<>();
  private long seq;

  private JournalOwner(
      JournalWriter writer,
      DroppedTail dropped,
      CompletionStage<Void> first,
      List<String> replayed,
      long seq) {
    this.writer = writer;
    this.dropped = dropped;
    this.first = first;
    this.replayed = replayed;
    this.seq = seq;
    writer.onCommit(lines -> told.addAll(texts(lines)));
  }

  static JournalOwner claim(Journal journal) throws IOException, JournalDamagedException {
    return claim(journal, FOLDER, HERE);
  }

  static JournalOwner claim(FilePort disk) throws IOException, JournalDamagedException {
    return claim(new Journal(disk, 1000));
  }

  static JournalOwner claim(Journal journal, Path folder, WriterContext writerContext)
      throws IOException, JournalDamagedException {
    List<String> replayed = new ArrayList<>();
    ClaimedJournal claimedJournal =
        journal.claim(
            folder, (line, json) -> replayed.add(text(json)), JournalOwner::first, writerContext);
    return new JournalOwner(
        claimedJournal.writer(),
        claimedJournal.dropped(),
        claimedJournal.first(),
        replayed,
        replayed.size() + 1L);
  }

  static Optional<JournalOwner> reopen(Journal journal, ReleasePoint releasePoint)
      throws IOException {
    return journal
        .reopen(FOLDER, releasePoint, HERE)
        .map(writer -> new JournalOwner(writer, null, done(), List.of(), releasePoint.seq()));
  }

  private static CompletionStage<Void> done() {
    return CompletableFuture.completedStage(null);
  }

  private static LineSource first(long seq, long epoch, EpochEnd from) {
    return new TextLine(seq, OPENED, from);
  }

  static LineSource line(long seq, String text) {
    return new TextLine(seq, text, null);
  }

  /** Appends one unit. */
  CompletableFuture<Void> append(String... texts) {
    long from = seq + 1;
    List<LineSource> unit =
        IntStream.range(0, texts.length).mapToObj(i -> line(from + i, texts[i])).toList();
    seq += texts.length;
    return writer.append(unit).toCompletableFuture();
  }

  JournalWriter writer() {
    return writer;
  }

  DroppedTail dropped() {
    return dropped;
  }

  CompletableFuture<Void> first() {
    return first.toCompletableFuture();
  }

  /** The texts that the claim found. */
  List<String> replayed() {
    return replayed;
  }

  /** The texts that were told to the listener. */
  List<String> told() {
    return told;
  }

  long seq() {
    return seq;
  }

  /** All that may be told, as a reader of the disk sees it. */
  static List<String> read(FilePort disk) throws IOException, JournalDamagedException {
    return texts(new Journal(disk, 1).reader(FOLDER).page(0, Integer.MAX_VALUE, Integer.MAX_VALUE));
  }

  /** All that may be told, page by page of one line each, until the end or a damage. */
  static List<String> readOn(FilePort disk) throws IOException, JournalDamagedException {
    ChainReader reader = new Journal(disk, 1).reader(FOLDER);
    List<String> all = new ArrayList<>();
    List<StoredLine> page = reader.page(0, 1, 1);
    while (!page.isEmpty()) {
      all.addAll(texts(page));
      page = reader.page(page.getLast().seq(), 1, 1);
    }
    return all;
  }

  static List<String> texts(List<StoredLine> lines) {
    return lines.stream().map(JournalOwner::text).toList();
  }

  static String text(StoredLine line) {
    try {
      return text(JsonReader.readObject(line.bytes()));
    } catch (InvalidJsonException e) {
      throw new IllegalStateException("a line that was confirmed is no JSON", e);
    }
  }

  private static String text(Map<String, Object> json) {
    return (String) json.get("text");
  }

  static List<String> list(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(Arrays.asList(more));
    return all;
  }

  /** A thread of its own for a journal that others watch. */
  static WriterContext on(Executor thread) {
    return new WriterContext(thread, () -> {});
  }

  private record TextLine(long seq, String text, EpochEnd from) implements LineSource {
    @Override
    public byte[] encode(LinePosition place) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("seq", place.seq());
      line.put("type", text.equals(OPENED) ? "epoch.opened" : "note");
      line.put("epoch", place.epoch());
      line.put("prev", place.prev());
      if (place.more()) {
        line.put("more", true);
      }
      line.put("text", text);
      if (from != null) {
        line.put("continues_from", continues());
      }
      return JsonWriter.bytes(line);
    }

    private Map<String, Object> continues() {
      Map<String, Object> continues = new LinkedHashMap<>();
      continues.put("epoch", from.epoch());
      continues.put("seq", from.seq());
      continues.put("digest", from.digest());
      continues.put("bytes", from.bytes());
      return continues;
    }
  }
}
