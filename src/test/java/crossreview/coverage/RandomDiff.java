package crossreview.coverage;

import crossreview.testkit.GitSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A diff that git makes of two random trees. */
final class RandomDiff {
  private static final List<String> NAMES =
      List.of("a", "b/a", "d/a/a", "b/b b", "größe", "q\"q", "vendor/x.c", "go.sum", "p.png");
  private static final List<String> LINES =
      List.of("a", "b", "", "-- x", "++ y", "@@ -1 +1 @@", "diff --git a/x b/x", "c\r", "é", " d");

  private RandomDiff() {}

  static String between(Path folder, long seed) throws IOException {
    Random random = new Random(seed);
    GitSandbox git = GitSandbox.init(folder);
    for (String name : NAMES) {
      write(git.top().resolve(name), name, random);
    }
    git.git("add", "-A");
    git.git("commit", "-qm", "base", "--allow-empty");
    for (String name : NAMES) {
      int what = random.nextInt(4);
      Path file = git.top().resolve(name);
      if (what == 0) {
        Files.deleteIfExists(file);
      } else if (what == 1 && Files.exists(file) && !name.endsWith("png")) {
        edit(file, random);
      } else if (what == 2) {
        write(file, name, random);
      }
    }
    git.git("add", "-A");
    return git.git("diff", "--cached", random.nextBoolean() ? "--binary" : "--no-color");
  }

  private static void write(Path file, String name, Random random) throws IOException {
    Files.createDirectories(file.getParent());
    if (name.endsWith("png")) {
      byte[] picture = new byte[200]; // of NUL bytes, so that git calls it binary
      random.nextBytes(picture);
      picture[1] = 0;
      Files.write(file, picture);
      return;
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(80); i > 0; i--) {
      text.append(LINES.get(random.nextInt(LINES.size()))).append(random.nextInt(9)).append('\n');
    }
    boolean cut = !text.isEmpty() && random.nextInt(4) == 0;
    Files.writeString(file, cut ? text.substring(0, text.length() - 1) : text.toString());
  }

  /** Changes some lines, so that there are several hunks. */
  private static void edit(Path file, Random random) throws IOException {
    List<String> lines = new ArrayList<>(List.of(Files.readString(file).split("\n", -1)));
    for (int i = 0; i < lines.size(); i++) {
      if (random.nextInt(15) == 0) {
        lines.set(i, "changed " + random.nextInt(100));
      }
    }
    Files.writeString(file, String.join("\n", lines));
  }
}
