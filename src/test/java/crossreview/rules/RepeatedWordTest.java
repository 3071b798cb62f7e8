package crossreview.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No text of the product says a word twice in a row. */
class RepeatedWordTest {
  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern TWICE = Pattern.compile("(?<![\\w-])([A-Za-z]{2,}) \\1(?![\\w-])");

  @Test
  void noTextOfTheProductSaysAWordTwice() throws IOException {
    List<String> found = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
      files = all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    for (Path file : files) {
      twice(Files.readString(file)).forEach(text -> found.add(file + ": " + text));
    }

    assertFalse(files.isEmpty());
    assertEquals(List.of(), found);
  }

  @Test
  void aWordThatIsRepeatedIsFoundAlsoWhereTheTextGoesOnInTheNextLine() {
    assertEquals(List.of("\"it failed failed\""), twice("log(\"it failed failed\");"));
    assertEquals(List.of("\"no folder folder\""), twice("\"no folder\"\n    + \" folder\""));
    assertEquals(List.of(), twice("\"that\" + it + \" that\"; long long = 1"));
  }

  private static List<String> twice(String source) {
    Matcher literals = LITERAL.matcher(JOINED.matcher(source).replaceAll(""));
    return literals
        .results()
        .map(text -> text.group())
        .filter(text -> TWICE.matcher(text).find())
        .toList();
  }
}
