package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A refusal of the daemon in the words of the command line. */
class UsageErrorsTest {
  private static final CommandSpec REVIEW =
      CommandSpec.create().addOption(OptionSpec.builder("--max-rounds").type(int.class).build());

  @Test
  void aFieldOfTheRequestIsCalledByItsOption() {
    assertEquals(
        "--max-rounds must be at most 100",
        UsageErrors.inOptions("/max_rounds must be at most 100", REVIEW));
    assertEquals(
        "two problems\n  --max-rounds  is required",
        UsageErrors.inOptions("two problems\n  /max_rounds  is required", REVIEW));
  }

  @Test
  void whatIsNoOptionOrNoFieldStaysAsItIs() {
    String path = "cannot read /etc/max_rounds or x/max_rounds or /task of it";

    assertEquals(path, UsageErrors.inOptions(path, REVIEW));
  }
}
