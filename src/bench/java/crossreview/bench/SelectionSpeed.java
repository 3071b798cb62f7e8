package crossreview.bench;

import crossreview.git.ChangeReader;
import crossreview.git.ChangeSelection.RangeChange;
import crossreview.git.GitProgram;
import crossreview.testkit.GitSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A change of 2,000 files as a review selects it, beside {@code git diff} of the same commits. */
final class SelectionSpeed implements Benchmark {
  private static final int FILES = 2_000;
  private static final int TURNS = 15;

  @Override
  public String name() {
    return "change_2000_files";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    GitSandbox repo = GitSandbox.init(Files.createDirectories(dir.resolve("shop")));
    write(repo, "one");
    repo.commit("base");
    repo.git("checkout", "-q", "-b", "topic");
    write(repo, "two");
    repo.commit("change");
    ChangeReader reader = new ChangeReader(GitProgram.in(repo.top()), repo.top());
    PairedResult result =
        PairedResult.measured(
            TURNS,
            turn -> {
              long began = System.nanoTime();
              reader.read(new RangeChange("main", "topic", false), List.of());
              return System.nanoTime() - began;
            },
            turn -> diff(repo.top()));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("selection_ms", RoundedNumber.ms(result.ours()));
    line.put("git_diff_ms", RoundedNumber.ms(result.raw()));
    line.put("times", RoundedNumber.of((double) result.ours() / result.raw()));
    line.put("target_times", RoundedNumber.of(1.5));
    return line;
  }

  private static void write(GitSandbox repo, String word) {
    for (int i = 0; i < FILES; i++) {
      String body = "a line that stays\n".repeat(20);
      repo.write("src/d" + i % 50 + "/f" + i + ".c", body + word + " " + i + "\n" + body);
    }
  }

  private static long diff(Path top) throws IOException, InterruptedException {
    long began = System.nanoTime();
    Process git =
        new ProcessBuilder("git", "diff", "main..topic")
            .directory(top.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    git.getInputStream().readAllBytes();
    git.waitFor();
    return System.nanoTime() - began;
  }
}
