package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.guard.SecretScanner;
import crossreview.peer.builtin.QualityCorpus.QualityCase;
import crossreview.peer.builtin.QualityCorpus.SecretCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** How much the built-in panel sees, and how often it is wrong; the floors hold for each rule. */
class QualityTest {
  private static final Path PAGE = Path.of("docs/quality.md");
  private static final String BEGIN = "<!-- figures -->\n";
  private static final double Z = 1.96; // 95 % of a normal distribution

  @Test
  void theCorpusIsLargeEnough() {
    List<QualityCase> seeded = QualityCorpus.changes("seeded.txt");

    assertTrue(seeded.size() >= 150, "seeded");
    assertTrue(seeded.stream().map(QualityCase::language).distinct().count() >= 8, "languages");
    assertTrue(QualityCorpus.changes("clean.txt").size() >= 150, "clean");
    assertTrue(QualityCorpus.secrets().stream().filter(SecretCase::secret).count() >= 100);
  }

  @Test
  void seededFaultsAreSeenByTheirRule() {
    List<String> missed = missed();
    int all = QualityCorpus.changes("seeded.txt").size();

    assertTrue(missed.size() <= 0.05 * all, missed::toString);
  }

  private static List<String> missed() {
    return QualityCorpus.changes("seeded.txt").stream()
        .filter(c -> RulePanel.findings(c.rule(), c.diff()).isEmpty())
        .map(QualityCase::name)
        .toList();
  }

  @Test
  void cleanChangesHaveNoBlockingFindingAndHardlyAnyAdvice() {
    List<String> wrong = wrong();
    List<String> blocking = wrong.stream().filter(w -> w.contains(" blocking: ")).toList();

    assertEquals(List.of(), blocking);
    assertTrue(wrong.size() <= 0.05 * QualityCorpus.changes("clean.txt").size(), wrong::toString);
  }

  private static List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    for (QualityCase c : QualityCorpus.changes("clean.txt")) {
      for (String rule : new TreeSet<>(RulePanel.RULES.keySet())) {
        RulePanel.findings(rule, c.diff()).forEach(f -> wrong.add(c.name() + " " + rule + " " + f));
      }
    }
    return wrong;
  }

  @Test
  void secretsAreFoundAndOrdinaryLinesAreNot() {
    List<SecretCase> cases = QualityCorpus.secrets();
    List<String> missed =
        cases.stream().filter(c -> c.secret() && !found(c)).map(SecretCase::line).toList();
    List<String> wrong =
        cases.stream().filter(c -> !c.secret() && found(c)).map(SecretCase::line).toList();

    assertTrue(missed.size() <= 5, missed::toString);
    assertEquals(List.of(), wrong);
  }

  private static boolean found(SecretCase secretCase) {
    return !SecretScanner.spans("# a\n" + secretCase.line() + "\n").isEmpty();
  }

  @Test
  void thePageHasTheFiguresOfToday() throws IOException {
    String page = Files.readString(PAGE);
    String told = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + figures();
    if ("write".equals(System.getenv("GOLDEN"))) {
      Files.writeString(PAGE, told);
    }

    assertEquals(told, page);
  }

  private static String figures() {
    StringBuilder out =
        new StringBuilder("\n| Rule | Faults seen | 95 % | Wrong on clean changes |\n");
    out.append("|---|---|---|---|\n");
    List<QualityCase> seeded = QualityCorpus.changes("seeded.txt");
    List<String> missed = missed();
    List<String> wrong = wrong();
    for (String rule : new TreeSet<>(RulePanel.RULES.keySet())) {
      List<QualityCase> of = seeded.stream().filter(c -> c.rule().equals(rule)).toList();
      long seen = of.stream().filter(c -> !missed.contains(c.name())).count();
      long mistakes = wrong.stream().filter(w -> w.contains(" " + rule + " ")).count();
      if (!of.isEmpty()) {
        row(out, rule, seen, of.size(), mistakes);
      }
    }
    List<SecretCase> secrets = QualityCorpus.secrets();
    long real = secrets.stream().filter(SecretCase::secret).count();
    long found = secrets.stream().filter(c -> c.secret() && found(c)).count();
    long mistakes = secrets.stream().filter(c -> !c.secret() && found(c)).count();
    row(out, "secrets", found, real, mistakes);
    out.append("\nNot seen: ").append(missed.isEmpty() ? "nothing" : String.join(", ", missed));
    return out.append(".\n").toString();
  }

  private static void row(StringBuilder out, String rule, long seen, long all, long mistakes) {
    double share = (double) seen / all;
    double middle = (share + Z * Z / (2 * all)) / (1 + Z * Z / all);
    double reach =
        Z * Math.sqrt(share * (1 - share) / all + Z * Z / (4.0 * all * all)) / (1 + Z * Z / all);
    String interval =
        String.format(
            Locale.ROOT, "%.2f–%.2f", Math.max(0, middle - reach), Math.min(1, middle + reach));
    out.append("| ").append(rule).append(" | ").append(seen).append(" of ").append(all);
    out.append(" | ").append(interval).append(" | ").append(mistakes).append(" |\n");
  }
}
