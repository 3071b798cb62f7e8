package crossreview.cli;

import crossreview.testkit.FakeTime;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Surroundings of a command in a test: a pipe, no variables, a clock that stands. */
public final class CliContextFixture {
  private CliContextFixture() {}

  public static CliContext writingTo(PrintStream out) {
    return of(Path.of("."), new ByteArrayInputStream(new byte[0]), out, System.err);
  }

  public static CliContext of(Path home, InputStream in, PrintStream out, PrintStream err) {
    return of(home, Map.of(), in, out, err);
  }

  public static CliContext of(
      Path home, Map<String, String> variables, InputStream in, PrintStream out, PrintStream err) {
    FakeTime time = new FakeTime();
    return new CliContext(
        home, home, variables, in, out, err, 0, time, time, RandomGenerator.getDefault());
  }
}
