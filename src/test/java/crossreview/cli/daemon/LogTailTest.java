package crossreview.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir Path folder;
  private Path file;
  private final List<String> seen = new ArrayList<>();

  @BeforeEach
  void where() {
    file = folder.resolve("crossreview.log");
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void putAside(String name) throws IOException {
    Files.move(file, folder.resolve(name));
  }

  @Test
  void theLastLinesReachBackIntoFilesThatWerePutAsideInTheirOrder() throws IOException {
    append("one\n");
    putAside("crossreview.2026-11-22.10.log");
    append("two\n");
    putAside("crossreview.2026-11-23.2.log");
    append("three\nfour\n");
    putAside("crossreview.2026-11-23.10.log");
    append("five\n");
    Files.writeString(folder.resolve("start.log"), "not a part of it\n");

    try (LogTail tail = new LogTail(file)) {
      assertEquals(List.of("two", "three", "four", "five"), tail.last(4));
      assertEquals(List.of("one", "two", "three", "four", "five"), tail.last(100));
      assertEquals(List.of(), tail.last(0));
    }
  }

  @Test
  void whatFollowsIsGivenOnceAndOnlyInWholeLines() throws IOException {
    append("old\n");
    try (LogTail tail = new LogTail(file)) {
      tail.skip();
      append("a");
      tail.next(seen::add);
      assertEquals(List.of(), seen);
      append("ä\nb\n");
      tail.next(seen::add);
      tail.next(seen::add);
    }

    assertEquals(List.of("aä", "b"), seen);
  }

  @Test
  void aFileThatIsPutAsideWhileItIsFollowedLosesNoLine() throws IOException {
    append("old\n");
    try (LogTail tail = new LogTail(file)) {
      tail.skip();
      append("before\n");
      putAside("crossreview.2026-11-23.0.log");
      tail.next(seen::add);
      append("after\n");
      tail.next(seen::add);
    }

    assertEquals(List.of("before", "after"), seen);
  }

  @Test
  void aLogThatBeginsLaterIsFollowedFromItsBeginning() throws IOException {
    try (LogTail tail = new LogTail(file)) {
      tail.skip();
      tail.next(seen::add);
      append("first\n");
      tail.next(seen::add);
    }

    assertEquals(List.of("first"), seen);
  }

  @Test
  void aLineLongerThanABlockIsWhole() throws IOException {
    append("");
    try (LogTail tail = new LogTail(file)) {
      tail.skip();
      append("x".repeat(200_000) + "\nnext\n");
      tail.next(seen::add);
    }

    assertEquals(2, seen.size());
    assertEquals(200_000, seen.getFirst().length());
  }
}
