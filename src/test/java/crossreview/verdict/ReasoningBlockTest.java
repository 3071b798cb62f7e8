package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words are a thought before an answer, and which belong to the answer. */
class ReasoningBlockTest {
  private static final String OBJECT = "{\"status\":\"NOT_READY\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<think>a</think>answer",
        " \n<THINK>a</THINK>\n\nanswer",
        "<think>a</think> <thought>b</thought> answer",
        "<think>a <think> b</think>answer",
        "Thinking...\na\n...done thinking.\nanswer",
        "Thinking...\r\na\r\n...done thinking.\r\nanswer",
        "Thinking...\nit is ...done thinking.\nno ...done thinking. yet\n...done thinking.\nanswer",
        "a\n</think>answer",
        "```\na\n```\nSo.</think>answer",
        "Words ``` inside.\nSo.</think>answer",
        "I saw " + OBJECT + ".</think>answer",
        "It said {\"a\": \"</think>\"} to me.</think>answer"
      })
  void aThoughtIsTakenOff(String text) {
    assertEquals("answer", ReasoningBlock.strip(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "answer",
        "Thinking... about it\nanswer",
        "Still\nThinking...\na\n...done thinking.\nanswer",
        "Words\n<think>a</think>\nanswer",
        "Words\nThinking...\nb</think>\nanswer",
        "It has\n```\n</think>\nx\n```\nanswer",
        "The tag `</think>` is there.",
        "The tag \"</think>\" is there.",
        "It broke off: {\"a\": \n</think>answer",
        OBJECT + "\n</think>\n{x} " + OBJECT,
        "[" + OBJECT + "]\n</think>\n" + OBJECT
      })
  void whatIsNoThoughtStays(String text) {
    assertEquals(text, ReasoningBlock.strip(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<think>",
        "<think>a",
        "Thinking...",
        "Thinking...\n",
        "Thinking...\nI say ...done thinking. and go on",
        "Thinking...\nanswer\n...done thinking.",
        "<think>a</think><think>b",
        "a</think>"
      })
  void aThoughtThatNeverEndsIsTheWholeAnswer(String text) {
    assertEquals("", ReasoningBlock.strip(text));
  }

  @Test
  void anObjectBeforeALoneEndGoesIfNoneFollows() {
    assertEquals("{x} only", ReasoningBlock.strip(OBJECT + "\n</think>\n{x} only"));
  }
}
