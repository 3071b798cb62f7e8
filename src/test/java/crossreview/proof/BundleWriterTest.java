package crossreview.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.testkit.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles of a session that is written meanwhile. */
class BundleWriterTest {
  private static final int LINES = 2_000;

  @TempDir private Path dir;

  @Test
  void eachLineOfABundleHasItsTextsWhileTheSessionIsWritten() throws Exception {
    Path session = Files.createDirectory(dir.resolve(Samples.id().value()));
    Files.createDirectory(session.resolve("blobs"));
    Path lines = Files.createFile(session.resolve("events-000001.ndjson"));
    CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(session, lines));

    int made = 0;
    do {
      ByteArrayOutputStream bundle = new ByteArrayOutputStream();
      BundleWriter.write(session, bundle);
      complete(bundle.toByteArray());
      made++;
    } while (!writer.isDone());

    writer.get();
    assertTrue(made > 1, "bundles while it was written: " + made);
  }

  /** As the store does it: the text is there before the line that names it. */
  private static void write(Path session, Path lines) {
    try {
      for (int i = 0; i < LINES; i++) {
        String text = "text " + i;
        String name = Digest.of(text).value();
        Files.writeString(session.resolve("blobs/" + name), text);
        Files.writeString(lines, name + "\n", StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void complete(byte[] bundle) throws IOException {
    List<String> named = new ArrayList<>();
    Set<String> texts = new HashSet<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().startsWith("blobs/")) {
          texts.add(entry.getName().substring("blobs/".length()));
        } else if (entry.getName().endsWith(".ndjson")) {
          named.addAll(new String(zip.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        }
      }
    }
    assertEquals(List.of(), named.stream().filter(name -> !texts.contains(name)).toList());
  }
}
