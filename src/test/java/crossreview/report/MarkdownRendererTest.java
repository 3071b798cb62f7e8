package crossreview.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownRendererTest {
  @Test
  void namesValuesAndListsBecomeALayeredList() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("state", "divided");
    body.put("blockers", List.of("ada", Map.of("peer", "bob")));
    body.put("none", List.of());
    body.put("run", Map.of("rounds", 2L));
    body.put("detail", null);

    assertEquals(
        """
        - **state**: divided
        - **blockers**:
          - ada
          -
            - **peer**: bob
        - **none**: none
        - **run**:
          - **rounds**: 2
        - **detail**: –
        """,
        MarkdownRenderer.of(body));
  }

  @Test
  void whatAPeerWroteIsQuotedAndNoMarkup() {
    String text = MarkdownRenderer.of(Map.of("summary", "<img src=x>\n# [go](http://x) `rm`"));

    assertEquals("- **summary**: \\<img src=x\\> \\# \\[go\\](http\\://x) \\`rm\\`\n", text);
    assertFalse(text.contains(" <img"));
  }

  @Test
  void aDocumentStaysAsItIs() {
    assertEquals(
        "# Report\n", MarkdownRenderer.of(Map.of("markdown", "# Report\n", "session_id", "s")));
  }
}
