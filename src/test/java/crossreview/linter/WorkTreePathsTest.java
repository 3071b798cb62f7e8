package crossreview.linter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Places of reports as paths of a work tree. */
class WorkTreePathsTest {
  private static final WorkTreePaths PATHS =
      new WorkTreePaths(List.of("/review", "/tmp/call-1/work"));

  @ParameterizedTest
  @CsvSource({
    "src/a.js, src/a.js",
    "./src//a.js, src/a.js",
    "src/../b.js, b.js",
    "/review/src/a.js, src/a.js",
    "/review/./a.js, a.js",
    "/tmp/call-1/work/a.js, a.js",
    "/review/src/../../etc/passwd,",
    "../etc/passwd,",
    "/etc/passwd,",
    "/reviewed/a.js,",
    "/review,",
    "'',",
    ".,"
  })
  void whatIsOutsideOfTheTreeHasNoPath(String place, String path) {
    assertEquals(Optional.ofNullable(path), PATHS.relative(place));
  }
}
