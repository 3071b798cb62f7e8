package crossreview.journal;

import static crossreview.journal.JournalOwner.FOLDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.journal.file.DiskFiles;
import crossreview.journal.file.EpochFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainReaderTest {
  private final MemoryDisk disk = new MemoryDisk();
  private final Journal journal = new Journal(disk, 10);

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Several epochs of lines of very different length, so that pages and marks fall anywhere. */
  private List<String> longJournal(RandomGenerator random) throws Exception {
    List<String> all = new ArrayList<>();
    for (int epoch = 0; epoch < 4; epoch++) {
      JournalOwner journalOwner = JournalOwner.claim(journal);
      all.add(JournalOwner.OPENED);
      for (int i = 0; i < 60; i++) {
        String text = i + "x".repeat(random.nextInt(random.nextBoolean() ? 10 : 8000));
        journalOwner.append(text).join();
        all.add(text);
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void pagesOfAnySizeFromAnyPlaceTogetherAreTheWhole(long seed) throws Exception {
    RandomGenerator random = random(seed);
    List<String> all = longJournal(random);
    ChainReader reader = journal.reader(FOLDER);

    for (int round = 0; round < 20; round++) {
      int from = random.nextInt(all.size());
      List<String> read = new ArrayList<>();
      while (from + read.size() < all.size()) {
        int maxBytes = random.nextInt(1, 100_000);
        int maxLines = random.nextInt(1, 50);
        List<StoredLine> page = reader.page(from + (long) read.size(), maxBytes, maxLines);
        assertTrue(!page.isEmpty() && page.size() <= maxLines, "seed " + seed);
        long but =
            page.stream().limit(page.size() - 1L).mapToLong(l -> l.bytes().length + 1L).sum();
        assertTrue(but < maxBytes, "seed " + seed + ": the page was full before its last line");
        read.addAll(JournalOwner.texts(page));
      }
      assertEquals(all.subList(from, all.size()), read, "seed " + seed);
    }
    assertEquals(List.of(), reader.page(all.size(), 1, 1));
  }

  @Test
  void theReplayIsAllThatMayBeTold() throws Exception {
    List<String> all = longJournal(random(4));
    List<Long> seqs = new ArrayList<>();

    journal.reader(FOLDER).replay((line, json) -> seqs.add((Long) json.get("seq")));

    assertEquals(all.size(), seqs.size());
    assertEquals(all.size(), seqs.getLast());
    assertEquals(all.size(), journal.reader(FOLDER).head());
  }

  @Test
  void linesAboveTheHeadAreNotTold() throws Exception {
    JournalOwner journalOwner = JournalOwner.claim(journal);
    journalOwner.append("a").join();
    ChainReader reader = journal.reader(FOLDER);
    List<Long> heads = new ArrayList<>();
    disk.spy(operation -> {
      if (operation.startsWith("exists")) {
        disk.spy(op -> {});
        heads.add(head(reader));
      }
    });

    journalOwner.append("b", "c").join();

    assertEquals(List.of(2L), heads, "the lines were written and fsynced, but not checked");
    assertEquals(4, reader.head());
  }

  private static long head(ChainReader reader) {
    try {
      return reader.head();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatLiesBeforeADamageMayBeRead() throws Exception {
    JournalOwner journalOwner = JournalOwner.claim(journal);
    for (String text : List.of("a", "b", "damaged", "d", "e")) {
      journalOwner.append(text).join();
    }
    Path file = EpochFiles.lines(FOLDER, 1);
    byte[] bytes =
        new String(disk.bytes(file), "UTF-8").replace("damaged", "altered").getBytes("UTF-8");
    disk.put(file, bytes);
    ChainReader reader = journal.reader(FOLDER);

    List<StoredLine> page = reader.page(0, Integer.MAX_VALUE, Integer.MAX_VALUE);

    assertEquals(List.of(JournalOwner.OPENED, "a", "b"), JournalOwner.texts(page));
    JournalDamagedException damage =
        assertThrows(JournalDamagedException.class, () -> reader.page(3, 1, 1));
    assertEquals("events-000001.ndjson", damage.file());
    assertEquals(5, damage.line(), "the line that shows it");
  }

  @Test
  void aFolderWithoutAJournalHasNothingToTell() throws Exception {
    ChainReader reader = journal.reader(FOLDER);

    assertEquals(0, reader.head());
    assertEquals(List.of(), reader.page(0, 1, 1));
  }

  @Test
  void aReaderBesideABusyWriterSeesAGrowingPrefixOfWholeUnits(@TempDir Path folder)
      throws Exception {
    Journal real = new Journal(new DiskFiles(), 100_000);
    AtomicLong answered = new AtomicLong(1);
    try (JournalThreads threads = new JournalThreads(1)) {
      JournalOwner journalOwner = JournalOwner.claim(real, folder, JournalOwner.on(threads.take()));
      journalOwner.first().get(10, TimeUnit.SECONDS);
      ChainReader reader = real.reader(folder);
      CompletableFuture<Void> last = null;
      long seen = 0;
      for (int i = 0; i < 300; i++) {
        last = journalOwner.append("a" + i, "b" + i, "c" + i);
        long seq = journalOwner.seq();
        last.thenRun(() -> answered.set(seq));

        long atLeast = answered.get();
        List<StoredLine> page = reader.page(seen, Integer.MAX_VALUE, Integer.MAX_VALUE);

        seen += page.size();
        assertTrue(seen >= atLeast, "what was answered may be read: " + seen + " < " + atLeast);
        assertTrue(page.isEmpty() || !page.getLast().more(), "only whole units may be read");
      }
      last.get(10, TimeUnit.SECONDS);
      assertEquals(901, reader.head());
    }
  }
}
