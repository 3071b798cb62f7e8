package crossreview.peer.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thinking aloud in front of an answer. */
class ThinkTagFilterTest {

  private static String fed(String text, int size) {
    ThinkTagFilter tags = new ThinkTagFilter();
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i += size) {
      out.append(tags.feed(text.substring(i, Math.min(text.length(), i + size))));
    }
    return out.append(tags.end()).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "'<think>hm</think>{}', '{}'",
    "'<THINK a=\"b\">hm</Think>{}', '{}'",
    "'<think>a</think><think>b</think>x', 'x'",
    "'<thinker>x', '<thinker>x'",
    "'<think>never closed', ''",
    "'{\"s\":\"<think>x</think>\"}', '{\"s\":\"<think>x</think>\"}'",
    "'<think>a</think>{\"s\":\"<think>x</think>\"}', '{\"s\":\"<think>x</think>\"}'",
    "'<thi', '<thi'",
    "'plain', 'plain'"
  })
  void thoughtsAreTakenOutHoweverTheTextIsCut(String text, String answer) {
    for (int size = 1; size <= text.length(); size++) {
      assertEquals(answer, fed(text, size).strip(), "pieces of " + size);
    }
  }

  @Test
  void noPartOfATagIsShownWhileItMayStillBecomeOne() {
    ThinkTagFilter tags = new ThinkTagFilter();

    assertEquals("", tags.feed(" <thi"));
    assertEquals("", tags.feed("nk>secret"));
    assertEquals("", tags.feed(" thoughts</thin"));
    assertEquals("yes", tags.feed("k>yes"));
    assertFalse(tags.end().contains("think"));
  }
}
