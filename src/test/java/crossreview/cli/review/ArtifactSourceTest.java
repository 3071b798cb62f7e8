package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliContextFixture;
import crossreview.cli.CliException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person hands to {@code crossreview review}. */
class ArtifactSourceTest {
  @TempDir Path home;

  @Test
  void stdinIsATextWithoutAName() {
    ArtifactInput artifactInput =
        reader(new ByteArrayInputStream("a plan\n".getBytes(UTF_8))).file("-");

    assertEquals("a plan\n", artifactInput.text());
    assertEquals("stdin", artifactInput.label());
  }

  @Test
  void anEmptyStdinIsNothingToReview() {
    refused(
        "artifact_empty", "stdin is empty", () -> reader(InputStream.nullInputStream()).file("-"));
  }

  @Test
  void bytesThatAreNoTextAreSaidToBeNone() {
    InputStream bytes = new ByteArrayInputStream(new byte[] {'a', (byte) 0xff});

    refused("artifact_not_utf8", "stdin is not UTF-8", () -> reader(bytes).file("-"));
  }

  @Test
  void anEndlessStdinIsReadToALimit() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] into, int from, int count) {
            return count;
          }
        };

    refused("artifact_too_large", "more than 64 MiB", () -> reader(endless).file("-"));
  }

  @Test
  void aFolderIsNoFile() {
    refused("cannot_read", home.toString(), () -> reader(null).file(home.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--output=/tmp/x", "-p", "--"})
  void anOptionIsNoRange(String range) {
    refused("bad_range", range, () -> reader(null).git(range));
  }

  @Test
  void aMissingGitIsSaid() {
    ArtifactSource reader =
        new ArtifactSource(CliContextFixture.of(home, null, null, null), "no-such-git");

    refused("no_git", "git cannot be run", () -> reader.git("HEAD~1..HEAD"));
  }

  private ArtifactSource reader(InputStream in) {
    return new ArtifactSource(CliContextFixture.of(home, in, null, null));
  }

  private static void refused(String code, String word, Runnable reading) {
    CliException failure = assertThrows(CliException.class, reading::run);

    assertEquals(2, failure.exitCode());
    assertEquals(code, failure.code());
    assertTrue(failure.getMessage().contains(word), failure.getMessage());
  }
}
