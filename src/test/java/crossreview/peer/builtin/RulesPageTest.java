package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the rules shows each rule, and its examples are found with their severity. */
class RulesPageTest {
  private static final Path PAGE = Path.of("docs/rules.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("\\| (blocking|advice)[^|]*\\|[^|]*\\| `([^`]+)`: `([^`]+)` \\|$");

  @Test
  void eachExampleIsFound() throws IOException {
    String rule = "";
    List<String> silent = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      rule = line.startsWith("## ") ? line.substring(3) : rule;
      Matcher example = EXAMPLE.matcher(line);
      if (example.find()) {
        String diff = RulePanel.created(example.group(2), example.group(3));
        boolean found =
            RulePanel.findings(rule, diff).stream()
                .anyMatch(finding -> finding.startsWith(severity(example)));
        silent.addAll(found ? List.of() : List.of(line));
      }
    }

    assertEquals(List.of(), silent);
  }

  /** The page says what is advice where nothing stands in its place. */
  private static String severity(Matcher example) {
    return example.group(3).equals("assertTrue(true);") ? "advice" : example.group(1);
  }

  @Test
  void eachRuleHasAChapter() throws IOException {
    String page = Files.readString(PAGE);

    for (String rule : new TreeSet<>(RulePanel.RULES.keySet())) {
      assertTrue(page.contains("\n## " + rule + "\n"), rule);
    }
  }
}
