package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Why a file is not replaced by the approved text. */
class ApplyCommandTest {
  @Test
  void theSameTextInOtherBytesIsSaidToBeThat() {
    byte[] latin1 = "na\u00efve\n".getBytes(StandardCharsets.ISO_8859_1);
    byte[] marked = "\ufeffa text\n".getBytes(StandardCharsets.UTF_8);

    String lossy = ApplyCommand.otherBytes("a.txt", latin1, "na\ufffdve\n");
    assertTrue(lossy.startsWith("what was reviewed is not byte for byte what is in a.txt"), lossy);
    assertTrue(lossy.contains("line 1"), lossy);
    assertTrue(ApplyCommand.otherBytes("a.txt", marked, "a text\n").contains("byte order mark"));
    assertEquals(
        "a.txt is not the text that was submitted, so it was not changed",
        ApplyCommand.otherBytes("a.txt", latin1, "another\n"));
  }
}
