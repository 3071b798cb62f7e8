package crossreview.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.journal.Journal.ReleasePoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Random lives of a journal against the simplest model: what was acknowledged or told stays, in
 * order, and what is there otherwise is whole units that somebody submitted.
 */
class JournalProperty {
  private static final int SEEDS = 60;
  private static final int STEPS = 40;

  @Test
  void whateverHappensNothingAcknowledgedOrToldIsLostOrAltered() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      Life life = new Life(seed);
      for (int step = 0; step < STEPS; step++) {
        life.step();
      }
    }
  }

  private static final class Life {
    private final long seed;
    private final RandomGenerator random;
    private final List<String> steps = new ArrayList<>();
    private MemoryDisk disk = new MemoryDisk();
    private Journal journal = new Journal(disk, 100);
    private JournalOwner journalOwner;
    private ReleasePoint releasePoint;
    private JournalOwner paused;
    private boolean failed;
    private List<String> kept = List.of();
    private int texts;

    Life(long seed) {
      this.seed = seed;
      this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private String where() {
      return "seed " + seed + ": " + steps;
    }

    void step() throws Exception {
      switch (random.nextInt(12)) {
        case 0 -> powerCut();
        case 1 -> kill();
        case 2 -> release();
        case 3 -> pause();
        case 4 -> fault();
        default -> work();
      }
      look();
    }

    private JournalOwner owned() throws Exception {
      if (journalOwner == null && releasePoint != null && random.nextBoolean()) {
        steps.add("reopen");
        journalOwner = JournalOwner.reopen(journal, releasePoint).orElse(null);
      }
      if (journalOwner == null) {
        steps.add("claim");
        journalOwner = JournalOwner.claim(journal);
        assertKept(journalOwner.replayed());
        kept = journalOwner.replayed();
        if (!journalOwner.first().isCompletedExceptionally()) {
          kept = JournalOwner.list(kept, JournalOwner.OPENED);
        }
      }
      releasePoint = null;
      return journalOwner;
    }

    /** Refused is only a process that could not make durable what it found. */
    private void work() throws Exception {
      try {
        append(owned());
      } catch (IOException e) {
        steps.add(e.getMessage());
        assertTrue(failed && e.getMessage().contains("made durable"), where());
      }
    }

    private void append(JournalOwner by) {
      String[] unit = new String[random.nextInt(1, 4)];
      for (int i = 0; i < unit.length; i++) {
        unit[i] = texts + "/" + i + "/" + unit.length;
      }
      texts++;
      steps.add("append " + unit.length);
      CompletableFuture<Void> answer = by.append(unit);
      if (answer.isCompletedExceptionally()) {
        journalOwner = null;
        return;
      }
      kept = JournalOwner.list(kept, unit);
    }

    /** An owner is paused and another one claims; when it wakes up, it may say nothing. */
    private void pause() throws Exception {
      if (paused != null) {
        steps.add("wake");
        assertTrue(paused.append("late").isCompletedExceptionally(), where());
        paused = null;
      } else if (journalOwner != null) {
        steps.add("pause");
        paused = journalOwner;
        journalOwner = null;
        work();
      }
    }

    private void release() {
      if (journalOwner != null) {
        steps.add("release");
        releasePoint = journalOwner.writer().close().toCompletableFuture().join();
        journalOwner = null;
      }
    }

    private void fault() throws Exception {
      steps.add("fault");
      disk.fail(random.nextInt(20), Integer.MAX_VALUE);
      try {
        append(owned());
        append(owned());
      } catch (IOException e) {
        steps.add(e.getMessage());
        journalOwner = null;
      }
      disk.heal();
      failed = true;
    }

    /**
     * A killed process leaves all bytes; but after a failed fsync only a power cut tells the truth.
     */
    private void kill() {
      if (failed) {
        powerCut();
        return;
      }
      steps.add("kill");
      next(disk.afterKill());
    }

    private void powerCut() {
      steps.add("power cut");
      next(disk.afterPowerCut(random));
    }

    private void next(MemoryDisk remains) {
      disk = remains;
      journal = new Journal(disk, 100);
      journalOwner = null;
      releasePoint = null;
      paused = null;
      failed = false;
    }

    /** A reader tells a prefix of what is kept, or what the next owner will adopt. */
    private void look() throws Exception {
      List<String> told = JournalOwner.read(disk);
      int common = Math.min(told.size(), kept.size());
      assertEquals(kept.subList(0, common), told.subList(0, common), where());
      if (told.size() > kept.size()) {
        kept = told;
      }
      long index = 0;
      while (index < told.size()) {
        index += unit(told, (int) index);
      }
    }

    /** The length of the unit that begins here; all of it is there. */
    private int unit(List<String> lines, int from) {
      String[] parts = lines.get(from).split("/");
      int length = parts.length == 3 ? Integer.parseInt(parts[2]) : 1;
      for (int i = 0; i < length; i++) {
        assertTrue(from + i < lines.size(), where());
        if (parts.length == 3) {
          assertEquals(parts[0] + "/" + i + "/" + length, lines.get(from + i), where());
        }
      }
      return length;
    }

    private void assertKept(List<String> replayed) {
      assertTrue(replayed.size() >= kept.size(), () -> where() + ": " + kept + " > " + replayed);
      assertEquals(kept, replayed.subList(0, kept.size()), where());
      long index = 0;
      while (index < replayed.size()) {
        index += unit(replayed, (int) index);
      }
    }
  }
}
