package crossreview.journal;

import static crossreview.journal.JournalOwner.FOLDER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.journal.file.EpochFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One journal of two epochs, cut and altered at every byte of each. */
class JournalTruncationTest {
  private static final Path FIRST = EpochFiles.lines(FOLDER, 1);
  private static final Path SECOND = EpochFiles.lines(FOLDER, 2);
  private static final Path HEAD = EpochFiles.head(FOLDER, 2);

  private final MemoryDisk whole = new MemoryDisk();
  private final List<Unit> units = new ArrayList<>();
  private List<String> before;
  private byte[] first;
  private byte[] second;

  /** A unit of the second epoch. */
  private record Unit(int end, byte[] mark, List<String> upTo) {}

  @BeforeEach
  void aJournalOfTwoEpochs() throws Exception {
    JournalOwner older = JournalOwner.claim(whole);
    older.append("a");
    older.append("b", "c", "d");
    JournalOwner journalOwner = JournalOwner.claim(whole);
    before = journalOwner.replayed();
    note(JournalOwner.list(before, JournalOwner.OPENED));
    for (String[] unit : List.of(lines("e"), lines("f", "gé", "h"), lines("i", "j"))) {
      journalOwner.append(unit);
      note(JournalOwner.list(units.getLast().upTo(), unit));
    }
    first = whole.bytes(FIRST);
    second = whole.bytes(SECOND);
  }

  private static String[] lines(String... texts) {
    return texts;
  }

  private void note(List<String> upTo) {
    units.add(new Unit(whole.bytes(SECOND).length, whole.bytes(HEAD), upTo));
  }

  private MemoryDisk disk(byte[] lines, byte[] mark) {
    MemoryDisk disk = whole.afterKill();
    disk.put(SECOND, lines);
    disk.put(HEAD, mark);
    return disk;
  }

  /** The last unit that ends at or before a length, or null. */
  private Unit wholeUnit(int length) {
    Unit last = null;
    for (Unit unit : units) {
      last = unit.end() <= length ? unit : last;
    }
    return last;
  }

  @Test
  void cutAtAnyByteTheLongestPrefixOfWholeUnitsIsRecovered() throws Exception {
    for (int length = 0; length <= second.length; length++) {
      JournalOwner next = JournalOwner.claim(disk(Arrays.copyOf(second, length), null));

      Unit kept = wholeUnit(length);
      assertEquals(kept == null ? before : kept.upTo(), next.replayed(), "cut at " + length);
      int end = kept == null ? 0 : kept.end();
      if (length == end || kept == null) {
        assertNull(next.dropped(), "cut at " + length);
      } else {
        DroppedTail tail = new DroppedTail(2, length - end, next.replayed().size());
        assertEquals(tail, next.dropped(), "cut at " + length);
      }
      assertEquals(JournalOwner.list(next.replayed(), JournalOwner.OPENED).size(), next.seq());
    }
  }

  @Test
  void cutBelowTheHeadItIsDamagedAndCutAboveItTheTailIsTorn() throws Exception {
    for (Unit marked : units) {
      for (int length = 0; length <= second.length; length++) {
        MemoryDisk disk = disk(Arrays.copyOf(second, length), marked.mark());
        String where = "head at " + marked.end() + ", cut at " + length;

        if (length < marked.end()) {
          JournalDamagedException damage =
              assertThrows(JournalDamagedException.class, () -> JournalOwner.claim(disk), where);
          assertEquals("events-000002.ndjson", damage.file());
          assertThrows(JournalDamagedException.class, () -> JournalOwner.readOn(disk), where);
        } else {
          assertEquals(marked.upTo(), JournalOwner.read(disk), where);
          assertEquals(wholeUnit(length).upTo(), JournalOwner.claim(disk).replayed(), where);
        }
      }
    }
  }

  @Test
  void anAlteredByteAtOrBelowTheHeadIsDamageAndAboveItTheEndOfTheJournal() throws Exception {
    for (Unit marked : units) {
      for (int at = 0; at < second.length; at++) {
        byte[] altered = second.clone();
        altered[at] ^= 1;
        MemoryDisk disk = disk(altered, marked.mark());
        String where = "head at " + marked.end() + ", altered at " + at;

        if (at < marked.end()) {
          assertThrows(JournalDamagedException.class, () -> JournalOwner.claim(disk), where);
          assertThrows(JournalDamagedException.class, () -> JournalOwner.readOn(disk), where);
        } else {
          assertEquals(marked.upTo(), JournalOwner.read(disk), where);
          assertPrefix(JournalOwner.claim(disk).replayed(), marked, at, where);
        }
      }
    }
  }

  private void assertPrefix(List<String> replayed, Unit marked, int at, String where) {
    List<List<String>> allowed = new ArrayList<>();
    for (Unit unit : units) {
      if (unit.end() <= at && unit.end() >= marked.end()) {
        allowed.add(unit.upTo());
      }
    }
    // Nothing behind the very last line contradicts an alteration in it; nobody was told of it.
    boolean lastLine = at > lastLineStart();
    assertTrue(allowed.contains(replayed) || lastLine, where + ": " + replayed);
  }

  private int lastLineStart() {
    return new String(second, 0, second.length - 1, ISO_8859_1).lastIndexOf('\n');
  }

  @Test
  void anOlderEpochThatIsCutOrAlteredBelowItsEndIsDamaged() {
    for (int at = 0; at < first.length; at++) {
      byte[] altered = first.clone();
      altered[at] ^= 1;
      byte[] cut = Arrays.copyOf(first, at);
      for (byte[] bytes : List.of(altered, cut)) {
        MemoryDisk disk = whole.afterKill();
        disk.put(FIRST, bytes);

        assertThrows(JournalDamagedException.class, () -> JournalOwner.claim(disk), "at " + at);
        assertThrows(JournalDamagedException.class, () -> JournalOwner.readOn(disk), "at " + at);
      }
    }
  }

  @Test
  void aMissingEpochOnTheChainIsDamage() {
    whole.put(FIRST, null);

    assertThrows(JournalDamagedException.class, () -> JournalOwner.claim(whole));
    assertThrows(JournalDamagedException.class, () -> JournalOwner.read(whole));
  }

  @Test
  void anUnreadableFirstLineOfAnEpochThatToldSomethingIsNoEmptySession() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    JournalOwner.claim(disk).append("told");
    byte[] lines = disk.bytes(FIRST);
    lines[0] = 'x';
    disk.put(FIRST, lines);

    assertThrows(JournalDamagedException.class, () -> JournalOwner.claim(disk));
    assertThrows(JournalDamagedException.class, () -> JournalOwner.read(disk));
  }

  @Test
  void garbageAndZerosBehindTheLastUnitAreATornTail() throws Exception {
    for (byte[] tail : List.of(new byte[4096], "\n\n".getBytes(UTF_8), second)) {
      byte[] lines = Arrays.copyOf(second, second.length + tail.length);
      System.arraycopy(tail, 0, lines, second.length, tail.length);

      JournalOwner next = JournalOwner.claim(disk(lines, units.getLast().mark()));

      assertEquals(units.getLast().upTo(), next.replayed());
      assertEquals(tail.length, next.dropped().bytes());
    }
  }

  @Test
  void aTornHeadMarkCostsOnlyTheMarkThatWasOnItsWay() throws Exception {
    byte[] older = units.get(units.size() - 2).mark();
    byte[] newer = units.getLast().mark();
    for (int at = 0; at < newer.length; at++) {
      byte[] torn = older.clone();
      System.arraycopy(newer, 0, torn, 0, at);

      MemoryDisk disk = disk(second, torn);

      List<String> told = JournalOwner.read(disk);
      boolean last = told.equals(units.getLast().upTo());
      assertTrue(last || told.equals(units.get(units.size() - 2).upTo()), at + ": " + told);
      assertEquals(units.getLast().upTo(), JournalOwner.claim(disk).replayed(), "torn at " + at);
    }
  }

  @Test
  void withoutAHeadMarkAReaderTellsNothingOfTheEpochAndTheOwnerAdoptsAllOfIt() throws Exception {
    for (byte[] none :
        Arrays.asList(null, new byte[0], "no mark\n".getBytes(UTF_8), new byte[314])) {
      MemoryDisk disk = disk(second, none);

      assertEquals(before, JournalOwner.read(disk));
      JournalOwner next = JournalOwner.claim(disk);
      assertEquals(units.getLast().upTo(), next.replayed());
      assertEquals(
          JournalOwner.list(next.replayed(), JournalOwner.OPENED), JournalOwner.read(disk));
    }
  }

  @Test
  void theTailStaysWhereItIs() throws Exception {
    byte[] cut = Arrays.copyOf(second, second.length - 3);
    MemoryDisk disk = disk(cut, null);

    JournalOwner.claim(disk).append("on");

    assertTrue(Arrays.equals(cut, disk.bytes(SECOND)));
  }
}
