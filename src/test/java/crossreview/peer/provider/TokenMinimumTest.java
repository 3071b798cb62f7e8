package crossreview.peer.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How few tokens a prompt can have. */
class TokenMinimumTest {
  @Test
  void eachWordEachNumberAndEachRowOfSignsIsATokenOrMore() {
    assertEquals(
        3_000, TokenMinimum.of(List.of("x = 12; ".repeat(500), "the end ".repeat(500)), 100));
  }

  @Test
  void whiteSpaceAndOneRowOfSignsCountNothing() {
    assertEquals(0, TokenMinimum.of(List.of(" \n\t".repeat(100_000), "=".repeat(100_000)), 100));
  }

  @Test
  void aLongRunIsOneTokenForTheLongestEntryOfAVocabulary() {
    assertEquals(1_000, TokenMinimum.of(List.of("a".repeat(64_000)), 100));
  }

  @Test
  void ideographsAreCountedInPairsBecauseNoSpacesPartThem() {
    assertEquals(2_000, TokenMinimum.of(List.of("\u4ee3\u7801\u5ba1\u67e5".repeat(1_000)), 100));
  }

  @Test
  void aShareIsAllowedForAndShortPromptsAreNotMeasured() {
    assertEquals(600, TokenMinimum.of(List.of("word ".repeat(1_000)), 60));
    assertEquals(0, TokenMinimum.of(List.of("word ".repeat(1_000)), 0));
    assertEquals(0, TokenMinimum.of(List.of("word ".repeat(255)), 100));
  }

  /** Real counts of the cl100k and o200k vocabularies: 6 to 7 times as many as is asked for. */
  @Test
  void aTextWithFewWordsIsMeasuredByItsCharacters() {
    String digest = "+9ada76e1c9e8ba3827f2aced31688b067e023f92fdb0cda5faf006c05ae19b2\n";
    String signs = "!@#$%^&*{}[]();,.<>/?";

    assertTrue(TokenMinimum.of(List.of(digest.repeat(850)), 60) > 3_500);
    assertTrue(TokenMinimum.of(List.of(signs.repeat(3_000)), 60) > 3_500);
  }

  /** What local servers cut by default: such prompts come to 12,000 tokens and more. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "    parser.add_argument('--foo', action='store_true', help=\"say it\")\n",
        "        if (a[i] != null && !b.isEmpty()) {\n"
            + "            return a[i].get(\"x\");\n"
            + "        }\n",
        "支付模块在提交之前检查金额，如果金额为负则拒绝。"
      })
  void aPromptThatWasCutToAThirdIsNoticed(String text) {
    int times = 60_000 / text.length();

    assertTrue(TokenMinimum.of(List.of(text.repeat(times)), 60) > 4_096, text);
  }

  /** The least of the counts of the cl100k and o200k vocabularies. */
  @ParameterizedTest
  @CsvSource({
    "'=-', 20000, 2500",
    "'+----------+----------+----------+\n| a        | b        | c        |\n', 800, 13600",
    "'|---|---|---|\n', 3000, 21000",
    "'/* ==================== */\n', 1000, 4000",
    "'AAAA', 9000, 4500",
    "'internationalization representation unfortunately responsibilities implementation ', 500,"
        + " 3001",
    "'getInternationalizationConfigurationProviderFactoryBean();\n', 600, 4800",
    "'0x00, ', 6000, 30000",
    "'代码审查，', 4000, 12000",
  })
  void noTokenizerMakesFewer(String text, int times, long tokens) {
    long least = TokenMinimum.of(List.of(text.replace("\\n", "\n").repeat(times)), 60);

    assertTrue(least <= tokens, least + " > " + tokens);
  }
}
