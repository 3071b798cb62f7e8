package crossreview.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.Digest;
import crossreview.testkit.ChildJvm;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bundle costs the same memory whatever its size: it is copied, never held. */
@Timeout(120)
class LargeBundleTest {
  private static final String SESSION = "30418788-27ae-84bd-bc39-bc747794f604";
  private static final int BLOBS = 64;
  private static final String HEAP = "-Xmx24m"; // the JVM itself takes some 8 MB of it

  @TempDir private Path dir;

  /** Packs a session and unpacks it again. */
  static final class PackAndUnpack {
    public static void main(String[] arguments) throws Exception {
      Path session = Path.of(arguments[0]);
      Path bundle = Path.of(arguments[1]);
      try (OutputStream out = Files.newOutputStream(bundle)) {
        BundleWriter.write(session, out);
      }
      System.out.println("packed");
      try (InputStream in = Files.newInputStream(bundle)) {
        BundleReader.unpack(in, Files.size(bundle), Files.createDirectory(Path.of(arguments[2])));
      }
      System.out.println("unpacked");
    }
  }

  @Test
  void sixtyFourMegabytesPassThroughAHeapOfTwentyFour() throws Exception {
    Path session = Files.createDirectories(dir.resolve(SESSION));
    Files.writeString(session.resolve("events-000001.ndjson"), "{}\n");
    Path blobs = Files.createDirectory(session.resolve("blobs"));
    Random random = new Random(1);
    for (int i = 0; i < BLOBS; i++) {
      byte[] bytes = new byte[1 << 20];
      random.nextBytes(bytes);
      Files.write(blobs.resolve(Digest.of(bytes).value()), bytes);
    }
    List<String> arguments =
        List.of(session.toString(), dir.resolve("b.zip").toString(), dir.resolve("new").toString());

    try (ChildJvm child =
        new ChildJvm.Kind(PackAndUnpack.class).with(HEAP).start(dir.resolve("said"), arguments)) {
      child.says("unpacked");

      assertEquals(List.of("packed", "unpacked"), child.lines(), child.errors());
    }
  }
}
