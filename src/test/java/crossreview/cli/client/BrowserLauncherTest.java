package crossreview.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserLauncherTest {
  @TempDir Path folder;

  @Test
  void theCodeIsInAFileThatOnlyItsOwnerReads() throws IOException {
    BrowserLauncher launcher = new BrowserLauncher(folder, Map.of());
    Files.writeString(folder.resolve("open.html"), "of an earlier time");

    Path file = launcher.redirect("http://localhost:1/#code=xc_1");

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(Files.readString(file).contains("0;url=http://localhost:1/#code=xc_1"));
  }

  @Test
  void withoutAScreenNothingIsStartedOrWritten() {
    assertFalse(new BrowserLauncher(folder, Map.of()).open("http://localhost:1/"));
    assertFalse(Files.exists(folder.resolve("open.html")));
  }
}
