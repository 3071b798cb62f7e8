package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.peer.builtin.change.ChangeSet;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.ChangedFile.FileLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedFileTest {
  private static final String HUNK = "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n";

  @Test
  void eachLineHasItsNumberAndItsRow() {
    String diff = HUNK + "@@ -10,0 +11,2 @@\n+d\n+e\n\\ No newline at end of file\n";

    ChangedFile file = ChangeSet.of(RulePanel.diff(diff), diff).files().getFirst();

    assertEquals(
        List.of(
            new FileLine(2, 6, "c", true),
            new FileLine(11, 8, "d", true),
            new FileLine(12, 9, "e", false)),
        file.added());
    assertEquals(List.of(new FileLine(2, 5, "b", true)), file.removed());
    assertEquals(List.of(new FileLine(1, 4, "a", true)), file.context());
  }
}
