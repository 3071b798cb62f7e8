package crossreview.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files a pattern of paths names. */
class PathGlobTest {
  @ParameterizedTest
  @CsvSource({
    "docs/**, docs/a.md, true",
    "docs/**, docs/a/b/c.md, true",
    "docs/**, src/docs/a.md, false",
    "docs/, docs/a/b.md, true",
    "**/gen/*.java, gen/A.java, true",
    "**/gen/*.java, x/y/gen/A.java, true",
    "**/gen/*.java, x/gen/y/A.java, false",
    "*.png, logo.png, true",
    "*.png, a/b/logo.png, true",
    "*.png, a.png/readme, false",
    "src/*.c, src/a.c, true",
    "src/*.c, src/a/b.c, false",
    "src/a?.c, src/a1.c, true",
    "src/a?.c, src/a.c, false",
    "a/**/b, a/b, true",
    "a/**/b, a/x/y/b, true",
    "a*c*e, abcde, true",
    "a*c*e, abcdf, false",
    "Src/**, src/a, false",
  })
  void aPatternNamesFilesAsPeopleExpect(String pattern, String path, boolean matches) {
    assertEquals(matches, new PathGlob(pattern).matches(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/*"})
  void aPatternThatCanNameNoFileIsRefused(String pattern) {
    assertThrows(IllegalArgumentException.class, () -> new PathGlob(pattern));
  }

  @Test
  void aHostilePatternTakesNoLongerThanAnother() {
    PathGlob glob = new PathGlob("*a".repeat(90) + "/" + "**/".repeat(5) + "b");

    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertFalse(glob.matches("a".repeat(2_000) + "/c")));
  }
}
