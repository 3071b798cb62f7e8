package crossreview.linter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a linter's settings make of it. */
class LinterSpecTest {
  private static final Pattern LINES =
      LinePattern.of("^(?P<path>[^:]+):(?P<line>\\d+): (?P<message>.*)");

  private static LinterSpec spec(ReportForm form, @Nullable Pattern pattern) {
    FilePatterns all = new FilePatterns(List.of("**"));
    return new LinterSpec(
        form, pattern, all, all, Set.of(IssueLevel.ERROR), Set.of(0), LinterSpec.STDOUT);
  }

  @Test
  void aPatternBelongsToTheFormRegexAndToNoOther() {
    assertInstanceOf(LineReader.class, spec(ReportForm.REGEX, LINES).reader());
    assertThrows(IllegalArgumentException.class, () -> spec(ReportForm.REGEX, null));
    assertThrows(IllegalArgumentException.class, () -> spec(ReportForm.SARIF, LINES));
  }

  @ParameterizedTest
  @EnumSource(value = ReportForm.class, mode = EnumSource.Mode.EXCLUDE, names = "REGEX")
  void eachOtherFormHasAReaderThatWantsItsReport(ReportForm form) {
    ReportReader reader = spec(form, null).reader();

    UnreadableReportException refused =
        assertThrows(UnreadableReportException.class, () -> reader.read("no report"));
    assertTrue(refused.reason().startsWith("it is not "), refused.reason());
  }

  @Test
  void aFileIsLookedAtWhereOneOfThePatternsMatches() {
    FilePatterns patterns = new FilePatterns(List.of("src/**/*.js", "*.ts"));

    assertTrue(patterns.match("src/a/b.js"));
    assertTrue(patterns.match("a.ts"));
    assertFalse(patterns.match("lib/a.js"));
    assertEquals(List.of("src/**/*.js", "*.ts"), patterns.globs());
  }
}
