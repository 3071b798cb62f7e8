package crossreview.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The first look at long words, beside a pattern that says the same. */
class SecretPrefilterTest {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_+\\-./=]{16,}");

  @Test
  void aLongWordIsSeenWhereverItStands() {
    for (int before = 0; before < 40; before++) {
      for (String word :
          new String[] {"abcdefgh01234567", "0bcdefghijklmnop", "A_23456789012345"}) {
        String text = " ".repeat(before) + word + " ".repeat(before % 3);

        assertTrue(SecretPrefilter.mayMatch(text), text);
        assertFalse(SecretPrefilter.mayMatch(" ".repeat(before) + word.substring(1)));
      }
    }
  }

  @Test
  void onlyAWordOfSixteenLettersDigitsAndMarksWithBothAmongThemIsLong() {
    Random random = new Random(23);
    String characters = "aAzZ09_+-./=,*:@[`{^ ";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int rare = 1 + random.nextInt(12);
      for (int n = random.nextInt(70); n > 0; n--) {
        boolean odd = random.nextInt(10) > rare;
        int from = odd ? 0 : random.nextInt(characters.length());
        text.append(characters.charAt(odd ? random.nextInt(12) : from));
      }

      String word = text.toString().replace("://", ":-/"); // which is an address

      assertEquals(hasLongWord(word), SecretPrefilter.mayMatch(word), word);
    }
  }

  @Test
  void anAddressWithALoginIsSeen() {
    assertTrue(SecretPrefilter.mayMatch("@ x://"));
    assertFalse(SecretPrefilter.mayMatch("x://"));
    assertFalse(SecretPrefilter.mayMatch("a@b"));
  }

  @Test
  void aSettingSaysWhatIsDone() {
    assertEquals(SecretPolicy.LOCAL, SecretPolicy.of(null));
    assertEquals(SecretPolicy.WARN, SecretPolicy.of("warn"));
    assertEquals(SecretPolicy.REFUSE, SecretPolicy.of("refuse"));
  }

  private static boolean hasLongWord(String text) {
    return WORD.matcher(text)
        .results()
        .map(found -> found.group())
        .anyMatch(
            word -> word.matches(".*[A-Za-z].*") && word.matches(".*[0-9].*") || isBase64(word));
  }

  private static boolean isBase64(String word) {
    return Arrays.stream(word.split("[.=]"))
        .anyMatch(
            run -> run.length() >= 24 && run.matches(".*[A-Z].*") && run.matches(".*[a-z].*"));
  }
}
