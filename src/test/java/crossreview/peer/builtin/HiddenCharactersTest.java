package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which invisible characters are refused, and where; each line is what the rule hygiene sees. */
class HiddenCharactersTest {
  private static final String TAGS = "\udb40\udc49\udb40\udc47\udb40\udc4e"; // I G N
  private static final String END = "\udb40\udc7f";
  private static final String SCOTLAND =
      "\ud83c\udff4"
          + "gbsct".chars().mapToObj(HiddenCharactersTest::tag).reduce("", String::concat)
          + END;

  private static String tag(int letter) {
    return Character.toString(0xe0000 + letter);
  }

  private static List<String> findings(String path, String line) {
    return RulePanel.findings("hygiene", RulePanel.created(path, line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a zero width space|is\u200bAdmin();|invisible characters (U+200B)",
        "a non-joiner in Latin|is\u200cAdmin();|invisible characters (U+200C)",
        "a joiner in Latin|is\u200dAdmin();|invisible characters (U+200D)",
        "a word joiner|is\u2060Admin();|invisible characters (U+2060)",
        "an invisible operator|a\u2062b;|invisible characters (U+2062)",
        "a soft hyphen|pass\u00adword;|invisible characters (U+00AD)",
        "a filler of Hangul as a name|const {\u3164} = query;|invisible characters (U+3164)",
        "a mark of direction without any text from the right|a \u200f= b;|invisible characters"
            + " (U+200F)",
        "a byte order mark inside|a\ufeffb;|invisible characters (U+FEFF)",
        "an override|a \u202e= b;|bidirectional control characters (U+202E)",
        "isolates|a \u2066= b\u2069;|bidirectional control characters (U+2066, U+2069)",
      })
  void codeIsRefusedForThem(String what, String line, String finding) {
    assertEquals(List.of("blocking: " + finding + " in a.js @1"), findings("a.js", line), what);
  }

  @Test
  void wordsForAMachineAreRefusedEverywhere() {
    String what = "hidden text for machines (U+E0047, U+E0049, U+E004E)";
    for (String path : List.of("a.js", "AGENTS.md", "notes.txt", "locales/he.json", "a.yaml")) {
      assertEquals(
          List.of("blocking: " + what + " in " + path + " @1"), findings(path, "a" + TAGS));
    }
    assertEquals(
        List.of("blocking: hidden text for machines (U+E0100, U+E0101) in a.md @1"),
        findings("a.md", "🙂\udb40\udd00\udb40\udd01"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "an emoji of several parts|s = \"👩\u200d💻 👩🏽\u200d🚀 ❤\ufe0f\u200d🔥\";",
        "Persian|s = \"می\u200cخواهم\";",
        "Hindi|s = \"क्\u200dष\";",
        "Hebrew with marks|s = \"שלום\u200f!\";",
        "an ideograph in a variant|s = \"葛\udb40\udd00\";",
        "a sign of Arabic numbers|s = \"\u0600١٢\";",
        "a picture with its selector|s = \"❤\ufe0f\";",
      })
  void whatALanguageOrAnEmojiNeedsIsNoFinding(String what, String line) {
    assertEquals(List.of(), findings("a.js", line), what);
  }

  @Test
  void theFlagOfARegionHasTagsAndMoreOfThemAreWordsAgain() {
    assertEquals(List.of(), findings("a.md", "hello " + SCOTLAND));
    assertEquals(1, findings("a.md", SCOTLAND + TAGS + TAGS + TAGS).size());
  }

  @Test
  void aByteOrderMarkIsRightAtTheBeginningOfAFileOnly() {
    assertEquals(List.of(), findings("a.cs", "\ufeffusing System;"));
    assertEquals(
        List.of("blocking: invisible characters (U+FEFF) in a.cs @2"),
        RulePanel.findings("hygiene", RulePanel.created("a.cs", "using A;", "\ufeffusing B;")));
  }

  @Test
  void proseIsAdvisedOfDirectionsAndNotOfWidth() {
    for (String path : List.of("a.md", "locales/he.ftl")) {
      assertEquals(
          List.of("advice: bidirectional control characters (U+2068, U+2069) in " + path + " @1"),
          findings(path, "hello \u2068name\u2069"));
      assertEquals(List.of(), findings(path, "a long\u00adword, a\u200bb"));
    }
  }
}
