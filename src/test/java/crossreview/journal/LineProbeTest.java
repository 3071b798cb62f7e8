package crossreview.journal;

import static crossreview.journal.JournalOwner.FOLDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.journal.file.EpochFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineProbeTest {
  private static final int UNITS = 24;
  private static final int UNIT_LINES = 1_500;

  private final MemoryDisk disk = new MemoryDisk();
  private final Journal journal = new Journal(disk, 1000);
  private final List<String> all = new ArrayList<>();

  @BeforeEach
  void writeALongJournalOfTwoEpochs() throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    JournalOwner journalOwner = null;
    for (int unit = 0; unit < UNITS; unit++) {
      if (unit % (UNITS / 2) == 0) {
        journalOwner = JournalOwner.claim(journal);
        all.add(JournalOwner.OPENED);
      }
      String[] texts = new String[UNIT_LINES];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = "line " + all.size() + "x".repeat(random.nextInt(600));
        all.add(texts[i]);
      }
      journalOwner.append(texts).join();
    }
  }

  @Test
  void aFreshReaderFindsAPageAnywhereWithFewReads() throws Exception {
    for (int after = all.size() - 1; after > 0; after -= 2_371) {
      AtomicInteger reads = new AtomicInteger();
      disk.spy(operation -> reads.addAndGet(operation.startsWith("readBytes") ? 1 : 0));

      List<StoredLine> page = journal.reader(FOLDER).page(after, Integer.MAX_VALUE, 3);

      disk.spy(operation -> {});
      int until = Math.min(all.size(), after + 3);
      assertEquals(all.subList(after, until), JournalOwner.texts(page));
      // two first lines, two head marks, seven halvings of 6 MB, and the page; all of it takes 100
      assertTrue(reads.get() < 40, reads + " reads for a page behind " + after);
    }
  }

  @Test
  void aDamagedLineFarFromTheStartIsNamedByItsPlace() throws Exception {
    Path file = EpochFiles.lines(FOLDER, 2);
    byte[] bytes = disk.bytes(file);
    String text = new String(bytes, StandardCharsets.UTF_8);
    bytes[text.indexOf("line 20000x") + 3] = 'f';
    disk.put(file, bytes);

    for (int after : List.of(20_000, 20_001)) {
      ChainReader reader = journal.reader(FOLDER);
      JournalDamagedException damage =
          assertThrows(JournalDamagedException.class, () -> reader.page(after, 1, 1));
      assertEquals("events-000002.ndjson", damage.file());
      assertEquals(2_001, damage.line(), "the line behind the altered one shows it");
    }
    assertEquals(
        all.subList(19_900, 19_950),
        JournalOwner.texts(journal.reader(FOLDER).page(19_900, Integer.MAX_VALUE, 50)));
  }
}
