package crossreview.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurableFilesTest {
  private static final byte[] FIRST = {1, 2, 3};
  private static final byte[] SECOND = {4, 5};

  @TempDir Path dir;

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(dir)) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aNewFileIsPrivateAndIsNotWrittenOver() throws IOException {
    Path file = dir.resolve("f");

    DurableFiles.writeNew(file, FIRST);

    assertArrayEquals(FIRST, Files.readAllBytes(file));
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
    assertThrows(FileAlreadyExistsException.class, () -> DurableFiles.writeNew(file, SECOND));
    assertArrayEquals(FIRST, Files.readAllBytes(file));
  }

  @Test
  void theFirstOfTwoCreatorsWinsAndNothingElseIsLeft() throws IOException {
    Path file = dir.resolve("f");

    assertTrue(DurableFiles.create(file, FIRST, dir.resolve("a")));
    assertFalse(DurableFiles.create(file, SECOND, dir.resolve("b")));

    assertArrayEquals(FIRST, Files.readAllBytes(file));
    assertEquals(List.of("f"), names());
  }

  @Test
  void aTemporaryFileOfACrashIsNotInTheWay() throws IOException {
    Path file = dir.resolve("f");
    Files.write(dir.resolve("t"), SECOND);

    assertTrue(DurableFiles.create(file, FIRST, dir.resolve("t")));
    Files.write(dir.resolve("t"), FIRST);
    DurableFiles.replace(file, SECOND, dir.resolve("t"));

    assertArrayEquals(SECOND, Files.readAllBytes(file));
    assertEquals(List.of("f"), names());
  }

  @Test
  void aFileThatCannotBeReplacedKeepsItsBytes() throws IOException {
    Path directory = Files.createDirectories(dir.resolve("d/inside"));

    assertThrows(
        IOException.class,
        () -> DurableFiles.replace(directory.getParent(), FIRST, dir.resolve("t")));

    assertTrue(Files.isDirectory(directory));
    assertEquals(List.of("d"), names());
  }

  @Test
  void aTreeIsRemovedAndALinkInItIsNotFollowed() throws IOException {
    Path other = Files.write(Files.createDirectory(dir.resolve("other")).resolve("x"), FIRST);
    Path tree = Files.createDirectories(dir.resolve("tree/a/b"));
    Files.write(tree.resolve("y"), FIRST);
    Files.createSymbolicLink(tree.resolve("link"), other.getParent());

    DurableFiles.deleteTree(dir.resolve("tree"));

    assertEquals(List.of("other"), names());
    assertArrayEquals(FIRST, Files.readAllBytes(other));
  }

  @Test
  void aSystemThatTakesAByteAtATimeGetsAllOfThem() throws IOException {
    OneByteChannel channel = new OneByteChannel();

    DurableFiles.writeAll(channel, FIRST);

    assertArrayEquals(FIRST, channel.taken.toByteArray());
  }

  private static final class OneByteChannel implements WritableByteChannel {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    @Override
    public int write(ByteBuffer bytes) {
      taken.write(bytes.get());
      return 1;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      taken.reset();
    }
  }
}
