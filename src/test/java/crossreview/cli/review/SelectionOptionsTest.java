package crossreview.cli.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliException;
import crossreview.git.ChangeSelection;
import crossreview.git.ChangeSelection.BranchChange;
import crossreview.git.ChangeSelection.CommitChange;
import crossreview.git.ChangeSelection.RangeChange;
import crossreview.git.ChangeSelection.StagedChange;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** One option selects one change. */
class SelectionOptionsTest {
  @Test
  void eachOptionIsOneSelection() {
    assertEquals(Optional.empty(), selected());
    assertEquals(Optional.of(new StagedChange()), selected("--staged"));
    assertEquals(Optional.of(new CommitChange("1a2b")), selected("--commit", "1a2b"));
    assertEquals(Optional.of(new BranchChange(null)), selected("--branch"));
    assertEquals(Optional.of(new BranchChange("main")), selected("--branch", "main"));
    assertEquals(Optional.of(new RangeChange("a", "b", false)), selected("--range", "a..b"));
    assertEquals(Optional.of(new RangeChange("a", "", true)), selected("--range", "a..."));
    assertEquals(Optional.of(new RangeChange("", "b", false)), selected("--git", "..b"));
  }

  @Test
  void twoSelectionsContradictEachOther() {
    refused("option_conflict", "use one of them", "--staged", "--commit", "x");
  }

  @Test
  void aSingleCommitAsARangeIsRefusedWithWhatItMayMean() {
    refused(
        "bad_range",
        "--commit 1a2b), or all changes since it (--range 1a2b..HEAD)",
        "--git",
        "1a2b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--output=/tmp/x", "-p"})
  void anOptionIsNoRange(String range) {
    refused("bad_range", range, "--range=" + range);
  }

  private static Optional<ChangeSelection> selected(String... arguments) {
    SelectionOptions options = new SelectionOptions();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options)).parseArgs(arguments);
    return options.selection();
  }

  private static void refused(String code, String words, String... arguments) {
    CliException failure = assertThrows(CliException.class, () -> selected(arguments));

    assertEquals(code, failure.code());
    assertTrue(failure.getMessage().contains(words), failure::getMessage);
  }
}
